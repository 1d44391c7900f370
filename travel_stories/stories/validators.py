"""Ranges that models and forms of stories share."""

from __future__ import annotations

from typing import Final

MOST_BLOCKS: Final = 500
MOST_CHAPTERS: Final = 100
MOST_PHOTOS: Final = 80  # in one gallery
MOST_AUTHORS: Final = 40
LONGEST_TEXT: Final = 60_000  # signs of a block as it is stored, about 10,000 words
LONGEST_MANUSCRIPT: Final = 3_000_000  # signs that are cleaned at once, tags included
WORD_LENGTH: Final = 6  # signs a word with the space behind it, in round figures
