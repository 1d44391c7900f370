"""Every engine that this run can reach, each with an index of its own."""

import secrets
from itertools import count

import pytest
from django.db import connection

from scripts import search_node
from search.engines.address import read_address
from search.query.contract import Batch, in_batches
from tests.search import corpus

OF_ONE_DATABASE = {
    "test_sqlite.py": "sqlite",
    "test_postgres.py": "postgresql",
    "test_postgres_races.py": "postgresql",
    "test_postgres_words.py": "postgresql",
}
collect_ignore = [file for file, vendor in OF_ONE_DATABASE.items() if vendor != connection.vendor]

DOCUMENTS = tuple(corpus.documents())
ENGINES = [
    pytest.param("embedded", marks=pytest.mark.django_db),  # a mark, so that both databases run it
    pytest.param("elastic", marks=pytest.mark.elasticsearch),
]


def embedded():
    """The engine of the database under test."""
    if connection.vendor == "sqlite":
        from search.engines.sqlite import SqliteEngine  # noqa: PLC0415

        return SqliteEngine()
    from search.engines.postgres import PostgresEngine  # noqa: PLC0415

    return PostgresEngine()


@pytest.fixture(scope="session")
def elastic_node():
    """The node of this leg, or one for this run of pytest."""
    with search_node.running_node() as address:
        if address is None:
            pytest.skip("no search node can be had")
        yield address


@pytest.fixture(scope="session")
def elastic_url(elastic_node):
    """Makes a URL with a prefix of its own; nothing of it stays on the node."""
    run, numbers = f"test-{secrets.token_hex(4)}", count(1)
    yield lambda: url_of(elastic_node, f"{run}-{next(numbers)}")
    client = elastic(url_of(elastic_node, run)).client
    if left := list(client.indices.get_alias(index=f"{run}-*")):
        client.indices.delete(index=left)


def url_of(node, prefix, timeout=10):
    return f"{node.rstrip('/').replace('http', 'elasticsearch', 1)}/{prefix}?timeout={timeout}"


def elastic(url):
    """An engine that finds at once what it wrote, and knows whether it ever wrote."""
    from search.engines.elasticsearch import ElasticEngine  # noqa: PLC0415  its client is imported late

    class Kept(ElasticEngine):
        is_touched = True

        def write(self, batch):
            self.is_touched = True
            super().write(batch)

        def build(self):
            self.is_touched = True
            return super().build()

    return Kept(read_address(url), refresh=True)


@pytest.fixture(scope="session")
def on_server(elastic_url):
    """Makes an index on the server that holds just these; anew only where a test wrote."""
    kept = {}

    def make(documents):
        held = tuple(document.fingerprint for document in documents)
        if held not in kept:
            kept[held] = elastic(elastic_url())
        engine = kept[held]
        if engine.is_touched:
            engine.build().finish()
            fill(engine, documents)
            engine.is_touched = False
        return engine

    return make


@pytest.fixture(params=ENGINES)
def holding(request):
    """Makes an index of the engine under test that holds just these."""
    if request.param == "elastic":
        return request.getfixturevalue("on_server")
    request.getfixturevalue("db")

    def make(documents):
        engine = embedded()
        engine.build().finish()
        fill(engine, documents)
        return engine

    return make


@pytest.fixture
def engine(holding):
    """An empty index of the engine under test."""
    return holding(())


@pytest.fixture
def filled(holding):
    """The same with the made-up offers."""
    return holding(DOCUMENTS)


@pytest.fixture
def own_node():
    """A node that a test may `kill`; `start` starts it again over what it held."""
    with search_node.own_node(may_die=True) as node:
        if node is None:
            pytest.skip("there is no search node that could be killed")
        yield node


def fill(engine, documents, *, version=1):
    for batch in in_batches(documents, version=version, size=100):
        engine.write(batch)


def take_away(engine, *pks, version=2):
    engine.write(Batch(version, gone=pks))
