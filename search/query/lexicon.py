"""Words with one certain meaning, in French and English, kept as data in `lexicon.csv`.

`phrase` is told in the singular: a plural is the same phrase. `meaning` is a facet, `aside` for
what nobody can ask here (the cheapest, the best), `dates` for days and nights, which are chosen in
the form, or `talk` for what only leads to a question.
`values` are those of the facet. A phrase that `stays` is searched as words as well: as it was typed
where it says "yes", or by the words that stand there. `unless`
names words that change its meaning when they stand before or after it, whatever little words lie
between.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from hosting.offers.choices.lists import Facet
from search.query.tokens import Span, TokenizedText
from search.query.words import folded

FILE: Final = Path(__file__).with_name("lexicon.csv")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a phrase means."""

    meaning: str
    values: frozenset[str]
    stays: str
    unless: frozenset[str]

    @property
    def facet(self) -> Facet | None:
        return Facet(self.meaning) if self.meaning in Facet.values else None


@dataclass(frozen=True, slots=True)
class LexiconMatch:
    """An entry, and where it was said."""

    span: Span
    entry: Entry


def meanings(sentence: TokenizedText, *, left: frozenset[str]) -> Iterator[LexiconMatch]:
    """Every phrase that is certain here, the longest first. `left` are phrases to leave alone."""
    entries, longest = lexicon()
    for span in sentence.spans(longest):
        phrase = singular(sentence.folded(span))
        entry = entries.get(phrase)
        if not entry or phrase in left:
            continue
        beside = {sentence.speaking(span.first, -1), sentence.speaking(span.until - 1, 1)}
        if not entry.unless & {singular(word) for word in beside if word}:
            sentence.mark(span)
            yield LexiconMatch(span, entry)


def singular(phrase: str) -> str:
    """Without the ending of a plural, and of "bus" just as well: only good to compare with."""
    words = phrase.split()
    return " ".join(word[:-1] if len(word) > 3 and word[-1] in "sx" else word for word in words)


@cache
def lexicon() -> tuple[Mapping[str, Entry], int]:
    """All phrases, and how many words the longest has."""
    entries = {}
    with FILE.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            entry = Entry(
                row["meaning"],
                frozenset(row["values"].split()),
                row["stays"],
                frozenset(map(plain, row["unless"].split())),
            )
            entries.update(dict.fromkeys(map(plain, row["phrases"].split("|")), entry))
    return entries, max(len(phrase.split()) for phrase in entries)


def plain(phrase: str) -> str:
    """As phrases are compared."""
    sentence = TokenizedText(phrase)
    return singular(" ".join(folded(one.word) for one in sentence.words))
