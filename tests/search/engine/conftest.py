"""Every engine that this run can reach, each with an index of its own."""

import os
import secrets

import pytest
from django.db import connection

from search.engine.address import read_address
from search.engine.contract import Batch, in_batches
from tests.search import corpus

OF_ONE_DATABASE = {
    "test_sqlite.py": "sqlite",
    "test_postgres.py": "postgresql",
    "test_postgres_races.py": "postgresql",
}
collect_ignore = [file for file, vendor in OF_ONE_DATABASE.items() if vendor != connection.vendor]

ENGINES = ["embedded", pytest.param("elastic", marks=pytest.mark.elasticsearch)]


def embedded():
    """The engine of the database under test."""
    if connection.vendor == "sqlite":
        from search.engine.sqlite import SqliteEngine  # noqa: PLC0415

        return SqliteEngine()
    from search.engine.postgres import PostgresEngine  # noqa: PLC0415

    return PostgresEngine()


@pytest.fixture(scope="session")
def elastic_url():
    """A prefix of our own on the node that this leg runs on; nothing of it stays there."""
    node = os.environ["ELASTICSEARCH_URL"].rstrip("/")
    prefix = f"test-{secrets.token_hex(4)}"
    url = f"{node.replace('http', 'elasticsearch', 1)}/{prefix}?timeout=10"
    yield url
    client = make_elastic(url).client
    if left := list(client.indices.get_alias(index=f"{prefix}-*")):
        client.indices.delete(index=left)


def make_elastic(url):
    """What it writes is found at once."""
    from search.engine.elastic import ElasticEngine  # noqa: PLC0415  its client is imported late

    return ElasticEngine(read_address(url), refresh=True)


@pytest.fixture(params=ENGINES)
def engine(request):
    """An empty index of the engine under test."""
    if request.param == "elastic":
        engine = make_elastic(request.getfixturevalue("elastic_url"))
    else:
        request.getfixturevalue("db")
        engine = embedded()
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
