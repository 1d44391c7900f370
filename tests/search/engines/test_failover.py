"""Two engines as one: who answers, who is written, and where a reader goes on."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event

import pytest
from django.db import connections

from core.values.geo import Point
from scripts.processes import wait_until
from search.engines.circuit_breaker import FAILURES, CircuitBreaker
from search.engines.failover import FailoverEngine
from search.query.contract import Batch
from search.query.engine_results import Area, Health, Hit, Hits, Reasons, Stamp
from search.query.errors import IndexUnfitError, InvalidPageCursorError, SearchDownError
from search.query.offer_query import OfferQuery
from search.query.story_query import StoryBatch, StoryQuery
from tests.search import corpus
from tests.search.engines.conftest import elastic, embedded, fill, url_of

QUERY = OfferQuery(today=corpus.TODAY)
BATCH = Batch(7, (corpus.document(corpus.Random(1), 1),), gone=(2,))
READERS = 4
REASONS = Reasons(0.0, None, 0, 5)


class Played:
    """An engine whose health a test decides, as no real one could be broken halfway."""

    def __init__(self, name):
        self.name = name
        self.error = None
        self.heard = []

    @contextmanager
    def session(self):
        """Another one of the same name, which shares what it hears."""
        one = Played(f"{self.name}, a look")
        one.heard = self.heard
        one.error = self.error
        yield one
        self.heard.append("looked")

    def _hear(self, *call):
        if self.error:
            raise self.error
        self.heard.append(call)

    def search(self, query):
        self._hear("search", query.after)
        return Hits((Hit(1, 2, REASONS, (3, 4)),), 1)

    def first_pages(self, queries):
        self._hear("first_pages")
        return [Hits((Hit(1, 2, REASONS, (3, 4)),), 1) for _query in queries]

    def count(self, queries):
        self._hear("count")
        return [len(self.name)]

    def area(self, query, *, across, most):
        self._hear("area", across, most)
        return Area(None)

    def write(self, batch):
        self._hear("write", batch)

    def finish(self):
        self._hear("finish")

    def abandon(self):
        self._hear("abandon")

    def stamps(self, *, after, limit):
        self._hear("stamps")
        return [Stamp(1, self.name)]

    def build(self):
        self._hear("build")
        return self

    def health(self):
        return Health(self.error is None, reason=str(self.error or ""))


@pytest.fixture
def first():
    return Played("first")


@pytest.fixture
def stand_by():
    return Played("stand-by")


@pytest.fixture
def circuit(first, stand_by):
    return FailoverEngine(first, stand_by)


def asked_anything(circuit):
    return (
        circuit.search(QUERY),
        circuit.first_pages([QUERY]),
        circuit.count([QUERY]),
        circuit.area(QUERY, across=8, most=20),
    )


def test_the_first_answers_while_it_can(circuit, stand_by):
    hits, pages, count, area = asked_anything(circuit)

    assert hits == Hits((Hit(1, 2, REASONS, ("first", 3, 4)),), 1)
    assert pages == [hits]
    assert (count, area) == ([5], Area(None))
    assert stand_by.heard == []


def test_a_look_is_one_of_both_and_the_circuit_remembers_who_failed(circuit, first, stand_by):
    with circuit.session() as session:
        assert session.count([QUERY]) == [len("first, a look")]
    assert (first.heard[-1], stand_by.heard) == ("looked", ["looked"])

    first.error = SearchDownError()
    for _number in range(FAILURES):
        with circuit.session() as session:
            assert session.search(QUERY).slow
    first.error = None

    assert circuit.search(QUERY).slow


@pytest.mark.parametrize("error", [SearchDownError(), IndexUnfitError()])
def test_the_stand_by_answers_while_the_first_cannot(circuit, first, stand_by, error):
    first.error = error

    hits, pages, count, area = asked_anything(circuit)

    assert hits == Hits((Hit(1, 2, REASONS, ("stand-by", 3, 4)),), 1, slow=True)
    assert pages == [hits]
    assert (count, area) == ([8], Area(None))


def test_the_first_is_left_alone_after_some_failures(circuit, first):
    first.error = SearchDownError()
    for _number in range(FAILURES):
        circuit.search(QUERY)
    first.error = None

    assert circuit.search(QUERY).slow
    assert first.heard == []


def test_the_first_answers_again_by_itself(first, stand_by):
    circuit = FailoverEngine(first, stand_by, CircuitBreaker(pause=0.0))
    first.error = SearchDownError()
    slow = [circuit.search(QUERY).slow for _number in range(FAILURES + 1)]
    first.error = None

    assert slow == [True] * (FAILURES + 1)
    assert not circuit.search(QUERY).slow


def test_a_refusal_is_said_where_neither_answers(circuit, first, stand_by):
    first.error = stand_by.error = SearchDownError()

    for _number in range(FAILURES + 1):
        with pytest.raises(SearchDownError):
            circuit.search(QUERY)


def test_every_thread_is_answered_while_the_first_cannot(circuit, first):
    first.error = SearchDownError()

    with ThreadPoolExecutor(20) as threads:
        answers = list(threads.map(lambda _number: circuit.search(QUERY).slow, range(200)))

    assert answers == [True] * 200


def test_a_reader_goes_on_with_the_engine_of_the_first_page(circuit, first, stand_by):
    by_first = circuit.search(QUERY).hits[0].position
    first.error = SearchDownError()
    by_stand_by = circuit.search(QUERY).hits[0].position
    first.error = None

    assert circuit.search(after(by_first)).slow is False
    assert circuit.search(after(by_stand_by)).slow is True
    assert (first.heard[-1], stand_by.heard[-1]) == (("search", (3, 4)), ("search", (3, 4)))


def test_a_page_is_no_more_when_its_engine_went_away(circuit, first, stand_by):
    position = circuit.search(QUERY).hits[0].position
    first.error = SearchDownError()

    with pytest.raises(InvalidPageCursorError):
        circuit.search(after(position))
    assert stand_by.heard == []


@pytest.mark.parametrize("position", [(), (3, 4), ("other", 3, 4), (None,), ("",)])
def test_a_mark_of_nobody_is_refused(circuit, position):
    with pytest.raises(InvalidPageCursorError):
        circuit.search(after(position))


def test_write_reaches_both(circuit, first, stand_by):
    circuit.write(BATCH)

    assert first.heard == stand_by.heard == [("write", BATCH)]


@pytest.mark.parametrize("away", ["first", "stand_by"])
def test_write_reaches_one_without_the_other_and_tells(circuit, away):
    gone = getattr(circuit, away)
    (here,) = [engine for engine in circuit.engines if engine is not gone]
    gone.error = SearchDownError()

    with pytest.raises(SearchDownError):
        circuit.write(BATCH)

    assert here.heard == [("write", BATCH)]


def test_a_build_reaches_both(circuit, first, stand_by):
    building = circuit.build()
    building.write(BATCH)
    building.finish()

    assert first.heard == stand_by.heard == [("build",), ("write", BATCH), ("finish",)]


def test_a_build_begins_with_both_or_not_at_all(circuit, first, stand_by):
    stand_by.error = SearchDownError()

    with pytest.raises(SearchDownError):
        circuit.build()

    assert first.heard == [("build",), ("abandon",)]


def test_a_build_that_is_finished_for_one_is_not_abandoned_there(circuit, first, stand_by):
    building = circuit.build()
    stand_by.error = SearchDownError()
    with pytest.raises(SearchDownError):
        building.finish()
    stand_by.error = None

    building.abandon()

    assert first.heard == [("build",), ("finish",)]
    assert stand_by.heard == [("build",), ("abandon",)]


def test_abandon_reaches_one_without_the_other(circuit, first, stand_by):
    building = circuit.build()
    stand_by.error = SearchDownError()

    with pytest.raises(SearchDownError):
        building.abandon()

    assert first.heard == [("build",), ("abandon",)]


def test_health_and_stamps_are_of_the_first(circuit, first, stand_by):
    stamps, healthy = circuit.stamps(after=0, limit=9), circuit.health()
    stand_by.error = SearchDownError()
    without_stand_by = circuit.health()
    first.error = IndexUnfitError()

    assert stamps == [Stamp(1, "first")]
    assert healthy == Health(True)
    assert without_stand_by == Health(True, reason=f"stand-by: {stand_by.error}")
    assert circuit.health() == Health(False, reason=str(first.error))


def test_a_node_that_dies_is_stood_in_for_and_comes_back(own_node, db):
    server, stand_by = elastic(url_of(own_node.address, "killed")), embedded()
    circuit = FailoverEngine(server, stand_by, CircuitBreaker(pause=0.0))
    circuit.build().finish()
    fill(circuit, corpus.documents(50))
    usual = circuit.search(QUERY)

    own_node.kill()
    while_away = circuit.search(QUERY)
    with pytest.raises(SearchDownError):
        fill(circuit, [corpus.document(corpus.Random(1), 51, point=Point(47.0, 1.0))], version=2)
    own_node.start()
    fill(circuit, [corpus.document(corpus.Random(1), 51, point=Point(47.0, 1.0))], version=2)
    afterwards = circuit.search(QUERY)

    assert (usual.slow, while_away.slow, afterwards.slow) == (False, True, False)
    assert [hit.pk for hit in while_away.hits] == [hit.pk for hit in usual.hits]
    assert while_away.facets == {facet: dict(values) for facet, values in usual.facets.items()}
    assert (usual.total, afterwards.total) == (50, 51)


@pytest.mark.django_db(transaction=True)
def test_no_reader_is_refused_when_the_node_dies_under_load(own_node):
    """Readers go on without a break while the node is killed and comes back."""
    server, stand_by = elastic(url_of(own_node.address, "loaded")), embedded()
    circuit = FailoverEngine(server, stand_by, CircuitBreaker(pause=0.2))
    circuit.build().finish()
    fill(circuit, corpus.documents(50))
    begun, killed, restarted, ended = Event(), Event(), Event(), Event()

    def read(_number):
        answers = []
        while not ended.is_set():
            step = (killed.is_set(), restarted.is_set())
            answers.append((step, circuit.search(QUERY)))
            begun.set()
        connections.close_all()
        return answers

    with ThreadPoolExecutor(READERS) as pool:
        readers = [pool.submit(read, number) for number in range(READERS)]
        begun.wait(timeout=10)
        own_node.kill()
        killed.set()
        assert wait_until(lambda: circuit.search(QUERY).slow, within=10)
        own_node.start()
        restarted.set()
        back = wait_until(lambda: not circuit.search(QUERY).slow, within=20)
        ended.set()
        answers = [answer for reader in readers for answer in reader.result(timeout=20)]

    assert back
    assert {hits.total for _step, hits in answers} == {50}
    assert {step for step, hits in answers if hits.slow} >= {(True, False)}


def after(position):
    return OfferQuery(today=corpus.TODAY, after=position)


def test_stories_are_asked_of_the_stand_by_while_first_is_away():
    class StoryStub:
        def __init__(self, found):
            self.found, self.written = found, []

        def find(self, query):
            if isinstance(self.found, Exception):
                raise self.found
            return self.found

        def write(self, batch):
            self.written.append(batch)

    class EngineStub:
        def __init__(self, name, found):
            self.name, self.stories = name, StoryStub(found)

    answered = FailoverEngine(EngineStub("one", [1]), EngineStub("two", [2])).stories.find(
        StoryQuery("boat")
    )
    away = FailoverEngine(EngineStub("one", SearchDownError()), EngineStub("two", [2]))
    away.stories.write(StoryBatch(1))

    assert (answered, away.stories.find(StoryQuery("boat"))) == ([1], [2])
    assert [len(one.stories.written) for one in away.engines] == [1, 1]
