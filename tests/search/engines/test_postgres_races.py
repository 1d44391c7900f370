"""Writers, builders and readers of PostgreSQL's index at once."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest
from django.db import DatabaseError, connection, connections

from search.engines.postgres import PostgresEngine, tables
from search.engines.postgres.vocabulary import EVERY
from search.engines.postgres.writing import Writer
from search.query.contract import Batch
from search.query.errors import IndexUnfitError, SearchDownError
from search.query.offer_query import OfferQuery
from tests.search import corpus
from tests.search.engines.conftest import fill

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]

RIVALS = 4
EVERYTHING = OfferQuery(today=corpus.TODAY)
MILL = OfferQuery(today=corpus.TODAY, text="moulin jardin")


@pytest.fixture
def postgres():
    """An empty index that is really there, and empty again afterwards."""
    engine = PostgresEngine()
    engine.build().finish()
    yield engine
    engine.build().finish()


def at_once(action):
    """Run `action` in as many threads as there are rivals; count what came of it."""
    start = Barrier(RIVALS)

    def run(number):
        try:
            start.wait(timeout=10)
            action(number)
        except (DatabaseError, SearchDownError) as refusal:
            return type(refusal)
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(RIVALS) as pool:
        return Counter(pool.map(run, range(RIVALS)))


def versions():
    return [corpus.document(corpus.Random(number), 1) for number in range(RIVALS)]


def count_of_every(generation):
    term = tables.names_of(generation)["term"]
    ((count,),) = tables.rows(f"SELECT offers FROM {term} WHERE term = %s", [EVERY])  # noqa: S608
    return count


def test_of_several_versions_the_newest_wins_and_counts_once(postgres):
    documents = versions()

    outcomes = at_once(lambda number: postgres.write(Batch(number + 1, (documents[number],))))

    assert outcomes == {"done": RIVALS}
    (stamp,) = postgres.stamps(after=0, limit=10)
    assert stamp.fingerprint == documents[-1].fingerprint
    assert count_of_every(*tables.generations(tables.LIVE)) == 1


def test_without_the_lock_several_would_write_the_same_offer(postgres, monkeypatch):
    """The control: everybody has looked before anybody writes."""
    documents, looked, held = versions(), Barrier(RIVALS), Writer._held

    def naively(writer, pks):
        found = held(writer, pks)
        looked.wait(timeout=10)
        return found

    monkeypatch.setattr(tables, "lock", lambda: None)
    monkeypatch.setattr(Writer, "_held", naively)

    outcomes = at_once(lambda number: postgres.write(Batch(number + 1, (documents[number],))))

    assert outcomes["done"] < RIVALS


def test_writers_of_several_offers_with_the_same_words_all_come_through(postgres):
    documents = corpus.documents(40)

    outcomes = at_once(lambda number: fill(postgres, documents[number::RIVALS], version=number + 1))

    assert outcomes == {"done": RIVALS}
    assert postgres.count([EVERYTHING]) == [40]
    assert count_of_every(*tables.generations(tables.LIVE)) == 40


def one_question(engine):
    assert engine.search(EVERYTHING).total == 20


def one_look(engine):
    """Words of it, and what is asked about them in one transaction."""
    with engine.session() as session:
        total = session.search(MILL).total
        assert session.count([EVERYTHING, MILL]) == [20, total]
        assert [page.total for page in session.first_pages([MILL, EVERYTHING])] == [total, 20]


@pytest.mark.parametrize("ask", [one_question, one_look])
def test_who_searches_while_indexes_are_replaced_is_answered(postgres, ask):
    fill(postgres, corpus.documents(20))
    replaced = Event()

    def search_or_replace(number):
        if number:
            while not replaced.is_set():
                ask(postgres)
        else:
            try:
                for _time in range(5):
                    building = postgres.build()
                    fill(building, corpus.documents(20))
                    building.finish()
            finally:
                replaced.set()

    assert at_once(search_or_replace) == {"done": RIVALS}


def test_of_several_builds_the_last_one_answers(postgres):
    def build(number):
        building = postgres.build()
        fill(building, corpus.documents(number + 1))
        building.finish()

    outcomes = at_once(build)

    assert outcomes["done"] >= 1
    assert outcomes["done"] + outcomes[IndexUnfitError] == RIVALS
    (live,) = tables.generations(tables.LIVE)
    assert tables.generations(tables.LIVE, tables.BUILDING, tables.OLD) == [live]
    assert postgres.count([EVERYTHING]) == [count_of_every(live)]


def test_a_write_while_a_build_swaps_is_in_the_index_that_answers_then(postgres):
    changed = corpus.document(corpus.Random(99), 5)
    building = postgres.build()
    fill(building, corpus.documents(10))

    def write_or_finish(number):
        if number:
            postgres.write(Batch(number + 1, (changed,)))
        else:
            building.finish()

    assert at_once(write_or_finish) == {"done": RIVALS}
    held = {stamp.pk: stamp.fingerprint for stamp in postgres.stamps(after=0, limit=20)}
    assert held[5] == changed.fingerprint
    assert len(held) == 10


def test_a_connection_that_breaks_is_search_that_is_down(postgres):
    fill(postgres, corpus.documents(3))
    ((backend,),) = tables.rows("SELECT pg_backend_pid()")

    def end_it(_number):
        tables.run("SELECT pg_terminate_backend(%s)", [backend])
        connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(end_it, 0).result()
    with pytest.raises(SearchDownError):
        postgres.search(EVERYTHING)
    connection.close()  # as Django does between two requests

    assert postgres.count([EVERYTHING]) == [3]
