"""What coordinators write: the story of the community, its charter, answers about offers."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from hosting.communities.models.communities import Community
from hosting.communities.models.terms import Cause
from ui.forms import number_errors


class StoryForm(forms.Form):
    """Name and centre of a community stay with the co-operative."""

    summary_fr = forms.CharField(
        label=_("Summary in one sentence, in French"), max_length=255, required=False
    )
    summary_en = forms.CharField(
        label=_("Summary in one sentence, in English"),
        help_text=_(
            "Fill in one language or both. If you leave one empty, people "
            "who use the site in that language see the other."
        ),
        max_length=255,
        required=False,
    )
    territory = forms.CharField(
        label=_("Your area"),
        help_text=_("In your own words: a valley, a neighbourhood, three villages and a wood."),
        max_length=255,
        error_messages={"required": _("Describe your area.")},
    )
    story = forms.CharField(
        label=_("Your story"),
        widget=forms.Textarea(attrs={"rows": 12}),
        max_length=10_000,
        error_messages={"required": _("Write your community’s story.")},
    )
    causes = forms.ModelMultipleChoiceField(
        Cause.objects.all(),
        label=_("What you stand for"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    answer_hours = forms.IntegerField(
        label=_("Hours to answer a request"),
        help_text=_(
            "A request that no one answers in this time expires. Requests that were sent "
            "earlier keep their deadline. Hosts who answer by phone have 120 hours."
        ),
        min_value=settings.HOSTING_ANSWER_HOURS_LEAST,
        max_value=settings.HOSTING_ANSWER_HOURS_MOST,
        error_messages=number_errors(
            _("Enter a number of hours from {least} to {most}."),
            least=settings.HOSTING_ANSWER_HOURS_LEAST,
            most=settings.HOSTING_ANSWER_HOURS_MOST,
        ),
    )

    def __init__(self, *args: Any, community: Community, **kwargs: Any) -> None:
        own = ("summary_fr", "summary_en", "territory", "story", "answer_hours")
        initial = {name: getattr(community, name) for name in own}
        kwargs["initial"] = initial | {"causes": community.causes.all()}
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("summary_fr") == "" and data.get("summary_en") == "":
            self.add_error(
                "summary_fr", _("Write a summary in one sentence, in French or in English.")
            )
        return data


class CharterForm(forms.Form):
    """`version` is the one that is rewritten."""

    charter = forms.CharField(
        label=_("Your charter"),
        widget=forms.Textarea(attrs={"rows": 14}),
        max_length=10_000,
        error_messages={"required": _("Write the charter.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=32_767)


class RevisionForm(forms.Form):
    """Which draft the reader had before them."""

    seen = forms.DateTimeField(widget=forms.HiddenInput)


class ChangeForm(RevisionForm):
    reason = forms.CharField(
        label=_("What should change, and why?"),
        help_text=_("The host will read this exactly as you write it."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        error_messages={"required": _("Say what should change, and why.")},
    )
