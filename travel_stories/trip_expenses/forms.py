"""What was paid, by whom, and for whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.forms import BoundField
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.text.formatting import currency_name
from core.values.money import currency_codes, money_of
from travel_stories.collaboration.forms import EditForm
from travel_stories.trip_expenses.choices import ExpenseKind, Split
from travel_stories.trip_expenses.errors import CurrencyUnknownError
from travel_stories.trip_expenses.models import Expense
from travel_stories.trip_expenses.selectors.accounts import name_of
from travel_stories.trips.forms.amounts import NumberField, plain, units_in
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.models.trips import Trip
from travel_stories.trips.validators import MOST_HEADS
from ui.forms import DayInput, choice_errors, number_errors

NINE_DECIMALS: Final = Decimal("1e-9")
SPENT: Final = [choice for choice in ExpenseKind.choices if choice[0] != ExpenseKind.REPAYMENT]


class PartInput(forms.TextInput):
    """A number beside a name. The empty placeholder lets the style sheet see that it is empty."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "decimal", "placeholder": " ", "size": "6"} | (attrs or {}))


@dataclass(frozen=True, slots=True)
class ShareLine:
    """One seat with its tick and its number."""

    seat: TripMember
    tick: BoundField
    part: BoundField


class MoneyForm(EditForm):
    """What an expense and a repayment have in common."""

    amount = NumberField(
        label=gettext_lazy("Amount"), error_messages={"required": gettext_lazy("Enter the amount.")}
    )
    currency = forms.ChoiceField(
        label=gettext_lazy("Currency"),
        error_messages={"invalid_choice": CurrencyUnknownError.message},
    )
    payer = forms.TypedChoiceField(
        label=gettext_lazy("Who paid"),
        error_messages=choice_errors(gettext_lazy("Choose who paid.")),
    )
    spent_on = forms.DateField(
        label=gettext_lazy("Day"),
        widget=DayInput,
        validators=[MinValueValidator(date(2000, 1, 1)), MaxValueValidator(date(2100, 1, 1))],
        error_messages={"required": gettext_lazy("Choose the day of the payment.")},
    )
    rate = NumberField(label=gettext_lazy("Exchange rate"), required=False)
    rate_source = forms.CharField(
        label=gettext_lazy("Source and date of the rate"),
        max_length=120,
        required=False,
    )

    def __init__(
        self, *args: Any, trip: Trip, me: TripMember, expense: Expense | None = None, **kwargs: Any
    ) -> None:
        initial = _first_words(trip, me) if expense is None else _words_of(expense)
        kwargs["initial"] = initial
        super().__init__(*args, **kwargs)
        self.trip = trip
        seats = sorted(trip.members.all(), key=lambda seat: not seat.is_active)
        self.seats = {seat.public_id: seat for seat in seats}
        self._ask_for_one_of("payer")
        # The trip's own currency, then all others by their code.
        codes = [trip.currency, *sorted(currency_codes() - {trip.currency})]
        names = {code: currency_name(code) for code in codes}
        # What has no name in this language yet, such as a currency of last year, isn't offered.
        currencies = [
            (code, f"{code} – {name}")
            for code, name in names.items()
            if name != code or code in {trip.currency, expense.currency if expense else ""}
        ]
        self.fields["currency"].choices = currencies  # type: ignore[attr-defined]
        self.fields["rate"].label = _("Value in %(unit)s of 1 unit of the currency paid") % {
            "unit": trip.currency
        }

    @property
    def is_foreign(self) -> bool:
        """Whether the fields of the rate say something."""
        return self["currency"].value() != self.trip.currency or "rate" in self.errors

    def clean_rate(self) -> Decimal | None:
        rate: Decimal | None = self.cleaned_data["rate"]
        return rate.quantize(NINE_DECIMALS) if rate is not None and abs(rate) < 10**9 else rate

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if "amount" in data and "currency" in data:
            try:
                data["amount"] = units_in(data["amount"], data["currency"])
            except forms.ValidationError as refusal:
                self.add_error("amount", refusal)
        if data.get("currency") == self.trip.currency:
            data["rate"], data["rate_source"] = None, ""
        return data

    def _ask_for_one_of(self, name: str) -> None:
        field = self.fields[name]
        field.choices = [(key, name_of(seat)) for key, seat in self.seats.items()]  # type: ignore[attr-defined]
        field.coerce = self.seats.__getitem__  # type: ignore[attr-defined]


class ExpenseForm(MoneyForm):
    title = forms.CharField(
        label=gettext_lazy("What it was for"),
        max_length=120,
        error_messages={"required": gettext_lazy("Say what the expense was for.")},
    )
    kind = forms.ChoiceField(label=gettext_lazy("Type"), choices=SPENT)
    split = forms.ChoiceField(
        label=gettext_lazy("How to split the expense"),
        choices=Split.choices,
        widget=forms.RadioSelect,
        error_messages=choice_errors(gettext_lazy("Choose how to split the expense.")),
    )

    field_order = (
        *("title", "amount", "currency", "payer", "spent_on", "kind"),
        *("rate", "rate_source", "split"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        expense = kwargs.get("expense")
        for key, seat in self.seats.items():
            if seat.is_active or (expense is not None and str(seat.pk) in expense.shares):
                label = name_of(seat)
                self.fields[f"for-{key}"] = forms.BooleanField(label=label, required=False)
                self.fields[f"part-{key}"] = NumberField(
                    label=label, required=False, widget=PartInput
                )
                is_in, part = seat.is_active, {}
                if expense is not None:
                    weight = expense.shares.get(str(seat.pk))
                    is_in, part = weight is not None, {f"part-{key}": _written(weight, expense)}
                self.initial = {**self.initial, f"for-{key}": is_in, **part}

    @property
    def lines(self) -> list[ShareLine]:
        keys = [name.removeprefix("for-") for name in self.fields if name.startswith("for-")]
        return [ShareLine(self.seats[key], self[f"for-{key}"], self[f"part-{key}"]) for key in keys]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        shares = {}
        for line in self.lines:
            ticked, written = data.pop(line.tick.name, False), data.pop(line.part.name, None)
            if not ticked or self.errors:
                continue
            try:
                shares[str(line.seat.pk)] = self._weight(line.seat, written, data)
            except forms.ValidationError as refusal:
                self.add_error(None, f"{line.seat.name}: {refusal.messages[0]}")
        data["shares"] = {seat: weight for seat, weight in shares.items() if weight}
        return data

    def _weight(self, seat: TripMember, written: Decimal | None, data: dict[str, Any]) -> int:
        """What a number beside a name means depends on how the bill is split."""
        split = data["split"]
        if split == Split.EQUAL:
            return 1
        if split == Split.EXACT:
            return units_in(written or Decimal(0), data["currency"])
        if split == Split.PEOPLE:
            return _whole(Decimal(seat.heads) if written is None else written)
        return _whole((Decimal(1) if written is None else written) * 100)


class RepaymentForm(MoneyForm):
    """Money that went from one to another: the group has spent nothing."""

    receiver = forms.TypedChoiceField(
        label=gettext_lazy("Who received the money"),
        error_messages=choice_errors(gettext_lazy("Choose who received the money.")),
    )

    field_order = ("amount", "currency", "payer", "receiver", "spent_on", "rate", "rate_source")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["payer"].label = _("Who paid the money back")
        self._ask_for_one_of("receiver")

    def words(self) -> dict[str, Any]:
        words = super().words()
        receiver = words.pop("receiver")
        return words | {
            "title": str(ExpenseKind.REPAYMENT.label),
            "kind": ExpenseKind.REPAYMENT,
            "split": Split.EQUAL,
            "shares": {str(receiver.pk): 1},
        }


class TransferForm(EditForm):
    """One press on a transfer that the accounts ask for."""

    payer = forms.CharField(max_length=8)
    receiver = forms.CharField(max_length=8)
    cents = forms.IntegerField(min_value=1)

    def __init__(self, *args: Any, trip: Trip, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.trip = trip

    def clean_payer(self) -> TripMember:
        return self._seat("payer")

    def clean_receiver(self) -> TripMember:
        return self._seat("receiver")

    def _seat(self, name: str) -> TripMember:
        seat = self.trip.members.filter(public_id=self.cleaned_data[name]).first()
        if seat is None:
            raise forms.ValidationError(
                _("Someone you chose isn’t part of this trip. Choose someone else.")
            )
        return seat


class HeadsForm(forms.Form):
    heads = forms.IntegerField(
        label=gettext_lazy("Number of people"),
        min_value=1,
        max_value=MOST_HEADS,
        error_messages=number_errors(
            gettext_lazy("Enter a number of people from 1 to {most}."),
            most=MOST_HEADS,
        ),
    )


def _first_words(trip: Trip, me: TripMember) -> dict[str, Any]:
    counted = trip.members.present().exclude(heads=1).exists()
    # Today, unless the trip lies behind: then its last day.
    today = timezone.localdate()
    return {
        "payer": me.public_id,
        "currency": trip.currency,
        "spent_on": trip.last_day if trip.last_day is not None and trip.last_day < today else today,
        "kind": ExpenseKind.MEALS,
        "split": Split.PEOPLE if counted else Split.EQUAL,
    }


def _words_of(expense: Expense) -> dict[str, Any]:
    receiver = next(iter(expense.owed), None) if expense.is_repayment else None
    return {
        "title": expense.title,
        "kind": expense.kind,
        "amount": plain(money_of(expense.amount, expense.currency).amount),
        "currency": expense.currency,
        "payer": expense.payer.public_id,
        "receiver": receiver and expense.trip.members.get(pk=receiver).public_id,
        "spent_on": expense.spent_on,
        "split": expense.split,
        "rate": None if expense.rate is None else plain(expense.rate.normalize()),
        "rate_source": expense.rate_source,
        "based_on": expense.version,
    }


def _written(weight: int | None, expense: Expense) -> str:
    if weight is None or expense.split == Split.EQUAL:
        return ""
    if expense.split == Split.EXACT:
        return plain(money_of(weight, expense.currency).amount)
    if expense.split == Split.PARTS:
        return plain((Decimal(weight) / 100).normalize())
    return str(weight)


def _whole(number: Decimal) -> int:
    if number != number.to_integral_value():
        raise forms.ValidationError(
            _(
                "This number has too many decimals. Enter a whole number of "
                "people, or up to two decimals for a share."
            )
        )
    return int(number)
