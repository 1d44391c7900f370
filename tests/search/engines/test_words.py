"""The agreed relevance: what a text has to find, whichever engine is asked."""

from dataclasses import replace

import pytest

from core.values.geo import Point
from hosting.offers.choices.lists import Facet, OfferKind
from search.query.offer_query import OfferQuery
from tests.search import corpus

TEXTS = (  # key, language, title, words, labels, around
    (
        1,
        "fr",
        "Cabane au bord de l’Indre",
        "Sous les châtaigniers, un vieux four à pain.",
        "",
        "Loches",
    ),
    (
        2,
        "fr",
        "Chambre calme",
        "On y vient pour l’atelier de poterie et les châtaignes.",
        "",
        "Loches",
    ),
    (
        3,
        "en",
        "Cabin beside the river",
        "Two bicycles wait for you under the chestnut tree.",
        "",
        "Tours",
    ),
    (4, "fr", "Balade à vélo", "La cabane est à deux pas.", "vélo cycling", "Montrésor"),
    (5, "en", "Bread from the old oven", "Knead, bake and eat together.", "pain bread", "Bologna"),
    (6, "fr", "Le marché de Loches", "Légumes, fromages et œufs du pays.", "", "Loches"),
    (
        7,
        "en",
        "Walking with donkeys",
        "Children walk beside them, nobody rides.",
        "randonnée walking",
        "Tours",
    ),
)

FOUND = (  # text, language of the reader, keys that have to be found
    ("cabanes", "fr", {1, 4}),  # a plural
    ("CABANE", "fr", {1, 4}),
    ("chataignes", "fr", {2}),  # without its accent; a chestnut tree is another word
    ("l'atelier", "fr", {2}),  # elided, with the plain apostrophe
    pytest.param("l’atelier de poterie", "fr", {2}, id="l-atelier-de-poterie"),
    ("oeufs", "fr", {6}),
    ("velo", "fr", {4}),
    ("bicycle", "en", {3}),
    ("cabins", "en", {3}),
    ("walks", "en", {7}),
    ("the river", "en", {3}),
    ("bread", "fr", {5}),  # an English offer answers a French reader who types English
    ("cabane loches", "fr", {1}),  # each word in some field
    ("marché", "en", {6}),
)


@pytest.fixture
def search_engine(holding):
    """The texts above, indexed."""
    random = corpus.Random(5)
    return holding(
        tuple(
            corpus.document(
                random,
                pk,
                kind=OfferKind.TIP,
                language=language,
                title=title,
                words=words,
                labels=labels,
                around=around,
                point=Point(47.0, 1.0),
                tags={Facet.KIND: frozenset({"tip"})},
            )
            for pk, language, title, words, labels, around in TEXTS
        )
    )


@pytest.mark.parametrize(("text", "language", "keys"), FOUND)
def test_search_finds_words_in_any_form(search_engine, text, language, keys):
    hits = search_engine.search(ask(text, language=language))

    assert {hit.pk for hit in hits.hits} == keys
    assert hits.total == len(keys)
    assert hits.corrected == ""


def test_search_puts_the_title_before_the_words(search_engine):
    hits = search_engine.search(ask("cabane")).hits

    assert [hit.pk for hit in hits] == [1, 4]
    assert hits[0].reasons.words > hits[1].reasons.words > 0


def test_search_answers_with_most_words_where_nobody_has_all(search_engine):
    hits = search_engine.search(ask("cabane au bord de l’Indre avec hamac"))

    assert hits.hits[0].pk == 1


@pytest.mark.parametrize(
    ("typed", "meant", "keys"),
    [("cabone", "cabane", {1, 4}), ("bycicle", "bicycle", {3}), ("atelior", "atelier", {2})],
)
def test_search_forgives_typing(search_engine, typed, meant, keys):
    hits = search_engine.search(ask(typed))

    assert {hit.pk for hit in hits.hits} == keys
    assert hits.corrected.startswith(meant[:6])


@pytest.mark.parametrize(("typed", "keys"), [("cabanne", {1, 4}), ("attelier", {2})])
def test_search_forgives_double_letters(search_engine, typed, keys):
    hits = search_engine.search(ask(typed))  # some stemmers do, before anything has to be corrected

    assert {hit.pk for hit in hits.hits} == keys


def test_search_says_when_nothing_is_alike(search_engine):
    hits = search_engine.search(ask("xylophone"))

    assert (hits.hits, hits.total, hits.corrected) == ((), 0, "")


@pytest.mark.parametrize("text", ["le", "the", "avec", "   ", "?!", "…", "«»"])
def test_search_asks_nothing_of_an_empty_text(search_engine, text):
    assert search_engine.search(ask(text)).total == len(TEXTS)


@pytest.mark.parametrize(
    "text",
    [
        *(
            '"',
            "'",
            "'; DROP TABLE hosting_offer; --",
            "cabane AND",
            "title:cabane",
            "cab*",
            "(((",
            "NEAR(a b)",
        ),
        *(
            "cabane -vélo",
            "^4",
            "a:*",
            "!cabane",
            "<->",
            "\\",
            "%",
            "_",
            "{}[]",
            "cabane~2",
            "/.*/",
            "🏡",
        ),
        *(
            "\x00",
            "cabane\x00vélo",
            "بيت على النهر",
            "\u202ecabane",
            "\ud800",
            "e\u0301" * 50,
            "a" * 200,
        ),
    ],
    ids=lambda text: ascii(text)[1:18],
)
def test_search_takes_any_text_for_words(search_engine, text):
    hits = search_engine.search(ask(text))

    assert 0 <= hits.total <= len(TEXTS)


def test_search_pages_through_a_text_once(filled):
    query = OfferQuery(today=corpus.TODAY, text="maison rivière", size=500)
    whole = filled.search(query).hits
    pages, after = [], None
    while page := filled.search(replace(query, size=7, after=after)).hits:
        pages += page
        after = page[-1].position

    assert len(whole) > 20
    assert [hit.pk for hit in pages] == [hit.pk for hit in whole]


def ask(text, *, language="fr"):
    return OfferQuery(today=corpus.TODAY, text=text, language=language, size=100)


@pytest.mark.parametrize(
    "text",
    ["Cabone", "cabane de Luches", "Atelior"],
)
def test_search_never_corrects_a_name(search_engine, text):
    hits = search_engine.search(ask(text))

    assert (hits.hits, hits.total, hits.corrected) == ((), 0, "")


@pytest.mark.parametrize("text", ["marcher", "rivers", "velours"])
def test_search_never_corrects_a_common_word(search_engine, text):
    """Whatever stems alike is found; but "marcher" is no mistyped "marché"."""
    assert search_engine.search(ask(text)).corrected == ""


def test_search_never_leaves_a_name_out(search_engine):
    hits = search_engine.search(ask("cabane avec hamac et sauna au bord de l’Indre"))
    others = search_engine.search(ask("cabane avec hamac et sauna au bord de la Vienne"))

    assert [hit.pk for hit in hits.hits] == [1]
    assert others.total == 0


def test_search_takes_a_text_in_capitals_as_any_other(search_engine):
    assert search_engine.search(ask("CABONE")).corrected.startswith("cabane")
