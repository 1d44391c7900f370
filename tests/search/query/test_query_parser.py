"""What is certain in a text, what stays a word, and that no word is lost."""

import re

import pytest

from hosting.offers.choices.lists import Facet
from search.query.offer_query import OfferQuery
from search.query.query_parser import PartKind, parse_query
from search.query.words import folded
from tests.factories.geography import LocalityFactory
from tests.search import corpus

KIND, NEED, MODE, MEANS = Facet.KIND, Facet.NEED, Facet.MODE, Facet.MEANS

PARSED = (  # text, place, adults and children, chosen, what is searched
    (
        "gîte 15 personnes avec piscine près de Loches",
        "Loches",
        (15, 0),
        {KIND: {"stay"}},
        "gîte avec piscine",
    ),
    ("hébergement à Tours", "Tours", None, {KIND: {"stay"}}, ""),
    ("Vienna. No stairs. Balcony.", "Vienna", None, {NEED: {"step-free"}}, "Balcony"),
    (
        "visite guidée en fauteuil roulant",
        None,
        None,
        {KIND: {"activity"}, NEED: {"step-free"}},
        "visite guidée",
    ),
    ("2 adultes et 1 enfant", None, (2, 1), {}, "et"),
    ("for a family of four in Bologna", "Bologna", (2, 2), {}, "for a"),
    ("Une semaine en famille avec deux enfants", None, (2, 2), {}, "en famille avec"),
    ("chambre pour deux", None, (2, 0), {KIND: {"stay"}}, "chambre"),
    ("for two nights", None, None, {}, ""),
    ("chambre pour 3 nuits", None, None, {KIND: {"stay"}}, "chambre"),
    ("a bed for two adults next Saturday for two nights", None, (2, 0), {KIND: {"stay"}}, ""),
    ("un lit à Loches samedi prochain", "Loches", None, {KIND: {"stay"}}, ""),
    ("bed linen", None, None, {}, "bed linen"),
    ("a saturday market", None, None, {}, "a saturday market"),
    ("en mai", None, None, {}, ""),
    ("hébergement couple", None, (2, 0), {KIND: {"stay"}}, ""),
    ("group of 22 pupils", None, (22, 0), {}, "pupils"),
    ("solo traveller", None, (1, 0), {}, "traveller"),
    ("dog friendly apartment", None, None, {KIND: {"stay"}, NEED: {"pets"}}, "apartment"),
    ("guide dog", None, None, {NEED: {"assistance-dog"}}, ""),
    ("promenade en traîneau à chiens", None, None, {}, "promenade en traîneau à chiens"),
    ("concert gratuit", None, None, {KIND: {"activity"}, MODE: {"free", "gift"}}, "concert"),
    ("parking gratuit", None, None, {}, "parking gratuit"),
    ("free parking", None, None, {}, "free parking"),
    (
        "camping qui accepte les chèques-vacances",
        None,
        None,
        {KIND: {"stay"}, MEANS: {"ancv"}},
        "camping qui",
    ),
    ("miel", None, None, {KIND: {"product"}}, "miel"),
    ("cours de cuisine", None, None, {KIND: {"activity"}}, "cours de cuisine"),
    ("maison avec cuisine équipée", None, None, {NEED: {"kitchen"}}, "maison"),
    ("gîte et atelier de poterie", None, None, {}, "gîte et atelier de poterie"),  # which kind?
    ("wine tours", None, None, {}, "wine tours"),  # not the town
    ("Nice view", None, None, {}, "view"),
    ("vue sur loches", None, None, {}, "vue sur loches"),  # a bare name is written as one
    ("Loches", "Loches", None, {}, ""),
    ("La grande table de Salomé", None, None, {}, "La grande table de Salomé"),  # a town, or she
    ("chez Salomé", None, None, {}, "chez Salomé"),
    ("une table à Salomé", "Salomé", None, {}, "une table"),
    ("une table, Salomé", "Salomé", None, {}, "une table"),
    ("the sights of Bologna", "Bologna", None, {}, "the sights of"),
    ("à Montrésor", "Montrésor", None, {}, ""),  # few know it: only after a word that leads to it
    ("Montrésor", None, None, {}, "Montrésor"),
    ("à Saint-Aignan", None, None, {}, "à Saint Aignan"),  # there are two
    ("gîte en Loches-et-Tours", None, None, {KIND: {"stay"}}, "gîte en Loches et Tours"),
    ("a split level", None, None, {}, "a split level"),  # Split is a city, but not here
    ("I want a place", None, None, {}, "a place"),  # nor is Placé meant
    ("cheap room", None, None, {KIND: {"stay"}}, "room"),
    ("tea room", None, None, {}, "tea room"),
    ("location de vélos", None, None, {}, "location de vélos"),
    ("", None, None, {}, ""),
    ("?!…", None, None, {}, ""),
)


@pytest.fixture
def places(db):
    """Some that many know, one that few know, two of one name."""
    for name, population in (
        *(("Loches", 6_300), ("Tours", 137_000), ("Bologna", 390_000), ("Vienna", 1_900_000)),
        *(
            ("Split", 160_000),
            ("Placé", 330),
            ("Nice", 340_000),
            ("Montrésor", 330),
            ("Salomé", 3_182),
            ("Saint-Aignan", 3_000),
            ("Saint-Aignan", 900),
        ),
    ):
        LocalityFactory(name=name, population=population)


@pytest.mark.parametrize(
    ("text", "place", "people", "chosen", "rest"),
    PARSED,
    ids=[
        "gite-15-personnes-avec-piscine",
        "hebergement-a-tours",
        "vienna-no-stairs-balcony",
        "visite-guidee-en-fauteuil",
        "2-adultes-et-1-enfant",
        "for-a-family-of-four",
        "une-semaine-en-famille-avec",
        "chambre-pour-deux",
        "for-two-nights",
        "chambre-pour-3-nuits",
        "a-bed-for-two-adults-next",
        "un-lit-a-loches-samedi",
        "bed-linen",
        "a-saturday-market",
        "en-mai",
        "hebergement-couple",
        "group-of-22-pupils",
        "solo-traveller",
        "dog-friendly-apartment",
        "guide-dog",
        "promenade-en-traineau-a-chiens",
        "concert-gratuit",
        "parking-gratuit",
        "free-parking",
        "camping-qui-accepte-les",
        "miel",
        "cours-de-cuisine",
        "maison-avec-cuisine-equipee",
        "gite-et-atelier-de-poterie",
        "wine-tours",
        "nice-view",
        "vue-sur-loches",
        "loches",
        "la-grande-table-de-salome",
        "chez-salome",
        "une-table-a-salome",
        "une-table-salome",
        "the-sights-of-bologna",
        "a-montresor",
        "montresor",
        "a-saint-aignan",
        "gite-en-loches-et-tours",
        "a-split-level",
        "i-want-a-place",
        "cheap-room",
        "tea-room",
        "location-de-velos",
        "empty",
        "signs",
    ],
)
def test_understand_takes_what_is_certain(places, text, place, people, chosen, rest):
    understood = parse_query(text)

    coming = None if understood.adults is None else (understood.adults, understood.children)
    assert [near.name for near in understood.near] == ([place] if place else [])
    assert coming == people
    assert {facet: set(values) for facet, values in understood.chosen.items()} == chosen
    assert understood.text == rest


@pytest.mark.parametrize("text", [one[0] for one in PARSED], ids=lambda text: ascii(text)[1:31])
def test_understand_loses_no_word(places, text):
    understood = parse_query(text)

    all_words = " ".join([understood.text, *(taken.text for taken in understood.taken)])
    assert set(words(text)) <= set(words(all_words))


def test_understand_tells_what_it_took(places):
    taken = parse_query("cheap gîte près de Loches, 4 people, no stairs").taken

    assert [(one.text, one.what, one.value) for one in taken] == [
        ("près de Loches", PartKind.PLACE, "Loches"),
        ("4 people", PartKind.PEOPLE, "4"),
        ("no stairs", NEED, "step-free"),
        ("cheap", PartKind.ASIDE, ""),
        ("gîte", KIND, "stay"),
    ]


@pytest.mark.parametrize(
    ("left", "rest"),
    [
        pytest.param("Loches", "gîte près de Loches", id="loches"),
        pytest.param("sans marche", "gîte sans marche", id="sans-marche"),
        pytest.param(PartKind.PEOPLE, "gîte 4 personnes", id="people"),
        pytest.param("something else", "gîte", id="something-else"),
    ],
)
def test_understand_leaves_alone_what_somebody_undid(places, left, rest):
    assert parse_query("gîte 4 personnes sans marche près de Loches", left=[left]).text == rest


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        pytest.param("Cabane avec hamac", "cabane avec hamac", id="cabane-avec-hamac"),
        ("Hamac", "hamac"),
        pytest.param("Montrésor et châteaux", "Montrésor et châteaux", id="montresor-et-chateaux"),
        ("La cabane", "La cabane"),
        pytest.param("Cabane Amadour", "cabane Amadour", id="cabane-amadour"),
        ("iPhone", "iPhone"),
    ],
)
def test_understand_takes_no_first_word_for_a_name(places, text, rest):
    assert parse_query(text).text == rest


def test_near_is_wider_than_in(places):
    (near,), (inside,) = parse_query("near Loches").near, parse_query("in Loches").near
    assert near.km > inside.km


def test_put_to_lets_the_form_have_the_last_word(places):
    form = OfferQuery(
        today=corpus.TODAY,
        text="gîte gratuit pour deux",
        adults=5,
        chosen={MODE: frozenset({"paid"})},
    )

    asked = parse_query(form.text).put_to(form)

    assert (asked.text, asked.adults, asked.of(MODE)) == ("gîte", 5, {"paid"})
    assert asked.of(KIND) == {"stay"}


@pytest.mark.parametrize(
    "text",
    [
        "\x00",
        "a" * 10_000,
        "🏡 gîte",
        pytest.param("بيت على النهر", id="arabic"),
        "\u202egîte",
        "\ud800",
        "' OR 1=1",
    ],
)
def test_understand_takes_anything(places, text):
    assert len(parse_query(text).text) <= 200


def words(text):
    return [folded(word) for word in re.findall(r"[^\W_]+", text)]
