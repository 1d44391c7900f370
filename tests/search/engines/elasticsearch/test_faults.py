"""What a server may do to us, on a real one: each ends in a refusal that we know, nothing lost."""

import socket
from contextlib import suppress
from dataclasses import replace
from threading import Event, Thread
from threading import enumerate as enumerate_threads
from time import monotonic, sleep

import pytest

from core.values.geo import Box, Point
from search.engines.elasticsearch.documents import described
from search.engines.elasticsearch.indices import SETTINGS
from search.engines.elasticsearch.writing import send
from search.query.contract import SCHEMA, Batch
from search.query.engine_results import Health, Stamp
from search.query.errors import IndexUnfitError, SearchDownError
from search.query.offer_query import Near, OfferQuery
from tests.search import corpus
from tests.search.engines.conftest import elastic, fill, url_of

EVERYTHING = OfferQuery(today=corpus.TODAY)
ONE = corpus.document(corpus.Random(1), 1)
OTHER = corpus.document(corpus.Random(2), 2)


@pytest.fixture
def server(elastic_url):
    """An engine with an index of its own that holds one offer."""
    engine = elastic(elastic_url())
    engine.build().finish()
    fill(engine, [ONE])
    return engine


def held(engine):
    return [stamp.pk for stamp in engine.stamps(after=0, limit=100)]


def asked_anything(engine):
    """Each way to ask."""
    return (
        lambda: engine.search(EVERYTHING),
        lambda: engine.count([EVERYTHING]),
        lambda: engine.area(EVERYTHING, across=8, most=20),
        lambda: engine.stamps(after=0, limit=10),
        lambda: engine.write(Batch(1, (ONE,))),
    )


def test_without_an_index_everything_is_refused(elastic_url):
    engine = elastic(elastic_url())

    for ask in asked_anything(engine):
        with pytest.raises(IndexUnfitError):
            ask()
    health = engine.health()
    assert (health.answers, health.is_outdated) == (False, False)
    assert engine.client.indices.get_alias(index=f"{engine.address.prefix}*") == {}


def test_an_index_of_another_version_is_refused_until_it_is_replaced(server, monkeypatch):
    monkeypatch.setattr("search.engines.elasticsearch.indices.SCHEMA", 99)
    server.indices.look_again()

    for ask in asked_anything(server):
        with pytest.raises(IndexUnfitError):
            ask()
    assert server.health().is_outdated
    server.build().finish()
    assert server.count([EVERYTHING]) == [0]


def test_changes_reach_a_new_version_while_the_old_one_refuses(server, monkeypatch):
    monkeypatch.setattr("search.engines.elasticsearch.indices.SCHEMA", 99)
    server.indices.look_again()
    building = server.build()

    with pytest.raises(IndexUnfitError):
        server.write(Batch(2, (OTHER,)))
    building.finish()

    assert held(server) == [2]


def test_an_index_that_went_away_is_refused(server):
    server.count([EVERYTHING])
    server.client.indices.delete(index=server.indices.live())

    with pytest.raises(IndexUnfitError):
        server.search(EVERYTHING)
    with pytest.raises(IndexUnfitError):
        server.write(Batch(1, (ONE,)))


def test_a_full_disk_refuses_changes_and_answers(server):
    blocks = "index.blocks.read_only_allow_delete"
    server.client.indices.put_settings(index=server.address.prefix, settings={blocks: True})

    with pytest.raises(SearchDownError):
        server.write(Batch(2, (OTHER,)))
    assert server.count([EVERYTHING]) == [1]
    assert server.health() == Health(
        True,
        1,
        "The index is read-only and accepts no changes: the disk may be "
        "full. Free some space, then try again.",
    )

    server.client.indices.put_settings(index=server.address.prefix, settings={blocks: None})
    server.write(Batch(2, (OTHER,)))
    assert held(server) == [1, 2]


PLACED = "index.routing.allocation.require._name"


@pytest.fixture
def red(elastic_url, monkeypatch):
    """An index whose only shard may live on no server, which is what a lost disk leaves."""
    engine = elastic(elastic_url())
    prefix, body = engine.address.prefix, described({PLACED: "nobody", "number_of_replicas": 0})
    name, nobody = f"{prefix}-{SCHEMA}-1", {"wait_for_active_shards": 0, "timeout": "1s"}
    engine.client.indices.create(index=name, aliases={prefix: {}}, **nobody, **body)
    engine.writer = engine.client.options(request_timeout=1)
    monkeypatch.setattr("search.engines.elasticsearch.writing.FOR_A_SHARD", "100ms")
    return engine


def test_a_red_cluster_refuses_and_comes_back(red):
    for ask in asked_anything(red):
        with pytest.raises(SearchDownError):
            ask()
    assert not red.health().answers

    red.client.indices.put_settings(index=red.address.prefix, settings={PLACED: None})
    red.client.cluster.health(index=red.address.prefix, wait_for_status="green", timeout="30s")
    red.write(Batch(2, (OTHER,)))
    assert held(red) == [2]


def test_build_refuses_where_no_server_has_room(server, monkeypatch):
    monkeypatch.setattr("search.engines.elasticsearch.indices.TO_PLACE", "100ms")
    monkeypatch.setitem(SETTINGS, "routing.allocation.require._name", "nobody")

    with pytest.raises(SearchDownError):
        server.build()

    assert server.indices.building() == []
    assert held(server) == [1]


def test_a_server_that_is_not_there_is_refused(elastic_url):
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))  # and nobody listens
        engine = elastic(url_of(f"http://127.0.0.1:{listener.getsockname()[1]}", "nowhere"))

        for ask in (*asked_anything(engine), engine.build):
            with pytest.raises(SearchDownError):
                ask()
        assert engine.health() == Health(
            False, reason="Search isn’t responding right now. Try again in a minute."
        )


class Proxy:
    """Stands between us and the node: after a while it takes requests and gives no answer."""

    def __init__(self, node):
        host, port = node.removeprefix("http://").rstrip("/").split(":")
        self.target = (host, int(port))
        self.is_silent = False
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        Thread(target=self.open, daemon=True).start()

    def open(self):
        while True:
            try:
                visitor, _address = self.listener.accept()
            except OSError:
                return
            node = socket.create_connection(self.target)
            Thread(target=self.pass_on, args=(visitor, node, False), daemon=True).start()
            Thread(target=self.pass_on, args=(node, visitor, True), daemon=True).start()

    def pass_on(self, source, target, is_answer):
        # Either end may hang up in the middle, which is what is tested: no error of this thread.
        with suppress(OSError), source, target:
            while data := source.recv(65536):
                if is_answer and self.is_silent:
                    continue
                target.sendall(data)


@pytest.fixture
def proxy(elastic_node):
    proxy = Proxy(elastic_node)
    yield proxy
    proxy.listener.close()


def test_a_server_that_falls_silent_is_refused_in_time(server, proxy):
    engine = elastic(url_of(proxy.address, server.address.prefix, timeout=0.3))
    assert engine.count([EVERYTHING]) == [1]
    proxy.is_silent = True
    began = monotonic()

    for ask in asked_anything(engine)[:4]:
        with pytest.raises(SearchDownError):
            ask()

    assert monotonic() - began < 60  # it would be for ever


def test_something_else_that_answers_is_refused(elastic_url):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        Thread(target=say_hello, args=(listener,), daemon=True).start()
        engine = elastic(url_of(address, "elsewhere"))

        with pytest.raises(SearchDownError):
            engine.search(EVERYTHING)


def say_hello(listener):
    visitor, _address = listener.accept()
    with suppress(OSError), visitor:  # the client may have hung up by then
        visitor.recv(65536)
        visitor.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")


def test_a_node_that_dies_in_the_middle_of_a_rebuild_loses_nothing(own_node):
    engine = elastic(url_of(own_node.address, "killed"))
    engine.build().finish()
    fill(engine, corpus.documents(40))
    building = engine.build()
    building.write(Batch(2, tuple(corpus.documents(20))))

    own_node.kill()
    with suppress(SearchDownError):  # where the batch before was still on its way
        building.write(Batch(2, tuple(corpus.documents(40)[20:])))
    with pytest.raises(SearchDownError):
        building.finish()
    with pytest.raises(SearchDownError):
        building.abandon()
    own_node.start()

    assert held(engine) == list(range(1, 41))
    again = engine.build()  # throws away what was left behind
    again.write(Batch(3, tuple(corpus.documents(30))))
    again.finish()
    assert held(engine) == list(range(1, 31))
    assert list(engine.client.indices.get_alias(index="killed-*")) == [engine.indices.live()]


def test_two_builds_at_a_time_leave_one_index(server):
    first, second = server.build(), server.build()

    first.write(Batch(2, (ONE,)))
    with pytest.raises(IndexUnfitError):
        first.finish()
    second.finish()

    assert list(server.client.indices.get_alias(index=f"{server.address.prefix}-*")) == [
        server.indices.live()
    ]


def test_a_batch_that_was_refused_stops_its_build_for_ever(server):
    building, unfit = server.build(), replace(OTHER, party_max=2**40)
    building.write(Batch(2, (unfit,)))

    for step in (lambda: building.write(Batch(2, (OTHER,))), building.finish, building.finish):
        with pytest.raises(SearchDownError):
            step()

    assert held(server) == [1]
    building.abandon()
    assert server.indices.building() == []


@pytest.mark.parametrize("end", ["finish", "abandon"])
def test_nothing_is_on_its_way_once_a_build_ended(server, monkeypatch, end):
    building, sent = server.build(), []
    monkeypatch.setattr("search.engines.elasticsearch.building.send", slowly(sent))
    before = set(enumerate_threads())
    building.write(Batch(2, (ONE,)))
    building.write(Batch(2, (OTHER,)))

    getattr(building, end)()

    assert sent == [["1"], ["2"]]
    assert set(enumerate_threads()) == before


def slowly(sent):
    """As if the server took its time; what arrived is kept."""

    def send(client, alias, actions):
        sleep(0.05)
        sent.append([action["_id"] for action in actions])

    return send


def test_a_change_of_meanwhile_is_not_overtaken_by_a_batch_on_its_way(server, monkeypatch):
    building = server.build()
    stale, fresh = Batch(2, (ONE, OTHER)), Batch(3, (replace(ONE, title="Nouveau"),), gone=(2,))
    change_arrived = Event()

    def held_up(*asked):
        assert change_arrived.wait(10)
        send(*asked)

    monkeypatch.setattr("search.engines.elasticsearch.building.send", held_up)
    building.write(stale)
    server.write(fresh)
    change_arrived.set()
    building.finish()

    assert server.stamps(after=0, limit=10) == [Stamp(1, fresh.documents[0].fingerprint)]


@pytest.mark.parametrize(
    "criteria",
    [
        {"near": (Near("", corpus.LOCHES, 0),)},
        {"near": (Near("", Point(90.0, 180.0), 40_000),)},
        {"inside": (Box(48.0, 2.0, 47.0, 1.0),)},
        {"inside": (Box(47.0, 2.0, 48.0, 1.0),)},
        {"inside": (Box(-90.0, -180.0, 90.0, 180.0),)},
        {"text": "maison " * 1500},
        {"text": " ".join(f"mot{number}" for number in range(2000))},
        {"text": "\x00\ud800"},
    ],
)
def test_odd_wishes_are_answered(server, criteria):
    query = OfferQuery(today=corpus.TODAY, **criteria)

    assert server.count([query]) == [server.search(query).total]
