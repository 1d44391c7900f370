"""What one side puts on the table, and the words of a conversation."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from commons.conversations.forms import MessageForm
from core.values.dates import DateRange
from hosting.calendars.forms.sessions import SessionChoiceField
from hosting.offers.choices.lists import ExchangeMode
from hosting.offers.models.stays import Unit
from hosting.requests.models.requests import Proposal, ProposedTerms, Request
from ui.forms import DayInput


class ProposalForm(forms.Form):
    """Starts from what lies on the table. `to_terms` hands it to `propose_terms`."""

    check_in = forms.DateField(label=_("Check-in"), widget=DayInput)
    check_out = forms.DateField(label=_("Check-out"), widget=DayInput)
    adults = forms.IntegerField(
        label=_("Adults"), min_value=1, max_value=settings.HOSTING_PARTY_LIMIT
    )
    children = forms.IntegerField(
        label=_("Children"), min_value=0, max_value=settings.HOSTING_PARTY_LIMIT
    )
    total = forms.DecimalField(
        label=_("In all"), min_value=0, max_digits=9, decimal_places=2, required=False
    )
    conditions = forms.CharField(
        label=_("What you agree besides"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
        help_text=_("Meals, sheets, a helping hand: what both should be able to read later."),
    )
    cancellation = forms.CharField(label=_("If one of you cancels"), max_length=500, required=False)

    def __init__(self, *args: Any, guest_request: Request, **kwargs: Any) -> None:
        kwargs.setdefault("initial", _initial(guest_request.proposals.last()))
        super().__init__(*args, **kwargs)
        if guest_request.unit_id is not None:
            self.fields["unit"] = forms.ModelChoiceField(
                Unit.objects.filter(stay=guest_request.offer_id),
                label=_("Room"),
                empty_label=None,
                to_field_name="public_id",
            )
        if guest_request.session_id is not None:
            self.fields["session"] = SessionChoiceField(
                guest_request.offer, label=_("Session"), empty_label=None
            )
        if guest_request.check_in is None:
            del self.fields["check_in"], self.fields["check_out"]
        self.fields["total"].required = ExchangeMode(guest_request.mode).asks_money
        self.order_fields(("check_in", "check_out", "session", "unit"))

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        check_in, check_out = data.get("check_in"), data.get("check_out")
        if check_in and check_out and check_out <= check_in:
            self.add_error("check_out", _("Check-out comes after check-in."))
        return data

    def to_terms(self) -> ProposedTerms:
        data = self.cleaned_data
        check_in, check_out = data.get("check_in"), data.get("check_out")
        return ProposedTerms(
            adults=data["adults"],
            children=data["children"],
            total=data["total"],
            dates=DateRange(check_in, check_out) if check_in and check_out else None,
            unit=data.get("unit"),
            session=data.get("session"),
            conditions=data["conditions"],
            cancellation=data["cancellation"],
        )


class AnswerForm(MessageForm):
    """A message in the conversation of a request; sent twice, it is said once."""


def _initial(proposal: Proposal | None) -> dict[str, Any]:
    """What lies on the table; units and sessions by their public ids."""
    if proposal is None:
        return {}
    fields = ("check_in", "check_out", "adults", "children", "total", "conditions", "cancellation")
    initial: dict[str, Any] = {name: getattr(proposal, name) for name in fields}
    initial["unit"] = proposal.unit.public_id if proposal.unit else None
    initial["session"] = proposal.session.public_id if proposal.session else None
    return initial
