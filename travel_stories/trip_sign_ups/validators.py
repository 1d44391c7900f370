"""Ranges of sign-ups and registrations."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

MOST_SEATS: Final = 2_000  # of one sign-up
MOST_ADULTS: Final = 10  # of one registration
MOST_CHILDREN: Final = 20
OPEN_FOR: Final = timedelta(days=366)  # at most, from today
MOST_BANDS: Final = 8  # of the family quotient, of one sign-up
LONGEST_BAND: Final = 40  # characters of its label
