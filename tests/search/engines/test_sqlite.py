"""What is SQLite's own: generations of tables, and what they are when something is wrong."""

from dataclasses import replace

import pytest
from django.db import OperationalError, connection

from core.values.geo import Point
from hosting.offers.choices.lists import Facet
from search.engines.sqlite import SqliteEngine, tables
from search.query.contract import Batch
from search.query.errors import IndexUnfitError, InvalidPageCursorError, SearchDownError
from search.query.offer_query import Near, OfferQuery
from tests.search import corpus
from tests.search.engines.conftest import fill

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
EVERYTHING = OfferQuery(today=corpus.TODAY)
NEAR = Near("Loches", corpus.LOCHES, 20)


@pytest.fixture
def sqlite():
    """Three offers in an index of its own."""
    engine = SqliteEngine()
    engine.build().finish()
    fill(engine, corpus.documents(3))
    return engine


def run(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_an_index_of_another_version_answers_nothing(sqlite):
    run("UPDATE search_index SET schema = 0")

    with pytest.raises(IndexUnfitError):
        sqlite.search(EVERYTHING)
    health = sqlite.health()
    assert (health.answers, health.is_outdated) == (False, True)


def test_a_database_without_an_index_answers_nothing(sqlite):
    run("DROP TABLE search_index")

    with pytest.raises(IndexUnfitError):
        sqlite.search(EVERYTHING)
    with pytest.raises(IndexUnfitError):
        sqlite.write(None)
    assert sqlite.health().is_outdated is False


def test_a_rebuild_mends_an_index_that_lost_a_table(sqlite):
    (generation, _schema), *_others = tables.generations(tables.LIVE)
    run(f"DROP TABLE search_{generation}_combo")
    with pytest.raises(IndexUnfitError):
        sqlite.search(corpus_choice())

    sqlite.build().finish()

    assert sqlite.search(corpus_choice()).total == 0


def test_a_look_goes_on_in_the_index_that_replaced_its_own(sqlite):
    with sqlite.session() as session:
        before = session.count([EVERYTHING, replace(EVERYTHING, text="moulin", adults=1)])
        sqlite.build().finish()
        after = session.count([EVERYTHING, replace(EVERYTHING, text="moulin", adults=1)])

    assert (before[0], after) == (3, [0, 0])


def test_a_half_built_index_answers_nothing_and_goes(sqlite):
    half = sqlite.build()
    fill(half, corpus.documents(2))

    whole = sqlite.build()

    assert sqlite.count([EVERYTHING]) == [3]
    assert [generation for generation, _schema in tables.generations(tables.BUILDING)] == [
        whole.generation
    ]


def test_finish_leaves_no_table_of_the_index_before(sqlite):
    building = sqlite.build()

    building.finish()

    names = tables.rows(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name GLOB 'search_[0-9]*'"
    )
    assert {name.split("_")[1] for (name,) in names} == {str(building.generation)}


@pytest.mark.parametrize("after", [(), (1,), ("a", "b", "c"), (1, 2, 3, 4, 5, 6)])
def test_a_page_of_another_question_is_refused(sqlite, after):
    with pytest.raises(InvalidPageCursorError):
        sqlite.search(OfferQuery(today=corpus.TODAY, after=after))


def test_a_database_that_is_busy_is_search_that_is_down(sqlite, monkeypatch):
    def locked(*words):
        raise OperationalError("database is locked")

    monkeypatch.setattr("search.engines.sqlite.session.live_generation", locked)

    with pytest.raises(SearchDownError):
        sqlite.search(EVERYTHING)


def test_combinations_are_counted_as_offers_come_and_go(sqlite):
    before = sqlite.search(EVERYTHING).facets
    changed = corpus.document(corpus.Random(8), 2)
    fill(sqlite, [changed, corpus.document(corpus.Random(9), 4)], version=2)
    fill(sqlite, [corpus.documents(3)[1]], version=3)

    sqlite.write(Batch(4, gone=(4,)))

    assert sqlite.search(EVERYTHING).facets == before


def test_a_corrected_word_is_told_even_where_the_choice_leaves_nobody(sqlite):
    wanted = replace(corpus.documents(1)[0], pk=9, title="Lavender")
    fill(sqlite, [wanted], version=2)
    elsewhere = {Facet.COMMUNITY: frozenset({"nowhere"})}

    found = sqlite.search(replace(EVERYTHING, text="lavendar", chosen=elsewhere))

    assert (found.total, found.corrected) == (0, "lavender")


def test_a_word_of_every_offer_in_several_forms_is_compared(sqlite):
    """Each form is counted, so that the word counts more often than there are offers."""
    everywhere = {"labels": "walking", "point": corpus.LOCHES}
    fill(sqlite, [replace(one, **everywhere) for one in corpus.documents(3)], version=2)

    found = sqlite.search(replace(EVERYTHING, text="walking", near=(NEAR,)))

    assert found.total == 3


def test_a_facet_counts_without_its_own_choice_only(sqlite):
    """Alone from what was counted beforehand, with people beside it from the offers."""
    for asked in (EVERYTHING, replace(EVERYTHING, adults=1)):
        freely = sqlite.search(asked).facets
        kind, *_others = freely[Facet.KIND]

        found = sqlite.search(replace(asked, chosen={Facet.KIND: frozenset({kind})}))

        assert found.facets[Facet.KIND] == freely[Facet.KIND]
        assert found.total == freely[Facet.KIND][kind]


def corpus_choice():
    return OfferQuery(today=corpus.TODAY, chosen={Facet.KIND: frozenset({"stay"})})


@pytest.mark.parametrize(
    "wish", [{"text": "moulin"}, {"near": (NEAR,)}, {"text": "moulin", "near": (NEAR,)}]
)
def test_what_is_chosen_elsewhere_costs_nobody_who_looks_for_little(sqlite, wish):
    """Steps of its machine, not time: an index far larger takes hardly more of them."""
    few = replace(EVERYTHING, chosen={Facet.NEED: frozenset({"pets", "kitchen"})}, **wish)
    sqlite.write(Batch(version=2, documents=tuple(mills_of_loches())))
    sqlite.search(few)  # statements are read once
    before = steps_of(lambda: sqlite.search(few))

    sqlite.write(Batch(version=3, documents=tuple(houses_far_away())))

    assert sqlite.search(few).total == 5
    assert steps_of(lambda: sqlite.search(few)) < 2 * before


def mills_of_loches():
    random = corpus.Random(5)
    needs = {Facet.NEED: frozenset({"pets", "kitchen"})}
    for pk in range(11, 16):
        yield corpus.document(random, pk, title="Moulin", point=corpus.LOCHES, tags=needs)


def houses_far_away():
    """Each with a combination of needs that nobody else has."""
    random = corpus.Random(6)
    for pk in range(1_000, 3_000):
        needs = {Facet.NEED: frozenset({"pets", "kitchen", f"need{pk}"})}
        yield corpus.document(
            random, pk, title="", words="", labels="", point=Point(51.2, 4.4), tags=needs
        )


def steps_of(ask):
    """Hundreds of instructions of SQLite's virtual machine."""
    steps = 0

    def count():
        nonlocal steps
        steps += 1

    connection.connection.set_progress_handler(count, 100)
    try:
        ask()
    finally:
        connection.connection.set_progress_handler(None, 0)
    return steps
