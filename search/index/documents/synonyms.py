"""What an offer speaks of, in the other language: a traveller who types "pool" finds a "piscine".

`synonyms.csv` holds one thing a row, in French and English, and works both ways. It goes into the
labels of a document, so that all engines find the same without knowing of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final

from commons.geography.gazetteer import words_of

FILE: Final = Path(__file__).with_name("synonyms.csv")
ENDINGS: Final = re.compile(r"(?<=\w{3})[sx]$")


def also_called(text: str) -> str:
    """The other names of whatever the text names, each once."""
    rows, longest = table()
    words = [singular(word) for word in words_of(text)]
    found: dict[str, None] = {}
    for phrase in _phrases(words, longest):
        found.update(dict.fromkeys(rows.get(phrase, ())))
    phrases = {*_phrases(words, longest)}
    return " ".join(name for name in found if plain(name) not in phrases)


def _phrases(words: list[str], longest: int) -> Iterator[str]:
    for first in range(len(words)):
        for length in range(1, longest + 1):
            if first + length <= len(words):
                yield " ".join(words[first : first + length])


def plain(name: str) -> str:
    """As names are compared."""
    return " ".join(map(singular, words_of(name)))


def singular(word: str) -> str:
    """Without the ending of a plural: only good to compare with."""
    return ENDINGS.sub("", word)


@cache
def table() -> tuple[Mapping[str, tuple[str, ...]], int]:
    """For each folded phrase its row, and how many words the longest has."""
    rows: dict[str, tuple[str, ...]] = {}
    for line in FILE.read_text(encoding="utf-8").splitlines():
        names = tuple(line.split("|"))
        for name in map(plain, names):
            rows[name] = (*rows.get(name, ()), *names)
    return rows, max(len(name.split()) for name in rows)
