"""Search inside PostgreSQL: text vectors for words, GiST for places, plain tables for the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from django.db import transaction

from search.engines.postgres import tables
from search.engines.postgres.batch_queries import first_pages_of, totals_of
from search.engines.postgres.queries import PostgresQuery
from search.engines.postgres.reading import Reading, answering, read
from search.engines.postgres.session import SearchSession
from search.engines.postgres.tables import names_of, rows
from search.engines.postgres.vocabulary import Vocabulary
from search.engines.postgres.writing import Writer
from search.engines.sql_stories import SqlStories
from search.query.contract import Batch
from search.query.engine_results import Area, Health, Hits, Stamp
from search.query.errors import SearchDownError
from search.query.offer_query import OfferQuery


class PostgresEngine:
    """The engine of a PostgreSQL database."""

    name = "postgres"
    stories = SqlStories()

    def __init__(self, reading: Reading | None = None) -> None:
        self._reading = reading  # of one look

    @contextmanager
    def session(self) -> Iterator[PostgresEngine]:
        with Reading() as reading:
            yield PostgresEngine(reading)

    def search(self, query: OfferQuery) -> Hits:
        return self._ask(lambda session: PostgresQuery(query, session).hits())

    def first_pages(self, queries: Sequence[OfferQuery]) -> list[Hits]:
        return self._ask(lambda session: first_pages_of(queries, session))

    def count(self, queries: Sequence[OfferQuery]) -> list[int]:
        return self._ask(lambda session: totals_of(queries, session))

    def area(self, query: OfferQuery, *, across: int, most: int) -> Area:
        return self._ask(
            lambda session: PostgresQuery(query, session).area(across=across, most=most)
        )

    def write(self, batch: Batch) -> None:
        with answering(), transaction.atomic():
            tables.lock()
            for generation in tables.writable():
                names = names_of(generation)
                Writer(names).write(batch).save(names)

    def stamps(self, *, after: int, limit: int) -> list[Stamp]:
        def ask(session: SearchSession) -> list[Stamp]:
            found = rows(
                f"SELECT id, fingerprint FROM {session.names['offer']} WHERE id > %s "
                "ORDER BY id LIMIT %s",
                [after, limit],
            )
            return [Stamp(pk, fingerprint) for pk, fingerprint in found]

        return self._ask(ask)

    def build(self) -> PostgresBuilding:
        with answering():
            return PostgresBuilding(tables.create())

    def health(self) -> Health:
        try:
            ((count,),) = self._ask(
                lambda session: rows(f"SELECT count(*) FROM {session.names['offer']}")
            )
        except SearchDownError as refusal:
            return Health(answers=False, reason=str(refusal), is_outdated=self._is_outdated())
        return Health(answers=True, documents=count)

    def _ask[Answer](self, ask: Callable[[SearchSession], Answer]) -> Answer:
        return self._reading.ask(ask) if self._reading else read(ask)

    def _is_outdated(self) -> bool:
        try:
            with answering(), transaction.atomic():
                return bool(tables.generations(tables.LIVE))
        except SearchDownError:
            return False


class PostgresBuilding:
    """A generation that doesn't answer yet. What it learns of words is saved at the end."""

    def __init__(self, generation: int) -> None:
        self.generation = generation
        self.vocabulary = Vocabulary()

    def write(self, batch: Batch) -> None:
        with answering(), transaction.atomic():
            tables.require_building(self.generation)
            learned = Writer(names_of(self.generation)).write(batch)
        self.vocabulary.add(learned)

    def finish(self) -> None:
        with answering():
            with transaction.atomic():
                tables.require_building(self.generation)
                self.vocabulary.save(names_of(self.generation))
            tables.finish(self.generation)

    def abandon(self) -> None:
        with answering():
            tables.abandon(self.generation)
