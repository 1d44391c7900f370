"""Ring after ring: what says all, what says less, what fits without a word."""

from dataclasses import replace

import pytest

from hosting.offers.choices.lists import Facet
from search.query.offer_query import OfferQuery
from search.results.selectors.result_rings import rings
from tests.search import corpus
from tests.search.engines.conftest import embedded, fill

STAY = {Facet.KIND: frozenset({"stay"})}
TITLES = {1: "Moulin au bord", 2: "Moulin, piscine", 3: "Cabane", 4: "Piscine, cabane"}


@pytest.fixture
def search_engine(db):
    engine = embedded()
    engine.build().finish()
    random = corpus.Random(3)
    fill(
        engine,
        [
            corpus.document(random, pk, title=title, words="", labels="", around="", tags=STAY)
            for pk, title in TITLES.items()
        ],
    )
    return engine


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("moulin piscine", [("moulin piscine", {2}), ("moulin", {1, 2}), ("piscine", {2, 4})]),
        ("moulin hamac", [("moulin hamac", {1, 2}), ("moulin", {1, 2})]),
        ("hamac", []),
        ("cabane", [("cabane", {3, 4})]),
        ("", []),
    ],
)
def test_rings_tell_who_says_less_and_less(search_engine, text, found):
    query = OfferQuery(today=corpus.TODAY, text=text, chosen=STAY)

    answered = [
        (ring.query.text, {hit.pk for hit in ring.hits.hits})
        for ring in rings(search_engine, query)
    ]

    assert answered == [*found, ("", {1, 2, 3, 4})]


def test_rings_are_none_where_nothing_fits_but_for_the_words(search_engine):
    nowhere = OfferQuery(
        today=corpus.TODAY, text="moulin", chosen={Facet.KIND: frozenset({"product"})}
    )

    assert list(rings(search_engine, nowhere)) == []
    assert list(rings(search_engine, replace(nowhere, text=""))) == []
