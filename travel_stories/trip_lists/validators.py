"""Ranges of checklists."""

from __future__ import annotations

from typing import Final

MOST_LISTS: Final = 20
MOST_ITEMS: Final = 100  # in one list
MOST_COUNT: Final = 10_000
