"""Common words of French and English: not taken for names of places, nor for typing errors.

Both lists are our own. `common_words.txt` holds the words that our catalogues write in small
letters; `python -m search.upkeep.prepare` makes it anew. `common_nouns.csv` is written by hand:
parts of a home, a town or the land, in the languages in which hosts name homes.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import Final

from commons.geography.gazetteer import words_of
from search.index.documents.synonyms import FILE as SYNONYMS
from search.index.documents.synonyms import singular

FROM_CATALOGUES: Final = Path(__file__).with_name("common_words.txt")
BY_HAND: Final = Path(__file__).with_name("common_nouns.csv")


def is_common_word(word: str) -> bool:
    """Whether a folded word, or its singular, is in the lists or among the synonyms."""
    return word in common_words() or singular(word) in common_words()


@cache
def common_words() -> frozenset[str]:
    """All of them, folded as `words_of` does."""
    with BY_HAND.open(encoding="utf-8", newline="") as lines:
        nouns = " ".join(row["words"] for row in csv.DictReader(lines))
    synonyms = [
        word
        for word in SYNONYMS.read_text(encoding="utf-8").replace("|", " ").split()
        if word.islower()
    ]
    made = FROM_CATALOGUES.read_text(encoding="utf-8").split()
    return frozenset((*made, *words_of(nouns), *words_of(" ".join(synonyms))))
