"""Every engine that this run can reach, each with an index of its own."""

import pytest
from django.db import connection

from search.engine.contract import Batch, in_batches
from tests.search import corpus


def engines_here():
    """The embedded engine of the database under test."""
    if connection.vendor == "sqlite":
        from search.engine.sqlite import SqliteEngine  # noqa: PLC0415

        return {"sqlite": SqliteEngine}
    from search.engine.postgres import PostgresEngine  # noqa: PLC0415

    return {"postgres": PostgresEngine}


@pytest.fixture
def engine(request, db):
    """An empty index of the engine under test."""
    (make,) = engines_here().values()
    engine = make()
    engine.build().finish()
    return engine


@pytest.fixture
def filled(engine):
    """The same with the made-up offers."""
    fill(engine, corpus.documents())
    return engine


def fill(engine, documents, *, version=1):
    for batch in in_batches(documents, version=version, size=100):
        engine.write(batch)


def take_away(engine, *pks, version=2):
    engine.write(Batch(version, gone=pks))
