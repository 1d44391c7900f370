"""Ranges that models and forms share."""

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
MOST_STAGES: Final = 60  # of an itinerary
LEAST_STAGES: Final = 2
LONGEST_ITINERARY: Final = 60  # days
MOST_MEMBERS: Final = 200
MOST_BLOCKS: Final = 500
MOST_CHAPTERS: Final = 100
MOST_PHOTOS: Final = 80  # in one gallery
MOST_AUTHORS: Final = 40
LONGEST_TEXT: Final = 60_000  # signs of a block as it is stored, about 10,000 words
LONGEST_MANUSCRIPT: Final = 3_000_000  # signs that are cleaned at once, tags included
WORD_LENGTH: Final = 6  # signs a word with the space behind it, in round figures
MOST_IDEAS: Final = 200
MOST_POLLS: Final = 50
LEAST_OPTIONS: Final = 2
MOST_OPTIONS: Final = 20
MOST_COMMENTS: Final = 2_000
LONGEST_POLL: Final = 366  # days
MOST_DOCUMENTS: Final = 100
MOST_EXPENSES: Final = 5_000
MOST_UNITS: Final = 10**11  # a thousand million euros: more is a slip of the finger
MOST_WEIGHT: Final = 100_000  # a thousand parts, counted in hundredths
MOST_HEADS: Final = 99
MOST_LISTS: Final = 20
MOST_ITEMS: Final = 100  # in one list
MOST_COUNT: Final = 10_000


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
        raise ValidationError(
            _("We don't know this currency. Write its three letters, EUR for instance."),
            code="currency",
        )
