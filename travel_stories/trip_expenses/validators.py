"""Ranges of expenses."""

from __future__ import annotations

from typing import Final

MOST_EXPENSES: Final = 5_000
MOST_UNITS: Final = 10**11  # a thousand million euros: more is a slip of the finger
MOST_WEIGHT: Final = 100_000  # a thousand parts, counted in hundredths
