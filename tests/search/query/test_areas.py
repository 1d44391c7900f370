"""Departments, regions, countries and rivers in what people type."""

import csv
import gzip

import pytest

from commons.geography.gazetteer import words_of
from commons.geography.management.commands.load_geography import LIST
from hosting.offers.choices.lists import Facet
from search.query.query_parser import PartKind, parse_query
from tests.factories.geography import LocalityFactory

pytestmark = pytest.mark.django_db

AREA, RIVER = Facet.AREA, Facet.RIVER
HEARD = (  # text, what of it is chosen besides the kind, what is searched
    pytest.param("gîte en Vendée", {AREA: {"fr-85"}}, "gîte", id="gite-en-vendee"),
    ("vendée", {AREA: {"fr-85"}}, ""),
    ("dans le Cher", {AREA: {"fr-18"}}, ""),
    ("dans le cher", {AREA: {"fr-18"}}, ""),
    pytest.param(
        "maison dans les Landes", {AREA: {"fr-40"}}, "maison", id="maison-dans-les-landes"
    ),
    ("en Bretagne", {AREA: {"fr-bretagne"}}, ""),
    pytest.param(
        "a cottage in Brittany", {AREA: {"fr-bretagne"}}, "a cottage", id="a-cottage-in-brittany"
    ),
    pytest.param(
        "Vendée ou Bretagne", {AREA: {"fr-85", "fr-bretagne"}}, "ou", id="vendee-ou-bretagne"
    ),
    ("à La Réunion", {AREA: {"fr-974", "fr-la-reunion"}}, ""),
    ("house in Italy", {AREA: {"it"}}, "house"),
    pytest.param("maison en Italie", {AREA: {"it"}}, "maison", id="maison-en-italie"),
    pytest.param(
        "dans le département de l’Indre-et-Loire",
        {AREA: {"fr-37"}},
        "",
        id="dans-le-departement-de-l-indre",
    ),
    ("en Touraine", {AREA: {"fr-37"}}, ""),
    ("au bord de la Loire", {RIVER: {"loire"}}, ""),
    ("le long du Cher", {RIVER: {"cher"}}, ""),
    pytest.param(
        "kayak on the Loire river", {RIVER: {"loire"}}, "kayak", id="kayak-on-the-loire-river"
    ),
    ("the Rhine valley", {RIVER: {"rhin"}}, "the"),
    pytest.param(
        "en Touraine au bord du Cher",
        {AREA: {"fr-37"}, RIVER: {"cher"}},
        "",
        id="en-touraine-au-bord-du-cher",
    ),
    pytest.param("dans le nord", {}, "dans le nord", id="dans-le-nord"),
    pytest.param("châteaux de la Loire", {}, "châteaux de la Loire", id="chateaux-de-la-loire"),
    ("Cher", {}, "Cher"),
    pytest.param("un lot de six bols", {}, "un lot de six bols", id="un-lot-de-six-bols"),
    pytest.param("place d’Italie", {}, "place d Italie", id="place-d-italie"),
    pytest.param("rue de Bretagne", {}, "rue de Bretagne", id="rue-de-bretagne"),
    pytest.param("à une heure de Paris", {}, "à une heure de Paris", id="a-une-heure-de-paris"),
    pytest.param("près de Saint-Martin", {}, "près de Saint Martin", id="pres-de-saint-martin"),
    pytest.param("près de Boulogne", {}, "près de Boulogne", id="pres-de-boulogne"),
    pytest.param("près de la Boulogne", {RIVER: {"boulogne"}}, "", id="pres-de-la-boulogne"),
    pytest.param(
        "a house near the main square",
        {},
        "a house near the main square",
        id="a-house-near-the-main-square",
    ),
    pytest.param(
        "a house near the Isle of Wight",
        {},
        "a house near the Isle of Wight",
        id="a-house-near-the-isle-of-wight",
    ),
    pytest.param(
        "a house near the Loire", {RIVER: {"loire"}}, "a house", id="a-house-near-the-loire"
    ),
    pytest.param(
        "une coupe de champagne", {}, "une coupe de champagne", id="une-coupe-de-champagne"
    ),
    ("en Champagne", {AREA: {"fr-08", "fr-10", "fr-51", "fr-52"}}, ""),
)
PHRASES = (
    *("en {}", "dans le {}", "dans la {}", "dans les {}", "dans l’{}", "in {}", "in the {}"),
    *("gîte dans le département de la {}", "la région {}"),
)


def names_of_the_list():
    """Every department and region of the data, and its codes."""
    names = {}
    with gzip.open(LIST, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["department"]:
                code = f"fr-{row['department_code'].lower()}"
                names.setdefault(row["department"], set()).add(code)
            if row["region"]:
                code = f"fr-{'-'.join(words_of(row['region']))}"
                names.setdefault(row["region"], set()).add(code)
    return names


@pytest.mark.parametrize(("text", "chosen", "rest"), HEARD)
def test_understand_hears_areas_and_rivers(text, chosen, rest):
    understood = parse_query(text)

    areas = {facet: set(codes) for facet, codes in understood.chosen.items() if facet != Facet.KIND}
    assert (areas, understood.text) == (chosen, rest)


def test_understand_hears_every_department_and_region():
    names = names_of_the_list()

    unheard = [
        phrase.format(name)
        for name, codes in names.items()
        for phrase in PHRASES
        if parse_query(phrase.format(name)).chosen.get(AREA) != codes
    ]
    assert (len(names), unheard) == (120, [])


def test_understand_takes_a_town_and_a_river_together():
    LocalityFactory(name="Loches", population=6_300)

    understood = parse_query("près de Loches au bord de l’Indre")

    assert [near.name for near in understood.near] == ["Loches"]
    assert understood.chosen == {RIVER: {"indre"}}


def test_understand_tells_the_words_that_named_an_area():
    (taken,) = parse_query("dans les Landes").taken

    assert (taken.text, taken.what, taken.value) == ("dans les Landes", AREA, "fr-40")


@pytest.mark.parametrize("left", ["Vendée", "en Vendée"])
def test_understand_leaves_an_area_alone_that_somebody_undid(left):
    understood = parse_query("en Vendée", left=[left])

    assert (understood.chosen, understood.text) == ({}, "en Vendée")
    assert PartKind.PLACE not in [one.what for one in understood.taken]
