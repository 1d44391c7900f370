"""What a page shows for a question with words: first whoever says all of it, then who says less.

Nobody who comes with a place, dates and a need wants an empty page because of one word. Each ring
is a question of its own, so that its number is exact and the page can say what was left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from search.engine.answer import Hits
from search.engine.contract import Engine
from search.engine.question import OfferQuery
from search.engine.words import asked

MOST_ALONE: Final = 2  # words that are asked each by itself


@dataclass(frozen=True, slots=True)
class Ring:
    """One question and what answers it. `query.text` are the words that were searched."""

    query: OfferQuery
    hits: Hits


def rings(engine: Engine, query: OfferQuery) -> Iterator[Ring]:
    """All words; then the rarest by themselves, which tell most; then none.

    A ring may hold those of one before. What nobody says is left out as soon as nobody says all.
    An empty ring isn't told: nothing is told where not even the rest of the question fits.
    """
    hits = engine.search(query)
    if hits.total:
        yield Ring(query, hits)
    yield from wider_rings(engine, query)


def wider_rings(engine: Engine, query: OfferQuery) -> Iterator[Ring]:
    """Those after the first, for a page that shows all of the first already."""
    for text in _fewer(engine, query):
        wider = replace(query, text=text)
        hits = engine.search(wider)
        if hits.total:
            yield Ring(wider, hits)


def _fewer(engine: Engine, query: OfferQuery) -> Iterator[str]:
    """What is left of a text, step by step."""
    words = [word.typed for word in asked(query.text)]
    if len(words) > 1:
        yield from _some_of(engine, query, words)
    if words:
        yield ""


def _some_of(engine: Engine, query: OfferQuery, words: Sequence[str]) -> Iterator[str]:
    counts = engine.count([replace(query, text=word) for word in words])
    said = [word for word, count in zip(words, counts, strict=True) if count]
    if 1 < len(said) < len(words):
        yield " ".join(said)
    yield from sorted(said, key=lambda word: counts[words.index(word)])[:MOST_ALONE]
