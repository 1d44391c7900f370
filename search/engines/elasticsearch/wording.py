"""What a text asks: every word, else most of them, else what was probably meant."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final, Protocol

from elasticsearch.dsl import Q, Search
from elasticsearch.dsl.query import Query

from search.engines.elasticsearch.analyzers import PLAIN, SITE, WRITTEN
from search.query.contract import WEIGHTS
from search.query.words import LONGEST_WORD, Word, asked, forms_of

LONG: Final = 3  # words from which on "most" is less than all
MOST_WORDS: Final = 16  # more would only make it slower
SPELLED: Final = ("spelling", "spelling.singular")
ALIKE: Final = {
    "size": 1,
    "suggest_mode": "missing",
    "accuracy": 0.7,  # the share of letters that are right: one wrong in four, two in seven
    "prefix_length": 1,
    "min_word_length": 4,
}


class Corrects(Protocol):
    """Asks for the words that somebody wrote and that differ least from these."""

    def __call__(self, search: Search) -> dict[str, Any]: ...


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to take the text."""

    words: tuple[Word, ...]
    every: bool = True
    corrected: str = ""

    def clause(self) -> Query:
        """Each word in some field, in the language in which it fits best. No name is left out."""
        names = [_anywhere(word) for word in self.words if word.is_name and not self.every]
        words = [_anywhere(word) for word in self.words if self.every or not word.is_name]
        # Of three two, of four three, of eight six: names count among them, as everywhere.
        enough = len(words) if self.every else max(0, (len(self.words) * 3 // 4) - len(names))
        return Q("bool", must=names, should=words, minimum_should_match=enough)


def words_of(text: str) -> tuple[Word, ...]:
    """Without the words that say nothing; none where all of it says nothing."""
    return tuple(asked(text)[:MOST_WORDS])


def wordings(text: str, correct: Corrects) -> Iterator[Wording | None]:
    """Ways to take a text, to be tried until one finds something. None: it asks nothing."""
    words = words_of(text)
    if not words:
        yield None
        return
    yield from _all_then_most(words)
    # Words that nobody wrote, replaced by the nearest that somebody did, in plural or not.
    search = Search().extra(size=0)
    for number, word in enumerate(words):
        if word.may_be_mistyped:
            for field in SPELLED:
                term = {"field": field, **ALIKE}
                search = search.suggest(f"{field} {number}", word.typed, term=term)
    suggestions = correct(search) if any(word.may_be_mistyped for word in words) else {}
    meant = []
    for number, word in enumerate(words):
        options = (
            str(option["text"])
            for field in SPELLED
            for entry in suggestions.get(f"{field} {number}", [])
            for option in entry["options"]
        )
        found = next(options, None)
        meant.append(word if found is None else replace(word, typed=found, forms=forms_of(found)))
    if tuple(meant) != words:
        yield from _all_then_most(tuple(meant), corrected=" ".join(word.typed for word in meant))


def _all_then_most(words: tuple[Word, ...], corrected: str = "") -> Iterator[Wording]:
    yield Wording(words, corrected=corrected)
    if len(words) >= LONG and not all(word.is_name for word in words):
        yield Wording(words, every=False, corrected=corrected)


def _anywhere(word: Word) -> Query:
    """Names of terms and places are cut as in the languages of the site, and asked with those."""
    query_text, queries = word.typed[:LONGEST_WORD], []
    for group in (*SITE, PLAIN, *WRITTEN):
        names = {"title": f"title_{group}", "words": f"words_{group}"}
        if group not in WRITTEN:
            form = "" if group == PLAIN else f".{group}"
            names |= {"labels": f"labels{form}", "around": f"around{form}"}
        fields = [f"{names[part]}^{weight}" for part, weight in WEIGHTS.items() if part in names]
        queries.append(Q("combined_fields", query=query_text, fields=fields, operator="and"))
    return Q("dis_max", queries=queries)
