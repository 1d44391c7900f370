"""What a text asks: every word, else most of them, else what was probably meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

from search.engine.contract import WEIGHTS
from search.engine.elastic.conditions import Clause
from search.engine.elastic.documents import GROUPS, PLAIN
from search.engine.words import LONGEST_WORD, asked

MOST: Final = "2<75%"  # of three words two, of four three, of eight six
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

    def __call__(self, suggest: dict[str, Any]) -> dict[str, Any]: ...


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to take the text."""

    words: tuple[str, ...]
    every: bool = True
    corrected: str = ""

    def clause(self) -> Clause:
        """Each word in some field, in the language in which it fits best."""
        words = [_anywhere(word) for word in self.words]
        enough = len(words) if self.every else MOST
        return {"bool": {"should": words, "minimum_should_match": enough}}


def words_of(text: str) -> tuple[str, ...]:
    """Without the words that say nothing; none where all of it says nothing."""
    return tuple(word.typed[:LONGEST_WORD] for word in asked(text)[:MOST_WORDS])


def wordings(text: str, correct: Corrects) -> Iterator[Wording | None]:
    """Ways to take a text, to be tried until one finds something. None: it asks nothing."""
    words = words_of(text)
    if not words:
        yield None
        return
    yield from _all_then_most(words)
    meant = _meant(words, correct)
    if meant != words:
        yield from _all_then_most(meant, corrected=" ".join(meant))


def _all_then_most(words: tuple[str, ...], corrected: str = "") -> Iterator[Wording]:
    yield Wording(words, corrected=corrected)
    if len(words) >= LONG:
        yield Wording(words, every=False, corrected=corrected)


def _anywhere(word: str) -> Clause:
    groups = [
        {"combined_fields": {"query": word, "fields": _fields(group), "operator": "and"}}
        for group in GROUPS
    ]
    return {"dis_max": {"queries": groups}}


def _fields(group: str) -> list[str]:
    form = "" if group == PLAIN else f".{group}"
    names = {
        "title": f"title_{group}",
        "labels": f"labels{form}",
        "around": f"around{form}",
        "words": f"words_{group}",
    }
    return [f"{names[part]}^{weight}" for part, weight in WEIGHTS.items()]


def _meant(words: Sequence[str], correct: Corrects) -> tuple[str, ...]:
    """Words that nobody wrote, replaced by the nearest that somebody did, in plural or not."""
    asked_for = {
        f"{field} {number}": {"text": word, "term": {"field": field, **ALIKE}}
        for number, word in enumerate(words)
        for field in SPELLED
    }
    told = correct(asked_for)
    return tuple(
        next(_options(told[f"{field} {number}"] for field in SPELLED), word)
        for number, word in enumerate(words)
    )


def _options(answers: Iterable[list[dict[str, Any]]]) -> Iterator[str]:
    for entries in answers:
        for entry in entries:
            yield from (str(option["text"]) for option in entry["options"])
