"""A document's words as a text vector: its terms, with the weight of each field they stand in.

The vector is written here and not by PostgreSQL's own parser, so that both SQL engines have the
same forms; the positions in it only carry weights, the heaviest first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from search.index.documents import OfferDocument
from search.index.documents.offers import LABELLED
from search.query.contract import WEIGHTS
from search.query.words import entry_of, forms_in, written_words

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


@dataclass(frozen=True, slots=True)
class DocumentTerms:
    """What a document says. `terms` hold the letters of the fields in which each one stands."""

    terms: dict[str, str]
    words: set[tuple[str, str]]  # as they are written, and folded: what a mistyped one may mean

    @property
    def vector(self) -> str:
        """As PostgreSQL reads it. Terms are letters and digits: nothing has to be escaped."""
        return " ".join(f"'{term}':{_positions(letters)}" for term, letters in self.terms.items())


def document_terms(document: OfferDocument) -> DocumentTerms:
    """Own words and translations in their languages; other names in the site's two."""
    own, every = (document.language,), LABELLED
    title, labels = written_words(document.title), written_words(document.labels)
    around, words = written_words(document.around), written_words(document.words)
    terms: dict[str, str] = {}
    translated = [(written_words(text), (language,)) for language, text in document.translations]
    for field, languages, letter in (
        (title, own, LETTERS["title"]),
        (labels, every, LETTERS["labels"]),
        (around, every, LETTERS["around"]),
        (words, own, LETTERS["words"]),
        *((field, languages, LETTERS["words"]) for field, languages in translated),
    ):
        for word in field:
            for term in _forms(word, languages):
                terms[term] = terms.get(term, "") + letter
    spelled = (*title, *labels, *words, *(word for field, _in in translated for word in field))
    entries = {entry for word in spelled if (entry := entry_of(word))}
    return DocumentTerms(terms, entries)


@lru_cache(maxsize=200_000)
def _forms(written: str, languages: Sequence[str]) -> tuple[str, ...]:
    forms = (form for language in languages for form in forms_in((written,), language))
    return tuple(dict.fromkeys(forms))


@lru_cache(maxsize=1_000)
def _positions(letters: str) -> str:
    return ",".join(f"{at}{letter}" for at, letter in enumerate(letters[:OFTEN], start=1))
