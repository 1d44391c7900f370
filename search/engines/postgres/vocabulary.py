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

    A written word is forgotten with the whole index only; but nobody is offered one of which no
    offer shows any more.
    """

    terms: Counter[str] = field(default_factory=Counter)
    words: Counter[tuple[str, str]] = field(default_factory=Counter)  # written, and folded
    shown: Counter[str] = field(default_factory=Counter)  # written in titles and labels

    def learn(self, terms_of_document: DocumentTerms, *, again: bool = False) -> None:
        """What one offer says. Of one that was there before, `again`, no word counts twice."""
        self.terms.update(terms_of_document.terms.keys())
        self.terms[EVERY] += 1
        self.words.update(
            dict.fromkeys(terms_of_document.words, 0) if again else terms_of_document.words
        )
        self.shown.update(terms_of_document.shown)

    def forget(self, terms: Iterable[str], shown: Iterable[str]) -> None:
        """What one offer said."""
        self.terms.subtract(terms)
        self.terms[EVERY] -= 1
        self.shown.subtract(shown)

    def add(self, other: Vocabulary) -> None:
        self.terms.update(other.terms)
        self.words.update(other.words)
        self.shown.update(other.shown)

    def save(self, names: Names) -> None:
        """In the order of the words, whoever writes at the same time."""
        terms = sorted((term, count) for term, count in self.terms.items() if count)
        _upsert(names["term"], ("term", "offers"), ("text", "int"), terms, key="term")
        written = {
            word: (word, plain, count, self.shown.pop(word, 0))
            for (word, plain), count in self.words.items()
        }
        _upsert(
            names["word"],
            ("word", "folded", "offers", "shown"),
            ("text", "text", "int", "int"),
            sorted(written.values()),
            key="word",
        )
        self._forget_shown(names)

    def _forget_shown(self, names: Names) -> None:
        """Words that only went away."""
        left = sorted((word, count) for word, count in self.shown.items() if count)
        for part in batched(left, IN_ONE):
            words, counts = map(list, zip(*part, strict=True))
            run(
                f"UPDATE {names['word']} w SET shown = w.shown + less.shown "
                "FROM unnest(%s::text[], %s::int[]) AS less (word, shown) "
                "WHERE w.word = less.word",
                [words, counts],
            )


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
