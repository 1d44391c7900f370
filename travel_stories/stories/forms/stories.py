"""The frame of a story, its chapters, its authors."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from commons.geography.forms import LocalityField
from commons.media.choices import WORK_LICENCES, Licence
from travel_stories.collaboration.forms import EditForm
from travel_stories.stories.choices import AuthorRole
from travel_stories.stories.models.authors import StoryAuthor
from travel_stories.stories.models.blocks import Chapter
from travel_stories.stories.models.stories import Story
from ui.forms import DayInput, choice_errors

SHARED = [choice for choice in WORK_LICENCES if choice[0] != Licence.ALL_RIGHTS]


class StoryForm(EditForm, forms.ModelForm[Story]):
    """Title, lede, language, licence, and what helps others to find it."""

    language = forms.ChoiceField(
        label=_("Language of the story"),
        error_messages=choice_errors(_("Choose the language of the story.")),
    )
    licence = forms.ChoiceField(
        label=_("How others may use this story"),
        choices=SHARED,
        initial=Licence.CC_BY_SA,
        help_text=_(
            "Others may share, print and adapt the story. They must credit "
            "you, unless you choose Creative Commons Zero or public domain."
        ),
    )
    locality = LocalityField(label=_("Where the story takes place"), required=False)

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
        error_messages: ClassVar[dict[str, Any]] = {
            "title": {"required": _("Enter a title for the story.")},
        }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["language"].choices = settings.LANGUAGES_SPOKEN  # type: ignore[attr-defined]
        if self.instance.pk is not None:
            self.initial["based_on"] = self.instance.version


class ChapterForm(EditForm, forms.ModelForm[Chapter]):
    """A name, a date, a place; none of them is asked for."""

    locality = LocalityField(label=_("Where the chapter takes place"), required=False)

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

    email = forms.EmailField(
        label=_("Email address"),
        max_length=254,
        error_messages=dict.fromkeys(
            ("required", "invalid"), _("Enter the email address of the person you’re inviting.")
        ),
    )
    role = forms.ChoiceField(
        label=_("This person’s role"), choices=AuthorRole, initial=AuthorRole.WRITER
    )
    language = forms.ChoiceField(label=_("Language of the email"), choices=settings.LANGUAGES)


class AuthorRoleForm(forms.Form):
    role = forms.ChoiceField(label=_("This person’s role"), choices=AuthorRole)


class CreditForm(forms.ModelForm[StoryAuthor]):
    class Meta:
        model = StoryAuthor
        fields = ("credit",)


class CommentForm(forms.Form):
    """A word beside a block."""

    words = forms.CharField(
        label=_("Your comment"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Write a comment.")},
    )
    key = forms.UUIDField(widget=forms.HiddenInput)
