"""A document's words as a text vector: its terms, with the weight of each field they stand in.

The vector is written here and not by PostgreSQL's own parser, so that both SQL engines have the
same forms; the positions in it only carry weights, the heaviest first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from search.documents import OfferDocument
from search.engine.contract import WEIGHTS
from search.engine.words import (
    SILENT,
    STEMMED,
    folded,
    stem,
    vocabulary,
    written_words,
)

LETTERS: Final = {"title": "A", "labels": "B", "around": "B", "words": "D"}
HEAVIEST: Final = max(WEIGHTS.values())
OFTEN: Final = 6  # a word that stands there more often says no more
RANKS: Final = "{{{}}}".format(  # of D, C, B and A, as ts_rank wants them
    ", ".join(
        str(
            max((WEIGHTS[name] for name in LETTERS if LETTERS[name] == letter), default=0.0)
            / HEAVIEST
        )
        for letter in "DCBA"
    )
)


def terms_of(document: OfferDocument) -> dict[str, str]:
    """Each term, and the letters of the fields in which it stands, the heaviest first."""
    own, every = (document.language,), tuple(STEMMED)
    terms: dict[str, str] = {}
    for text, languages, letter in (
        (document.title, own, LETTERS["title"]),
        (document.labels, every, LETTERS["labels"]),
        (document.around, every, LETTERS["around"]),
        (document.words, own, LETTERS["words"]),
    ):
        for written in written_words(text):
            for term in _forms(written, languages):
                terms[term] = terms.get(term, "") + letter
    return terms


@lru_cache(maxsize=200_000)
def _forms(written: str, languages: Sequence[str]) -> tuple[str, ...]:
    word = "" if written in SILENT else folded(written)
    return tuple(dict.fromkeys(stem(word, language) for language in languages)) if word else ()


def vector_of(terms: dict[str, str]) -> str:
    """As PostgreSQL reads a tsvector. Terms are letters and digits: nothing has to be escaped."""
    return " ".join(f"'{term}':{_positions(letters)}" for term, letters in terms.items())


@lru_cache(maxsize=1_000)
def _positions(letters: str) -> str:
    return ",".join(f"{at}{letter}" for at, letter in enumerate(letters[:OFTEN], start=1))


def written_in(document: OfferDocument) -> Iterator[tuple[str, str]]:
    """Words that may be meant by somebody who mistypes."""
    return vocabulary(document.title, document.labels, document.words)


def shown_in(document: OfferDocument) -> list[str]:
    """Words that may be completed."""
    return [word for word, _folded in vocabulary(document.title, document.labels)]
