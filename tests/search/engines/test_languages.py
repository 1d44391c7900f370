"""Offers and stories of each language: a form of a word finds, and no other language answers."""

from dataclasses import replace
from datetime import date

import pytest

from core.values.geo import Point
from hosting.offers.choices.lists import Facet, OfferKind, OfferLanguage
from search.index.documents.stories import StoryDocument
from search.query.offer_query import OfferQuery
from search.query.story_query import StoryBatch, StoryQuery
from search.query.words import STEMMED
from tests.search import corpus

TEXTS = (  # key, language, title, words
    (1, "fr", "Chambre sur jardin", "La garde des enfants est possible, les vélos sont gardés."),
    (2, "en", "Room by the garden", "Two bicycles wait for you."),
    (3, "de", "Zimmer mit Häuschen im Obsthof", "Zwei Fahrräder und ein grüner Garten."),
    (4, "nl", "Kamer in een oud huis", "Er staan twee fietsen en een kachel voor u klaar."),
    (5, "it", "Camera con giardino", "Le biciclette sono nel cortile, dell’acqua fresca c’è."),
    (6, "es", "Habitación con jardín", "Dos bicicletas y una chimenea de leña."),
    (7, "pt", "Quarto com jardim", "Bicicletas para todos."),
)
FOUND = (  # language of what is found, text, key
    ("de", "Fahrrad Garten", 3),  # a singular
    ("de", "grüne gärten", 3),
    ("de", "grune Zimmer", 3),  # without its dots
    ("de", "Zimmer mit einem Garten", 3),  # words that say nothing
    ("nl", "oude kamers", 4),
    ("nl", "een kamer met kachels", 4),
    ("it", "bicicletta cortili", 5),
    ("it", "acqua", 5),  # elided where it stands
    ("it", "l'acqua del cortile", 5),
    ("it", "camere con giardini", 5),
    ("es", "habitaciones jardines", 6),
    ("es", "chimeneas de lena", 6),
    ("es", "una habitación con chimenea", 6),
    ("pt", "quarto jardim", 7),  # as it is written, in a language without a stemmer
)


@pytest.fixture
def search_engine(holding):
    """The texts above, indexed; the English one with a translation."""
    random = corpus.Random(5)
    documents = [
        corpus.document(
            random,
            pk,
            kind=OfferKind.TIP,
            language=language,
            title=title,
            words=words,
            labels="",
            around="Loches",
            point=Point(47.0, 1.0),
            tags={Facet.KIND: frozenset({"tip"})},
        )
        for pk, language, title, words in TEXTS
    ]
    documents[4] = replace(
        documents[4], translations=(("en", "Room with stables"), ("fr", "Chambre et écuries"))
    )
    return holding(tuple(documents))


def keys_of(engine, text):
    hits = engine.search(OfferQuery(today=corpus.TODAY, text=text))
    return {hit.pk for hit in hits.hits}


@pytest.mark.parametrize(("language", "text", "key"), FOUND)
def test_search_finds_forms(search_engine, language, text, key):
    assert keys_of(search_engine, text) == {key}


@pytest.mark.parametrize("text", ["stable", "écurie chambres", "rooms stables"])
def test_search_finds_forms_of_translations(search_engine, text):
    assert keys_of(search_engine, text) == {5}


def test_search_keeps_the_stems_of_languages_apart(search_engine):
    """Cut down as if it were German, `garden` would be the French `garde`."""
    assert keys_of(search_engine, "gardens") == {2}
    assert keys_of(search_engine, "gardes") == {1}


@pytest.mark.parametrize(
    ("typed", "key"), [("Fahrader", 3), ("fietzen", 4), ("cortille", 5), ("chimenja", 6)]
)
def test_search_forgives_typing_in_each_language(search_engine, typed, key):
    assert keys_of(search_engine, typed.lower()) == {key}


@pytest.mark.parametrize("text", ["con", "mit dem", "het en de", "dell’", "para los"])
def test_search_ignores_stop_words(search_engine, text):
    assert keys_of(search_engine, text) == {pk for pk, *_text in TEXTS}


@pytest.mark.parametrize("text", ["van", "hay", "door", "die", "mas"])
def test_search_keeps_words_of_french_or_english(search_engine, text):
    assert keys_of(search_engine, text) == set()


@pytest.mark.parametrize(
    ("text", "key"),
    [("strade bianche", 1), ("obstgärten", 2), ("caminos", 3), ("kerken", 4)],
)
def test_stories_are_found_by_another_form(search_engine, text, key):
    told = (
        ("it", "La strada bianca", "Un giorno."),
        ("de", "Der Obstgarten", "Ein Tag."),
        ("es", "El camino", "Un día."),
        ("nl", "De weg", "Een kerk."),
    )
    documents = tuple(
        StoryDocument(pk, language, title, words, "", "", (), "cc-by", date(2026, 5, 1))
        for pk, (language, title, words) in enumerate(told, start=1)
    )
    search_engine.stories.write(StoryBatch(1, documents))

    assert search_engine.stories.find(StoryQuery(text=text)) == [key]


def test_every_language_of_offers_has_a_stemmer():
    assert set(STEMMED) == set(OfferLanguage.values)
