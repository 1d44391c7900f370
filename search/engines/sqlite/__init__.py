"""Search inside SQLite: FTS5 for words, an R*Tree for places, plain tables for the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress

from django.db import OperationalError

from search.engines.sql_stories import SqlStories
from search.engines.sqlite import tables
from search.engines.sqlite.queries import area_of, first_pages_of, hits_of, totals_of
from search.engines.sqlite.session import SearchSession
from search.engines.sqlite.writing import Writer
from search.query.contract import Batch
from search.query.engine_results import Area, Health, Hits, Stamp
from search.query.errors import IndexUnfitError, SearchDownError
from search.query.offer_query import OfferQuery


class SqliteEngine:
    """The engine of a database in one file."""

    name = "sqlite"
    stories = SqlStories()

    def __init__(self, *, keeps: bool = False) -> None:
        self._keeps = keeps  # what one question learned, for the next one
        self._kept: SearchSession | None = None

    @contextmanager
    def session(self) -> Iterator[SqliteEngine]:
        yield SqliteEngine(keeps=True)

    def search(self, query: OfferQuery) -> Hits:
        return self._ask(lambda session: hits_of(query, session))

    def first_pages(self, queries: Sequence[OfferQuery]) -> list[Hits]:
        return self._ask(lambda session: first_pages_of(queries, session))

    def count(self, queries: Sequence[OfferQuery]) -> list[int]:
        return self._ask(lambda session: totals_of(queries, session))

    def area(self, query: OfferQuery, *, across: int, most: int) -> Area:
        return self._ask(lambda session: area_of(query, session, across=across, most=most))

    def _ask[Answer](self, ask: Callable[[SearchSession], Answer]) -> Answer:
        """Where the index was replaced since the first question, whichever answers now."""
        if self._kept is not None:
            with suppress(IndexUnfitError), answering():
                return ask(self._kept)
        with answering():
            session = SearchSession.now()
            self._kept = session if self._keeps else None
            return ask(session)

    def write(self, batch: Batch) -> None:
        with answering():
            live = tables.live_generation()
            for generation, _schema in tables.generations(tables.BUILDING):
                Writer(generation).write(batch)
            Writer(live).write(batch)

    def stamps(self, *, after: int, limit: int) -> list[Stamp]:
        with answering():
            offers = tables.names_of(tables.live_generation())["offer"]
            found = tables.rows(
                f"SELECT id, fingerprint FROM {offers} WHERE id > %s ORDER BY id LIMIT %s",
                [after, limit],
            )
            return [Stamp(pk, fingerprint) for pk, fingerprint in found]

    def build(self) -> SqliteBuilding:
        with answering():
            return SqliteBuilding(tables.create())

    def health(self) -> Health:
        try:
            with answering():
                offers = tables.names_of(tables.live_generation())["offer"]
                ((count,),) = tables.rows(f"SELECT count(*) FROM {offers}")
        except SearchDownError as refusal:
            outdated = bool(tables.generations(tables.LIVE))
            return Health(answers=False, reason=str(refusal), is_outdated=outdated)
        return Health(answers=True, documents=count)


class SqliteBuilding:
    """A generation that doesn't answer yet."""

    def __init__(self, generation: int) -> None:
        self.generation = generation

    def write(self, batch: Batch) -> None:
        with answering():
            Writer(self.generation).write(batch)

    def finish(self) -> None:
        with answering():
            tables.make_live(self.generation)

    def abandon(self) -> None:
        with answering():
            tables.drop(self.generation)


@contextmanager
def answering() -> Iterator[None]:
    """A table that went away belongs to an index that was replaced just now, or is broken."""
    try:
        yield
    except OperationalError as error:
        if "no such table" in str(error) or "no such column" in str(error):
            raise IndexUnfitError from error
        raise SearchDownError from error
