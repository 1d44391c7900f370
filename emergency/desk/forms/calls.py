"""What a coordinator says before and after a call."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commons.accounts.validators import validate_single_line
from emergency.housing.choices import CallReason
from emergency.housing.states.requests import NextAction
from ui.forms import MomentInput

REASON_OF = {
    NextAction.CALL: CallReason.FIRST,
    NextAction.ASK_HOST: CallReason.HOME,
    NextAction.AWAIT_ANSWER: CallReason.HOME,
    NextAction.ARRIVAL: CallReason.ARRIVAL,
    NextAction.FOLLOW_UP: CallReason.STAY,
}


class CallForm(forms.Form):
    """One of the usual reasons, and words of one's own: both go into the log."""

    reason = forms.ChoiceField(label=_("Reason for calling"), choices=CallReason)
    words = forms.CharField(
        label=_("In your own words"),
        max_length=200,
        required=False,
        validators=[validate_single_line],
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        """Other forms of the page have fields of the same names."""
        super().__init__(*args, **{"auto_id": "call-%s"} | options)

    def clean(self) -> dict[str, Any]:
        """Only `reason` is left: the sentence for the log."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        words = data.pop("words", "")
        reason = data.get("reason")
        if reason == CallReason.OTHER and not words and "words" not in self.errors:
            self.add_error("words", _("Say why you’re calling."))
        elif reason:
            label = str(CallReason(reason).label)
            other = reason == CallReason.OTHER
            data["reason"] = words if other else f"{label}: {words}" if words else label
        return data


class CallBackForm(forms.Form):
    again_at = forms.DateTimeField(
        label=_("Call back at"),
        widget=MomentInput,
        error_messages={"required": _("Choose when to call back.")},
    )


def call_form_for(next_action: str) -> CallForm:
    """Empty, with the reason that goes with the next step."""
    known = {str(action): reason for action, reason in REASON_OF.items()}
    return CallForm(initial={"reason": known.get(next_action, CallReason.QUESTION)})
