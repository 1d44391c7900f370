"""What one side puts on the table, and the words of a conversation."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.conf import settings
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commons.accounts.validators import validate_single_line
from commons.conversations.forms import MessageForm
from core.text.formatting import format_money
from core.values.dates import DateRange
from core.values.half_days import HalfDay
from core.values.money import Money
from hosting.calendars.forms.sessions import SessionChoiceField
from hosting.calendars.presenters.workspace_days import WorkspaceDay, workspace_days
from hosting.offers.choices.lists import ExchangeMode
from hosting.offers.models.rates import LEAST_HOURS, MOST_HOURS
from hosting.offers.models.stays import Unit
from hosting.offers.presenters.price_lines import terms_lines
from hosting.requests.forms.dates_and_party import half_days_in
from hosting.requests.forms.requests import DAYS_TO_ASK, HalfDaysField
from hosting.requests.forms.swaps import add_exchange_fields, clean_exchange_terms
from hosting.requests.models.requests import InReturn, Proposal, ProposedTerms, Request
from ui.forms import DayInput, choice_errors, number_errors

DAYS_BEFORE: Final = 7  # those that were asked for


class ProposalForm(forms.Form):
    """Starts from what lies on the table. `to_terms` hands it to `propose_terms`."""

    check_in = forms.DateField(
        label=_("Check-in"),
        widget=DayInput,
        error_messages={"required": _("Choose a check-in date.")},
    )
    check_out = forms.DateField(
        label=_("Check-out"),
        widget=DayInput,
        error_messages={"required": _("Choose a check-out date.")},
    )
    adults = forms.IntegerField(
        label=_("Adults"),
        min_value=1,
        max_value=settings.HOSTING_PARTY_LIMIT,
        error_messages=number_errors(
            _("Enter how many adults are coming: from 1 to {most}."),
            most=settings.HOSTING_PARTY_LIMIT,
        ),
    )
    children = forms.IntegerField(
        label=_("Children"),
        min_value=0,
        max_value=settings.HOSTING_PARTY_LIMIT,
        error_messages=number_errors(
            _("Enter how many children are coming: {most} at most."),
            most=settings.HOSTING_PARTY_LIMIT,
        ),
    )
    quantity = forms.IntegerField(
        label=_("Quantity"),
        min_value=1,
        max_value=settings.HOSTING_QUANTITY_LIMIT,
        error_messages=number_errors(
            _("Enter how many: from 1 to {most}."), most=settings.HOSTING_QUANTITY_LIMIT
        ),
    )
    in_return = forms.CharField(
        label=_("In return"), max_length=255, required=False, validators=[validate_single_line]
    )
    hours = forms.DecimalField(
        label=_("Hours of help"),
        min_value=LEAST_HOURS,
        max_value=MOST_HOURS,
        max_digits=4,
        decimal_places=1,
        required=False,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value", "max_decimal_places", "max_whole_digits"),
            _("Enter how many hours: from 0.5 to 200, or leave this empty."),
        ),
    )
    due_date = forms.DateField(
        label=_("Due date"),
        widget=DayInput,
        required=False,
        help_text=_("Leave empty if there’s no hurry."),
    )
    total = forms.DecimalField(
        label=_("Total"),
        min_value=0,
        max_digits=9,
        decimal_places=2,
        required=False,
        error_messages={"required": _("Enter the total amount.")},
    )
    keep_total = forms.BooleanField(label=_("Use this amount anyway"), required=False)
    conditions = forms.CharField(
        label=_("Anything else you agree on"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
        help_text=_(
            "Meals, sheets, a helping hand: anything you both want to be able to read later."
        ),
    )
    cancellation = forms.CharField(label=_("If one of you cancels"), max_length=500, required=False)

    despite_limits = forms.BooleanField(
        label=_("Send this proposal despite the limits of my offer"), required=False
    )

    def __init__(
        self, *args: Any, guest_request: Request, first_day: date | None = None, **kwargs: Any
    ) -> None:
        self.guest_request = guest_request
        self.first_day = first_day
        self.on_table = list(guest_request.proposals.all())[-1:]
        kwargs.setdefault("initial", _initial(*self.on_table) if self.on_table else {})
        super().__init__(*args, **kwargs)
        if guest_request.unit_id is not None:
            self.fields["unit"] = forms.ModelChoiceField(
                Unit.objects.of_offer(guest_request.offer_id),
                label=_("Desk or room") if guest_request.half_days else _("Room or unit"),
                empty_label=None,
                error_messages=choice_errors(_("Choose a room or unit.")),
                to_field_name="public_id",
            )
        if guest_request.session_id is not None:
            self.fields["session"] = SessionChoiceField(
                guest_request.offer, label=_("Date"), empty_label=None
            )
        if guest_request.half_days:
            self.fields["half_days"] = HalfDaysField(label=_("Half-days"))
        if guest_request.check_in is None or guest_request.half_days:
            del self.fields["check_in"], self.fields["check_out"]
        if guest_request.quantity is None:
            del self.fields["quantity"]
        else:
            del self.fields["adults"], self.fields["children"]
        if guest_request.swap_id is not None:
            add_exchange_fields(self, required=True)
            self.initial.update(_exchange_initial(guest_request))
        mode = ExchangeMode(guest_request.mode)
        self.fields["total"].required = mode.asks_money
        if not mode.asks_return:
            del self.fields["in_return"], self.fields["due_date"]
        if mode != ExchangeMode.SERVICE:
            del self.fields["hours"]
        self.order_fields(("check_in", "check_out", "half_days", "session", "unit"))

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        check_in, check_out = data.get("check_in"), data.get("check_out")
        if check_in and check_out and check_out <= check_in:
            self.add_error("check_out", _("Choose a check-out date after check-in."))
        elif self.is_total_left_behind:
            self.add_error("total", self.format_usual_total(self.usual_total))
        self.exchange = clean_exchange_terms(self, data)
        if "hours" in self.fields and data.get("in_return") == "" and data.get("hours", 0) is None:
            self.add_error("in_return", _("Say what kind of help, or how many hours."))
        return data

    @property
    def usual_total(self) -> Decimal | None:
        """What the chosen rate comes to for these dates and people; None while they are unclear."""
        data, asked = self.cleaned_data, self.guest_request
        if asked.quantity is not None:
            quantity = data.get("quantity")
            return quantity and asked.total_for(party=asked.party, dates=None, quantity=quantity)
        if "adults" not in data or "children" not in data:
            return None
        half_days: tuple[HalfDay, ...] = data.get("half_days", ())
        dates = self._dates()
        is_without_days = not half_days if "half_days" in self.fields else dates is None
        if is_without_days and asked.check_in is not None:
            return None
        party = data["adults"] + data["children"]
        return asked.total_for(party=party, dates=dates, half_days=half_days)

    def days(self) -> tuple[WorkspaceDay, ...]:
        """Of a workspace: what may be ticked, with what is. Its own half-days aren't taken.

        From a week before those that were asked for, or from `first_day` on.
        """
        return self._days

    @cached_property
    def _days(self) -> tuple[WorkspaceDay, ...]:
        asked_from = self.guest_request.check_in
        if "half_days" not in self.fields or asked_from is None:
            return ()
        raw = self["half_days"].value() or ()
        return workspace_days(
            self.guest_request.offer.specific,
            first=self.first_day or asked_from - timedelta(days=DAYS_BEFORE),
            party=self.guest_request.party,
            chosen=half_days_in(map(str, raw)),
            most=DAYS_TO_ASK,
        )

    @property
    def later_days(self) -> str:
        """The day from which the next ones are shown; empty where there are none."""
        days = self._days
        return str(days[-1].day + timedelta(days=1)) if days else ""

    @property
    def is_total_left_behind(self) -> bool:
        """Dates or people have changed, the sum of before is still there, and nobody said why."""
        data, usual = self.cleaned_data, self.usual_total
        if usual is None or data.get("keep_total") or not self.on_table:
            return False
        before = self.on_table[0]
        was_usual = before.usual_total
        return usual != was_usual and data.get("total") == before.total != usual

    def format_usual_total(self, total: Decimal | None) -> str:
        """`At the usual rate these dates and people come to €270.`"""
        request = self.guest_request
        money = format_money(Money(total or Decimal(0), request.currency))
        if request.quantity is not None:
            return gettext("At this rate, the total for this quantity is %(sum)s.") % {"sum": money}
        words = gettext("At this rate, the total for these dates and people is %(sum)s.")
        lines = terms_lines(
            request,
            party=self.cleaned_data.get("adults", 0) + self.cleaned_data.get("children", 0),
            dates=self._dates(),
            language=request.offer.language,
        )
        return " ".join(
            [words % {"sum": money}, *(f"{line.plain} = {line.sum}." for line in lines)]
        )

    def _dates(self) -> DateRange | None:
        """Those that were typed, once there are two in order."""
        check_in = self.cleaned_data.get("check_in")
        check_out = self.cleaned_data.get("check_out")
        if not check_in or not check_out or check_out <= check_in:
            return None
        return DateRange(check_in, check_out)

    def to_terms(self) -> ProposedTerms:
        data = self.cleaned_data
        return ProposedTerms(
            adults=data.get("adults", self.guest_request.adults),
            children=data.get("children", self.guest_request.children),
            quantity=data.get("quantity"),
            total=data["total"],
            dates=self._dates(),
            half_days=data.get("half_days", ()),
            unit=data.get("unit"),
            session=data.get("session"),
            conditions=data["conditions"],
            cancellation=data["cancellation"],
            in_return=self._in_return(),
            exchange=self.exchange,
        )

    def _in_return(self) -> InReturn | None:
        """None where the exchange mode knows nothing of it."""
        data = self.cleaned_data
        if "in_return" not in data:
            return None
        return InReturn(data["in_return"], data.get("hours"), data["due_date"])


class AnswerForm(MessageForm):
    """A message in the conversation of a request; sent twice, it is said once."""


def _exchange_initial(request: Request) -> dict[str, Any]:
    """When the other host comes, as it lies on the table."""
    other = request.counterpart
    terms = (other.proposals.last() or other) if other is not None else None
    names = ("check_in", "check_out", "adults", "children")
    return {f"exchange_{name}": getattr(terms, name) for name in names} if terms else {}


def _initial(proposal: Proposal) -> dict[str, Any]:
    """What lies on the table; units and sessions by their public ids."""
    when = ("check_in", "check_out", "half_days")
    numbers = ("adults", "children", "quantity", "total")
    in_return = ("in_return", "hours", "due_date")
    fields = (*when, *numbers, *in_return, "conditions", "cancellation")
    initial: dict[str, Any] = {name: getattr(proposal, name) for name in fields}
    initial["unit"] = proposal.unit.public_id if proposal.unit else None
    initial["session"] = proposal.session.public_id if proposal.session else None
    return initial
