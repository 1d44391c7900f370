"""Ranges of ideas, polls and comments."""

from __future__ import annotations

from typing import Final

MOST_IDEAS: Final = 200
MOST_POLLS: Final = 50
LEAST_OPTIONS: Final = 2
MOST_OPTIONS: Final = 20
MOST_COMMENTS: Final = 2_000
LONGEST_POLL: Final = 366  # days
