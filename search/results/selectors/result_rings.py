"""What a page shows for a question with words: first whoever says all of it, then who says less.

Nobody who comes with a place, dates and a need wants an empty page because of one word. Each ring
is a question of its own, so that its number is exact and the page can say what was left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from search.query.contract import Engine
from search.query.engine_results import Hits
from search.query.offer_query import OfferQuery
from search.query.words import asked

MOST_ALONE: Final = 2  # words that are asked each by itself


@dataclass(frozen=True, slots=True)
class ResultRing:
    """One question and what answers it. `query.text` are the words that were searched."""

    query: OfferQuery
    hits: Hits


def rings(engine: Engine, query: OfferQuery) -> Iterator[ResultRing]:
    """All words; then the rarest by themselves, which tell most; then none.

    A ring may hold those of one before. What nobody says is left out as soon as nobody says all.
    An empty ring isn't told: nothing is told where not even the rest of the question fits.
    """
    hits = engine.search(query)
    if hits.total:
        yield ResultRing(query, hits)
    yield from wider_rings(engine, query)


def wider_rings(engine: Engine, query: OfferQuery) -> list[ResultRing]:
    """Those after the first, for a page that shows all of the first already. Asked together."""
    words = [word.typed for word in asked(query.text)]  # with their capitals: a name stays one
    if not words:
        return []
    # Those words of many that somebody says, and the rarest of them each by itself.
    together: list[str] = []
    alone = words if len(words) > 1 else []
    if len(words) > MOST_ALONE:
        counts = engine.count([replace(query, text=word) for word in words])
        known = [word for word, count in zip(words, counts, strict=True) if count]
        together = [" ".join(known)] if 1 < len(known) < len(words) else []
        alone = sorted(known, key=lambda word: counts[words.index(word)])[:MOST_ALONE]
    wider = [replace(query, text=text, after=None) for text in (*together, *alone, "")]
    rings = list(map(ResultRing, wider, engine.first_pages(wider)))
    narrowest = sorted(rings[len(together) :], key=lambda ring: ring.hits.total)
    return [ring for ring in (*rings[: len(together)], *narrowest) if ring.hits.total]
