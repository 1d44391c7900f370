"""How many offers have each term, and each word as it is written: for weighing and correcting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import batched
from typing import Any, Final

from search.engines.postgres.tables import Names, run
from search.engines.postgres.vectors import DocumentTerms

IN_ONE: Final = 5_000  # rows in one statement
EVERY: Final = ""  # the term that each offer has


@dataclass(slots=True)
class Vocabulary:
    """What a batch adds to the counts, or takes from them.

    A written word is forgotten with the whole index only.
    """

    terms: Counter[str] = field(default_factory=Counter)
    words: Counter[tuple[str, str]] = field(default_factory=Counter)  # written, and folded

    def learn(self, terms_of_document: DocumentTerms, *, again: bool = False) -> None:
        """What one offer says. Of one that was there before, `again`, no word counts twice."""
        self.terms.update(terms_of_document.terms.keys())
        self.terms[EVERY] += 1
        self.words.update(
            dict.fromkeys(terms_of_document.words, 0) if again else terms_of_document.words
        )

    def forget(self, terms: Iterable[str]) -> None:
        """What one offer said."""
        self.terms.subtract(terms)
        self.terms[EVERY] -= 1

    def add(self, other: Vocabulary) -> None:
        self.terms.update(other.terms)
        self.words.update(other.words)

    def save(self, names: Names) -> None:
        """In the order of the words, whoever writes at the same time."""
        terms = sorted((term, count) for term, count in self.terms.items() if count)
        _upsert(names["term"], ("term", "offers"), ("text", "int"), terms, key="term")
        words = sorted((word, plain, count) for (word, plain), count in self.words.items())
        columns, types = ("word", "folded", "offers"), ("text", "text", "int")
        _upsert(names["word"], columns, types, words, key="word")


def _upsert(
    table: str,
    columns: Sequence[str],
    types: Sequence[str],
    rows: Sequence[Sequence[Any]],
    *,
    key: str,
) -> None:
    arrays = ", ".join(f"%s::{kind}[]" for kind in types)
    sums = ", ".join(
        f"{column} = {table}.{column} + excluded.{column}"
        for column, kind in zip(columns, types, strict=True)
        if kind == "int"
    )
    for part in batched(rows, IN_ONE):
        run(
            f"INSERT INTO {table} ({', '.join(columns)}) SELECT * FROM unnest({arrays}) "
            f"ON CONFLICT ({key}) DO UPDATE SET {sums}",
            [list(column) for column in zip(*part, strict=True)],
        )
