"""Ranges that models and forms of trips share."""

from __future__ import annotations

from datetime import date
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.values.money import currency_codes

LONGEST_TRIP: Final = 366  # days
EARLIEST_DAY: Final = date(1900, 1, 1)
LATEST_DAY: Final = date(2199, 12, 31)
MOST_PEOPLE: Final = 200
MOST_STEPS: Final = 500
MOST_MEMBERS: Final = 200
MOST_ROUTES: Final = 200  # also those that a leg no longer follows: its history leads back
MOST_HEADS: Final = 99


def check_day(day: date) -> None:
    """A day of a trip: others are counted from it, and Python counts from year 1 to 9999."""
    if not EARLIEST_DAY <= day <= LATEST_DAY:
        raise ValidationError(
            _("Choose a date between %(first)s and %(last)s."),
            params={"first": EARLIEST_DAY.year, "last": LATEST_DAY.year},
            code="day",
        )


def check_currency(code: str) -> None:
    """A code of ISO 4217, as Babel knows them."""
    if code not in currency_codes():
        raise ValidationError(_("Enter a currency code such as EUR."), code="currency")
