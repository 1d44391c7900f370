"""What a reviewer of a story or an itinerary answers, and how authors hand a story in."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from travel_stories.collaboration.models import Reviewable


class SeenForm(forms.Form):
    """The number of the draft that stood on the page: an answer is about what was read."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class SendBackForm(SeenForm):
    reason = forms.CharField(
        label=_("What should change, and why"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        error_messages={"required": _("Say what should change, and why.")},
    )


def review_forms(draft: Reviewable) -> dict[str, forms.Form]:
    """Both answers to the draft as it is now, for `stories/parts/review_answer.html`."""
    seen = {"seen": draft.last_number}
    return {"seen_form": SeenForm(initial=seen), "send_back_form": SendBackForm(initial=seen)}


class SubmitForm(forms.Form):
    without_silent = forms.BooleanField(
        label=_("Leave out the parts that name or show people who haven’t answered"),
        help_text=_(
            "Those parts stay in your draft, and will be published once "
            "these people have given their consent."
        ),
        required=False,
    )
