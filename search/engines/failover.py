"""Two engines as one: where the first doesn't answer in time, the other does."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from search.engines.circuit_breaker import CircuitBreaker
from search.query.contract import Batch, Building, Engine
from search.query.engine_results import Area, Health, Hits, Stamp
from search.query.errors import InvalidPageCursorError, SearchDownError
from search.query.offer_query import OfferQuery
from search.query.story_query import BothStories, Stories

logger = logging.getLogger(__name__)


class FailoverEngine:
    """Both are written; the first is read, or the stand-by while the first is away."""

    def __init__(
        self, first: Engine, stand_by: Engine, breaker: CircuitBreaker | None = None
    ) -> None:
        self.first = first
        self.stand_by = stand_by
        self.breaker = breaker or CircuitBreaker()
        self.name = first.name

    @property
    def stories(self) -> BothStories:
        return BothStories(self.first.stories, self.stand_by.stories, self._answer_stories)

    @property
    def engines(self) -> tuple[Engine, Engine]:
        """Whatever has an index of its own, for whoever compares."""
        return self.first, self.stand_by

    @contextmanager
    def session(self) -> Iterator[FailoverEngine]:
        with self.first.session() as first, self.stand_by.session() as stand_by:
            yield FailoverEngine(first, stand_by, self.breaker)

    def search(self, query: OfferQuery) -> Hits:
        """A page goes on where it began: the engines don't measure words alike."""
        if query.after is None:
            return self._answer(lambda engine: self._marked(engine, query))
        if not query.after:
            raise InvalidPageCursorError
        name, *position = query.after
        asked = replace(query, after=tuple(position))
        if name == self.stand_by.name:
            return self._marked(self.stand_by, asked)
        if name != self.first.name:
            raise InvalidPageCursorError
        return self._answer(lambda engine: self._further(engine, asked))

    def first_pages(self, queries: Sequence[OfferQuery]) -> list[Hits]:
        return self._answer(
            lambda engine: [self._mark(engine, hits) for hits in engine.first_pages(queries)]
        )

    def count(self, queries: Sequence[OfferQuery]) -> list[int]:
        return self._answer(lambda engine: engine.count(queries))

    def area(self, query: OfferQuery, *, across: int, most: int) -> Area:
        return self._answer(lambda engine: engine.area(query, across=across, most=most))

    def write(self, batch: Batch) -> None:
        """Neither waits for the other; whoever calls comes again until both have it."""
        refusals = []
        for engine in self.engines:
            try:
                engine.write(batch)
            except SearchDownError as refusal:
                refusals.append(refusal)
        if refusals:
            raise refusals[0]

    def stamps(self, *, after: int, limit: int) -> list[Stamp]:
        return self.first.stamps(after=after, limit=limit)

    def build(self) -> FailoverBuilding:
        first = self.first.build()
        try:
            return FailoverBuilding(first, self.stand_by.build())
        except SearchDownError:
            first.abandon()
            raise

    def health(self) -> Health:
        """Of the first; the reason tells of the stand-by where that is all that fails."""
        health, behind = self.first.health(), self.stand_by.health()
        if health.answers and not behind.answers:
            return replace(health, reason=f"{self.stand_by.name}: {behind.reason}")
        return health

    def _answer[T](self, ask: Callable[[Engine], T]) -> T:
        if visit := self.breaker.visit():
            try:
                with visit:
                    return ask(self.first)
            except SearchDownError as refusal:
                logger.warning("%s doesn’t respond: %r", self.first.name, refusal.__cause__)
        return ask(self.stand_by)

    def _answer_stories(self, ask: Callable[[Stories], list[int]]) -> list[int]:
        return self._answer(lambda engine: ask(engine.stories))

    def _marked(self, engine: Engine, query: OfferQuery) -> Hits:
        """With the name of the engine in each position, and word of who answered."""
        return self._mark(engine, engine.search(query))

    def _mark(self, engine: Engine, hits: Hits) -> Hits:
        marked = [replace(hit, position=(engine.name, *hit.position)) for hit in hits.hits]
        return replace(hits, hits=tuple(marked), slow=engine is not self.first)

    def _further(self, engine: Engine, query: OfferQuery) -> Hits:
        if engine is not self.first:
            raise InvalidPageCursorError
        return self._marked(engine, query)


class FailoverBuilding:
    """Two indices that are built from the same batches. It fails as one, and harms neither."""

    def __init__(self, first: Building, stand_by: Building) -> None:
        self._unfinished = [first, stand_by]

    def write(self, batch: Batch) -> None:
        for building in self._unfinished:
            building.write(batch)

    def finish(self) -> None:
        """The first one first: it is the one that may have gone away."""
        while self._unfinished:
            self._unfinished[0].finish()
            self._unfinished.pop(0)

    def abandon(self) -> None:
        """What answers already stays."""
        refusals = []
        while self._unfinished:
            try:
                self._unfinished.pop().abandon()
            except SearchDownError as refusal:
                refusals.append(refusal)
        if refusals:
            raise refusals[0]
