"""Every engine that this run can reach, each with an index of its own."""

import secrets

import pytest
from django.db import connection

from scripts.processes import stop
from scripts.search_node import BESIDE, address_of, running_node, start_node
from search.engine.address import read_address
from search.engine.contract import Batch, in_batches
from tests.search import corpus

OF_ONE_DATABASE = {
    "test_sqlite.py": "sqlite",
    "test_postgres.py": "postgresql",
    "test_postgres_races.py": "postgresql",
    "test_postgres_words.py": "postgresql",
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
def elastic_node():
    """The node of this leg, or one for this run of pytest."""
    with running_node() as address:
        if address is None:
            pytest.skip("no search node can be had")
        yield address


@pytest.fixture(scope="session")
def elastic_url(elastic_node):
    """Makes a URL with a prefix of its own; nothing of it stays on the node."""
    prefixes = []

    def make(**options):
        prefixes.append(f"test-{secrets.token_hex(4)}")
        return url_of(elastic_node, prefixes[-1], **options)

    yield make
    for prefix in prefixes:
        client = elastic(url_of(elastic_node, prefix)).client
        if left := list(client.indices.get_alias(index=f"{prefix}-*")):
            client.indices.delete(index=left)


def url_of(node, prefix, timeout=10):
    return f"{node.rstrip('/').replace('http', 'elasticsearch', 1)}/{prefix}?timeout={timeout}"


def elastic(url):
    """An engine that finds at once what it wrote, and knows whether it ever wrote."""
    from search.engine.elastic import ElasticEngine  # noqa: PLC0415  its client is imported late

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
def kept_empty(elastic_url):
    return elastic(elastic_url())


@pytest.fixture(scope="session")
def kept_filled(elastic_url):
    return elastic(elastic_url())


@pytest.fixture(params=ENGINES)
def kind(request):
    return request.param


@pytest.fixture
def engine(request, kind):
    """An empty index of the engine under test."""
    if kind == "elastic":
        engine = request.getfixturevalue("kept_empty")
    else:
        request.getfixturevalue("db")
        engine = embedded()
    engine.build().finish()
    return engine


@pytest.fixture
def filled(request, kind):
    """The same with the made-up offers; on a server, filled anew only where a test wrote."""
    if kind != "elastic":
        engine = request.getfixturevalue("engine")
        fill(engine, corpus.documents())
        return engine
    engine = request.getfixturevalue("kept_filled")
    if engine.is_touched:
        engine.build().finish()
        fill(engine, corpus.documents())
        engine.is_touched = False
    return engine


@pytest.fixture
def own_node(tmp_path):
    """A node that a test may kill: `restart` starts it again over what it held."""
    if not BESIDE.exists():
        pytest.skip("there is no search node beside the checkout")
    node = Node(tmp_path)
    yield node
    node.stop()


class Node:
    def __init__(self, folder):
        self.folder = folder
        self.child = start_node(folder)
        self.address = address_of(folder, self.child)

    def kill(self):
        """As when the machine is gone: without a goodbye."""
        stop([self.child], patience=0)

    def restart(self):
        port = int(self.address.rpartition(":")[2])
        self.child = start_node(self.folder, port)
        address_of(self.folder, self.child)

    def stop(self):
        stop([self.child])


def fill(engine, documents, *, version=1):
    for batch in in_batches(documents, version=version, size=100):
        engine.write(batch)


def take_away(engine, *pks, version=2):
    engine.write(Batch(version, gone=pks))
