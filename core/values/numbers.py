"""Numbers that somebody typed or that stand in an address."""

from __future__ import annotations

from typing import Final

MOST_DIGITS: Final = 9  # int() refuses thousands of them, and databases more than eighteen


def whole_number(text: str) -> int | None:
    """The number that up to nine digits 0–9 say; None for anything else."""
    is_number = len(text) <= MOST_DIGITS and text.isascii() and text.isdecimal()
    return int(text) if is_number else None
