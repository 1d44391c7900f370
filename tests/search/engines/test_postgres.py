"""What is PostgreSQL's own: generations of tables, limits, rights, and texts nobody wrote whole."""

from datetime import timedelta
from itertools import chain, count

import pytest
from django.db import connection

from search.engines.postgres import PostgresEngine, tables
from search.engines.postgres.reading import read
from search.query.contract import Batch
from search.query.errors import (
    ExtensionRefusedError,
    IndexUnfitError,
    InvalidPageCursorError,
    SearchDownError,
)
from search.query.offer_query import OfferQuery
from tests.search import corpus
from tests.search.engines.conftest import fill

pytestmark = pytest.mark.django_db
EVERYTHING = OfferQuery(today=corpus.TODAY)


@pytest.fixture
def postgres():
    """Three offers in an index of its own."""
    engine = PostgresEngine()
    engine.build().finish()
    fill(engine, corpus.documents(3))
    return engine


def live_table(name):
    (generation,) = tables.generations(tables.LIVE)
    return tables.names_of(generation)[name]


def tables_of_indexes():
    found = tables.rows(r"SELECT substring(relname FROM '^search_(\d+)_') FROM pg_class")
    return {int(generation) for (generation,) in found if generation}


def instead_of_answering(statement):
    """The database runs this in place of the statement that answers."""

    def wrapper(execute, sql, params, many, context):
        return execute(statement if "WITH fit" in sql else sql, params, many, context)

    return connection.execute_wrapper(wrapper)


# Indexes that don't fit


def test_an_index_of_another_version_answers_nothing_and_takes_nothing(postgres):
    tables.run("UPDATE search_index SET schema = 0")

    with pytest.raises(IndexUnfitError):
        postgres.search(EVERYTHING)
    with pytest.raises(IndexUnfitError):
        postgres.write(Batch(2, gone=(1,)))
    health = postgres.health()
    assert (health.answers, health.is_outdated) == (False, True)
    assert health.reason == str(IndexUnfitError())


def test_a_rebuild_replaces_an_index_of_another_version(postgres):
    tables.run("UPDATE search_index SET schema = 0")

    postgres.build().finish()

    assert postgres.count([EVERYTHING]) == [0]
    assert tables_of_indexes() == {*tables.generations(tables.LIVE)}


def test_a_database_without_an_index_answers_nothing(postgres):
    tables.run("DROP TABLE search_index")

    for action in (
        lambda: postgres.search(EVERYTHING),
        lambda: postgres.count([EVERYTHING]),
        lambda: postgres.area(EVERYTHING, across=8, most=20),
        lambda: postgres.stamps(after=0, limit=5),
        lambda: postgres.write(Batch(1)),
    ):
        with pytest.raises(IndexUnfitError):
            action()
    health = postgres.health()
    assert (health.answers, health.is_outdated) == (False, False)


def test_a_rebuild_mends_an_index_that_lost_a_table(postgres):
    tables.run(f"DROP TABLE {live_table('offer')}")
    with pytest.raises(IndexUnfitError):
        postgres.search(EVERYTHING)

    postgres.build().finish()

    assert postgres.search(EVERYTHING).total == 0


def test_a_half_built_first_index_is_written_to_and_not_read(postgres):
    tables.run("DROP TABLE search_index")
    building = postgres.build()
    fill(postgres, corpus.documents(2))

    with pytest.raises(IndexUnfitError):
        postgres.search(EVERYTHING)
    building.finish()

    assert postgres.count([EVERYTHING]) == [2]


# Builds that end in some other way


def test_build_throws_away_the_tables_of_one_that_was_never_finished(postgres):
    half = postgres.build()
    fill(half, corpus.documents(2))

    whole = postgres.build()

    assert postgres.count([EVERYTHING]) == [3]
    assert tables_of_indexes() == {*tables.generations(tables.LIVE), whole.generation}


def test_a_build_that_was_thrown_away_writes_and_finishes_nothing(postgres):
    late = postgres.build()
    postgres.build()

    with pytest.raises(IndexUnfitError):
        fill(late, corpus.documents(2))
    with pytest.raises(IndexUnfitError):
        late.finish()
    late.abandon()

    assert postgres.count([EVERYTHING]) == [3]


def test_abandon_spares_an_index_that_answers(postgres):
    building = postgres.build()
    building.finish()

    building.abandon()

    assert postgres.count([EVERYTHING]) == [0]


def test_build_clears_away_what_a_crash_between_swap_and_drop_left(postgres):
    (old,) = tables.generations(tables.LIVE)
    new = postgres.build()
    states = {old: tables.OLD, new.generation: tables.LIVE}
    for generation, state in states.items():
        statement = "UPDATE search_index SET state = %s WHERE generation = %s"
        tables.run(statement, [state, generation])

    third = postgres.build()

    assert tables_of_indexes() == {new.generation, third.generation}
    assert old not in tables_of_indexes()


def test_a_number_of_an_index_never_comes_again(postgres):
    first = postgres.build()
    first.abandon()

    assert postgres.build().generation > first.generation


# Limits and rights


def test_search_that_takes_too_long_is_search_that_is_down(postgres, settings):
    settings.SEARCH_TIMEOUT = timedelta(milliseconds=20)

    with instead_of_answering("SELECT pg_sleep(20)"), pytest.raises(SearchDownError):
        postgres.search(EVERYTHING)

    assert postgres.count([EVERYTHING]) == [3]  # the connection is as good as before


def limits(count):
    """What each of so many statements of one answer may take."""
    asked = "SELECT current_setting('statement_timeout')"
    return read(lambda _names: [tables.rows(asked)[0][0] for _ in range(count)])


@pytest.mark.usefixtures("postgres")
def test_statements_of_one_answer_share_its_time(settings, monkeypatch):
    settings.SEARCH_TIMEOUT = timedelta(seconds=2)
    ticks = chain([0.0, 0.0], count(0.75, 0.75))  # it begins; one statement; what the rest took
    monkeypatch.setattr("search.engines.postgres.reading.monotonic", lambda: next(ticks))

    assert limits(2) == ["1250ms", "500ms"]


@pytest.mark.usefixtures("postgres")
def test_statements_too_slow_together_are_search_that_is_down(settings, monkeypatch):
    settings.SEARCH_TIMEOUT = timedelta(seconds=2)
    ticks = chain([0.0, 0.0], count(0.75, 0.75))
    monkeypatch.setattr("search.engines.postgres.reading.monotonic", lambda: next(ticks))

    with pytest.raises(SearchDownError):
        limits(3)


@pytest.mark.usefixtures("postgres")
def test_a_quick_answer_tells_its_limit_once(settings, monkeypatch):
    settings.SEARCH_TIMEOUT = timedelta(seconds=2)
    ticks = count(0.0, 0.01)
    monkeypatch.setattr("search.engines.postgres.reading.monotonic", lambda: next(ticks))

    assert limits(3) == ["2s", "2s", "2s"]


def test_search_leaves_the_settings_of_the_connection_alone(postgres):
    asked = "SELECT name, setting FROM pg_settings WHERE source = 'session' ORDER BY name"
    before = tables.rows(asked)

    postgres.search(EVERYTHING)

    assert tables.rows(asked) == before


@pytest.mark.parametrize(
    "state",
    [
        "53100",  # the disk is full
        "57P01",  # an administrator ends it
        "25006",  # a copy that is only read
    ],
)
def test_a_database_in_trouble_is_search_that_is_down(postgres, state):
    failure = f"DO $$ BEGIN RAISE EXCEPTION SQLSTATE '{state}'; END $$"
    with instead_of_answering(failure), pytest.raises(SearchDownError):
        postgres.search(EVERYTHING)


def test_a_full_disk_refuses_a_batch_and_leaves_the_index_as_it_was(postgres):
    tables.run(
        "CREATE FUNCTION is_full() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION SQLSTATE '53100'; END $$"
    )
    tables.run(
        f"CREATE TRIGGER full_disk BEFORE INSERT ON {live_table('text')} "
        "FOR EACH ROW EXECUTE FUNCTION is_full()"
    )
    before = postgres.stamps(after=0, limit=10)

    with pytest.raises(SearchDownError):
        fill(postgres, [corpus.document(corpus.Random(8), 1)], version=2)

    assert postgres.stamps(after=0, limit=10) == before


def test_a_mistake_of_ours_is_no_search_that_is_down(postgres):
    with instead_of_answering("SELECT 1 +"), pytest.raises(Exception, match="syntax error"):
        postgres.search(EVERYTHING)


def test_build_says_which_extension_an_administrator_has_to_install(postgres):
    tables.run("DROP EXTENSION pg_trgm CASCADE")
    tables.run("CREATE ROLE search_guest")
    tables.run("GRANT ALL ON SCHEMA public TO search_guest")
    tables.run("GRANT ALL ON ALL TABLES IN SCHEMA public TO search_guest")
    tables.run("SET LOCAL ROLE search_guest")

    with pytest.raises(ExtensionRefusedError, match="CREATE EXTENSION pg_trgm;"):
        postgres.build()


@pytest.mark.parametrize("after", [(), (1,), ("a", "b", "c"), (1, 2, 3, 4, 5, 6)])
def test_a_page_of_another_question_is_refused(postgres, after):
    with pytest.raises(InvalidPageCursorError):
        postgres.search(OfferQuery(today=corpus.TODAY, after=after))


# How it asks


def test_a_search_asks_the_database_a_fixed_number_of_times(postgres, count_queries):
    def few():
        postgres.search(OfferQuery(today=corpus.TODAY, text="maison"))

    with_three = count_queries(few)
    fill(postgres, corpus.documents(30))

    assert count_queries(few) == with_three == 6  # three of them for a savepoint
