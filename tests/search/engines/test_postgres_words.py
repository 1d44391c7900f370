"""How PostgreSQL's index counts and weighs words, and what its rows hold."""

from datetime import timedelta

import pytest

from core.values.geo import Point
from search.engines.postgres import PostgresEngine, tables
from search.engines.postgres.facet_columns import (
    COLUMNS,
    DRAWERS,
    facet_column,
    facet_column_values,
)
from search.engines.postgres.vocabulary import EVERY
from search.engines.postgres.writing import interleaved, uninterleaved
from search.index.documents import DRAWS
from search.query.offer_query import Near, OfferQuery
from tests.search import corpus
from tests.search.engines.conftest import fill, take_away

pytestmark = pytest.mark.django_db


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


def counts(name, key, value):
    """What a table of words counts, without what counts nothing."""
    found = tables.rows(f"SELECT {key}, {value} FROM {live_table(name)}")  # noqa: S608  our names
    return {word: count for word, count in found if count}


def test_search_answers_with_the_most_words_that_anybody_near_has(engine_with):
    engine = engine_with("moulin jardin rivière", "moulin jardin", "moulin")
    far = Near("", Point(0.0, 0.0), 1)

    def found(text, near=()):
        hits = engine.search(OfferQuery(today=corpus.TODAY, text=text, near=near))
        return {hit.pk for hit in hits.hits}

    assert found("moulin jardin rivière") == {1}
    assert found("moulin jardin rivière four") == {1}
    assert found("moulin jardin four rivière", near=(far,)) == set()
    take_away(engine, 1)
    assert found("moulin jardin rivière") == {2}


def test_search_weighs_a_word_the_more_the_fewer_have_it(engine_with):
    engine = engine_with("moulin jardin", "moulin", *["jardin"] * 6)

    hits = engine.search(OfferQuery(today=corpus.TODAY, text="moulin jardin four"))
    rare, common = (
        engine.search(OfferQuery(today=corpus.TODAY, text=text)).hits[0].reasons.words
        for text in ("moulin", "jardin")
    )

    assert hits.hits[0].pk == 1
    assert rare > common


def test_counts_of_words_follow_the_offers(postgres):
    before = counts("term", "term", "offers")
    changed = corpus.document(corpus.Random(8), 2)

    fill(postgres, [changed, corpus.document(corpus.Random(9), 4)], version=2)
    assert counts("term", "term", "offers")[EVERY] == 4
    fill(postgres, [corpus.documents(3)[1]], version=3)
    take_away(postgres, 4, version=4)

    assert counts("term", "term", "offers") == before


def test_a_rebuild_counts_words_like_single_writes(postgres):
    before = counts("term", "term", "offers"), counts("word", "word", "offers")

    building = postgres.build()
    fill(building, corpus.documents(3))
    fill(building, corpus.documents(3))
    building.finish()

    assert (counts("term", "term", "offers"), counts("word", "word", "offers")) == before


def test_a_word_that_means_something_to_the_database_is_a_word(engine_with):
    engine = engine_with("null", "and or not", "null null")

    assert engine.count([OfferQuery(today=corpus.TODAY, text="null")]) == [2]


@pytest.fixture
def engine_with(postgres):
    """An index of offers in French that say only this."""

    def make(*titles):
        postgres.build().finish()
        random = corpus.Random(4)
        nothing = {"language": "fr", "words": "", "labels": "", "around": ""}
        fill(
            postgres,
            [
                corpus.document(random, pk, title=title, **nothing)
                for pk, title in enumerate(titles, start=1)
            ],
        )
        return postgres

    return make


def test_each_value_lies_in_one_drawer():
    document = corpus.documents(1)[0]

    drawers = facet_column_values(document.tags)

    assert len(drawers) == len(COLUMNS) == len(DRAWERS)
    tags = [(facet, tag) for facet, tags in document.tags.items() for tag in tags]
    lying = sorted(tag for drawer in drawers for tag in drawer)
    assert lying == sorted((facet.value, tag) for facet, tag in tags)
    assert all((facet.value, tag) in drawers[facet_column(facet, tag)] for facet, tag in tags)


@pytest.mark.parametrize(("x", "y"), [(0, 0), (1, 0), (0, 1), (16_383, 16_383), (8_211, 5_750)])
def test_a_tile_is_one_number_that_halves_with_each_zoom(x, y):
    tile = interleaved(x, y)

    assert uninterleaved(tile) == (x, y)
    assert uninterleaved(tile >> 2) == (x >> 1, y >> 1)


def test_draws_of_32_bits_keep_their_order(postgres):
    draws = {document.pk: document.draws for document in corpus.documents(3)}
    for day in range(DRAWS):
        query = OfferQuery(today=corpus.TODAY + timedelta(days=day))

        draws_found = {hit.pk: hit.reasons.draw for hit in postgres.search(query).hits}

        assert draws_found == {pk: tickets[query.draw] for pk, tickets in draws.items()}
