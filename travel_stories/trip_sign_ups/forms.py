"""What a council says of its sign-up, and what an employee says when registering."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from commons.accounts.validators import validate_single_line
from core.text.formatting import format_day
from core.values.money import money_of
from travel_stories.trip_expenses.validators import MOST_UNITS
from travel_stories.trip_sign_ups.errors import BandGoneError
from travel_stories.trip_sign_ups.models import QuotientBand, SignUp, SignUpData
from travel_stories.trip_sign_ups.validators import (
    LONGEST_BAND,
    MOST_ADULTS,
    MOST_BANDS,
    MOST_CHILDREN,
    MOST_SEATS,
    OPEN_FOR,
)
from travel_stories.trips.forms.amounts import NumberField, number_in, plain, units_in
from travel_stories.trips.models.trips import Trip
from ui.forms import DayInput, choice_errors, number_errors


class SignUpForm(forms.Form):
    """Amounts are written in the currency of the trip, and cleaned to its minor units."""

    seats = forms.IntegerField(
        label=_("Number of places"),
        min_value=1,
        max_value=MOST_SEATS,
        help_text=_("Everyone counts, adults and children."),
        error_messages=number_errors(
            _("Enter the number of places: from 1 to {most}."), most=MOST_SEATS
        ),
    )
    closes_on = forms.DateField(
        label=_("Last day to register"),
        widget=DayInput,
        error_messages={"required": _("Choose the last day to register.")},
    )
    adult_amount = NumberField(
        error_messages={"required": _("Enter what an adult pays, or 0.")},
    )
    child_amount = NumberField(
        error_messages={"required": _("Enter what a child pays, or 0.")},
    )

    bands = forms.CharField(
        label=_("Amounts by family quotient"),
        required=False,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "One band per line, with what an adult and a child pay: “Up to 700: 20 / "
            "10”. Employees choose theirs, without proof. We keep only the amount, but you can "
            "work out the band from it."
        ),
    )

    def __init__(self, *args: Any, trip: Trip, sign_up: SignUp | None, **kwargs: Any) -> None:
        self.currency = sign_up.currency if sign_up else trip.currency
        if sign_up is not None:
            kwargs["initial"] = {
                "seats": sign_up.seats,
                "closes_on": sign_up.closes_on,
                "adult_amount": plain(money_of(sign_up.adult_amount, self.currency).amount),
                "child_amount": plain(money_of(sign_up.child_amount, self.currency).amount),
                "bands": "\n".join(self._line_of(band) for band in sign_up.bands),
            }
        super().__init__(*args, **kwargs)
        params = {"currency": self.currency}
        self.fields["adult_amount"].label = gettext("What an adult pays (%(currency)s)") % params
        self.fields["child_amount"].label = gettext("What a child pays (%(currency)s)") % params

    def clean_closes_on(self) -> date:
        day: date = self.cleaned_data["closes_on"]
        today = timezone.localdate()
        if not today <= day <= today + OPEN_FOR:
            raise forms.ValidationError(
                _("Choose a day between today and %(last)s."),
                params={"last": format_day(today + OPEN_FOR)},
                code="day",
            )
        return day

    def clean_adult_amount(self) -> int:
        return self._units("adult_amount")

    def clean_child_amount(self) -> int:
        return self._units("child_amount")

    def clean_bands(self) -> tuple[QuotientBand, ...]:
        """Raises ValidationError that names the first line that can't be read."""
        lines = [line.strip() for line in self.cleaned_data["bands"].splitlines() if line.strip()]
        if len(lines) > MOST_BANDS:
            raise forms.ValidationError(
                _("Enter up to %(most)s bands."), params={"most": MOST_BANDS}, code="bands"
            )
        bands = tuple(self._band_in(line) for line in lines)
        if len({band.label for band in bands}) < len(bands):
            raise forms.ValidationError(_("Give each band a different name."), code="bands")
        return bands

    def _band_in(self, line: str) -> QuotientBand:
        label, _colon, amounts = line.rpartition(":")
        label, parts = label.strip(), amounts.split("/")
        if not 0 < len(label) <= LONGEST_BAND or len(parts) != 2:
            raise forms.ValidationError(
                _("We can’t read this line: “%(line)s”. Write it like this: “Up to 700: 20 / 10”."),
                params={"line": line},
                code="bands",
            )
        adult, child = (self._realistic(number_in(part.strip())) for part in parts)
        return QuotientBand(label, adult, child)

    def _line_of(self, band: QuotientBand) -> str:
        amounts = (band.adult_amount, band.child_amount)
        adult, child = (plain(money_of(units, self.currency).amount) for units in amounts)
        return f"{band.label}: {adult} / {child}"

    def _units(self, name: str) -> int:
        return self._realistic(self.cleaned_data[name])

    def _realistic(self, number: Decimal) -> int:
        units = units_in(number, self.currency)
        if not 0 <= units <= MOST_UNITS:
            raise forms.ValidationError(_("Enter a realistic amount of 0 or more."), code="amount")
        return units

    def sign_up_data(self) -> SignUpData:
        return SignUpData(**self.cleaned_data)


class RegistrationForm(forms.Form):
    """For an employee; whoever comes along is counted, and not named."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=60,
        validators=[validate_single_line],
        help_text=_("As your works council knows it. Only the trip’s organisers can see it."),
        error_messages={"required": _("Enter your name as your works council knows it.")},
    )
    adults = forms.IntegerField(
        label=_("Adults"),
        min_value=1,
        max_value=MOST_ADULTS,
        initial=1,
        help_text=_("You included."),
        error_messages=number_errors(
            _("Enter how many adults are coming: from 1 to {most}."), most=MOST_ADULTS
        ),
    )
    children = forms.IntegerField(
        label=_("Children"),
        min_value=0,
        max_value=MOST_CHILDREN,
        initial=0,
        required=False,
        error_messages=number_errors(
            _("Enter how many children are coming: {most} at most."), most=MOST_CHILDREN
        ),
    )

    def __init__(self, *args: Any, person: User, sign_up: SignUp, **kwargs: Any) -> None:
        kwargs["initial"] = {"name": person.full_name or person.display_name}
        super().__init__(*args, **kwargs)
        if sign_up.bands:
            self.fields["band"] = forms.ChoiceField(
                label=_("Your family quotient"),
                choices=[
                    ("", _("I’d rather not say")),
                    *((band.label, band.label) for band in sign_up.bands),
                ],
                required=False,
                help_text=_(
                    "You don’t need to prove it here. If you’d rather not say, the usual amounts "
                    "apply. We keep the amount you pay, not your answer, but the organisers can "
                    "work out your band from it."
                ),
                error_messages=choice_errors(str(BandGoneError.message)),
            )

    def clean_children(self) -> int:
        return self.cleaned_data["children"] or 0


class PaymentForm(forms.Form):
    """The day on which somebody paid on paper; empty: they haven't."""

    paid_on = forms.DateField(
        label=_("Paid on"),
        required=False,
        widget=DayInput,
    )

    def clean_paid_on(self) -> date | None:
        day: date | None = self.cleaned_data["paid_on"]
        if day is not None and day > timezone.localdate():
            raise forms.ValidationError(_("Choose today or an earlier day."), code="day")
        return day
