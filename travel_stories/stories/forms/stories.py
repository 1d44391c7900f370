"""The frame of a story, its chapters, its authors."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from commons.geography.forms import LocalityField
from commons.media.choices import Licence
from travel_stories.collaboration.forms import EditForm
from travel_stories.stories.choices import AuthorRole
from travel_stories.stories.models.authors import StoryAuthor
from travel_stories.stories.models.blocks import Chapter
from travel_stories.stories.models.stories import Story
from ui.forms import DayInput

SHARED = [choice for choice in Licence.choices if choice[0] != Licence.ALL_RIGHTS]


class StoryForm(EditForm, forms.ModelForm[Story]):
    """Title, lede, language, licence, and what helps others to find it."""

    language = forms.ChoiceField(label=_("Language of the story"))
    licence = forms.ChoiceField(
        label=_("How others may use it"),
        choices=SHARED,
        initial=Licence.CC_BY_SA,
        help_text=_("Others may pass it on, print it and build on it, and always name you."),
    )
    locality = LocalityField(label=_("Where it happens"), required=False)

    class Meta:
        model = Story
        fields = (
            "title",
            "lede",
            "language",
            "locality",
            "season",
            "travelled_as",
            "themes",
            "licence",
        )
        widgets: ClassVar = {
            "lede": forms.Textarea(attrs={"rows": 3}),
            "themes": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["language"].choices = settings.LANGUAGES_SPOKEN  # type: ignore[attr-defined]
        if self.instance.pk is not None:
            self.initial["based_on"] = self.instance.version


class ChapterForm(EditForm, forms.ModelForm[Chapter]):
    """A name, a date, a place; none of them is asked for."""

    locality = LocalityField(label=_("Where it happens"), required=False)

    class Meta:
        model = Chapter
        fields = ("title", "on", "locality")
        widgets: ClassVar = {"on": DayInput}

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if self.instance.pk is not None:
            self.initial["based_on"] = self.instance.version


class AuthorInvitationForm(forms.Form):
    """A seat at the story, for one person."""

    email = forms.EmailField(label=_("E-mail"), max_length=254)
    role = forms.ChoiceField(label=_("Their part"), choices=AuthorRole, initial=AuthorRole.WRITER)
    language = forms.ChoiceField(label=_("Language of the letter"), choices=settings.LANGUAGES)


class AuthorRoleForm(forms.Form):
    role = forms.ChoiceField(choices=AuthorRole)


class CreditForm(forms.ModelForm[StoryAuthor]):
    class Meta:
        model = StoryAuthor
        fields = ("credit",)


class CommentForm(forms.Form):
    """A word beside a block."""

    words = forms.CharField(
        label=_("Your comment"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    key = forms.UUIDField(widget=forms.HiddenInput)
