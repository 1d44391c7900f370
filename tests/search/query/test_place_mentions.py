"""Which words are towns: evidence for and against, and where offers lie."""

import pytest

from core.values.geo import Point
from search.query.place_mentions import has_offers_around
from search.query.query_parser import parse_query
from tests.factories.geography import LocalityFactory
from tests.factories.hosting import StayFactory

HOUSE = Point(47.3, 0.9)  # Touraine
FAR = {"latitude": 41.6, "longitude": 19.7}
TOWNS = (  # name, other names, people, and whether it lies around the house
    ("Laç", "Lac", 17_086, False),
    ("Chieri", "Cher", 32_868, False),
    ("Marche-en-Famenne", "Marche|Marché", 16_856, False),
    ("Ózd", "Center", 35_000, False),
    ("Jardin", "", 2_178, False),
    ("Metz", "", 116_000, False),
    ("Marsala", "", 82_000, False),
    ("Lucca", "Luca", 89_000, False),
    ("Genova", "Gênes|Genoa", 580_000, False),
    ("York", "", 152_000, False),
    ("Le Mans", "", 143_000, False),
    ("Saint-Paul", "", 104_000, False),
    ("Fourques", "", 2_800, False),
    ("Tours", "", 137_000, True),
    ("Loches", "", 6_300, True),
    ("Amboise", "", 12_800, True),
    ("Blois", "", 46_000, True),
    ("Chinon", "", 8_500, True),
    ("Montrésor", "", 330, True),
    ("Bologna", "", 390_000, False),
    ("Nice", "", 340_000, False),
)
NO_TOWN = (
    "gîte près du lac",
    "maison dans le Cher",
    "chambre près du marché",
    pytest.param("une chambre près du Marché", id="une-chambre-pres-du-marche"),
    "flat in the city center",
    "Flat near Center",
    "Studio avec Jardin",
    "maison à Jardin",
    "appartement rue de Metz",
    "savon de Metz",
    "Rue Metz, studio",
    "New York style loft",
    "Via Marsala apartment",
    "Porta San Luca",
    "chambre à Saint Paul",
    "gîte vers fourques",
    "room near Loches Street",
    "cabane vers le sud",
    "tours",
    "a nice room",
    "Nice room",
    "chambre à nice",
)
TOWN = (
    ("maison à Loches", "Loches"),
    ("maison à loches", "Loches"),
    ("Gîte Loches", "Loches"),
    ("Tours", "Tours"),
    pytest.param(
        "Tours, studio au calme", None, id="tours-studio-au-calme"
    ),  # wine tours, or the town
    ("studio à Tours", "Tours"),
    pytest.param("chambre à Gênes", "Genova", id="chambre-a-genes"),
    ("Marsala", "Marsala"),  # nothing else was asked
    ("studio au Mans", "Le Mans"),
    ("près du Mans", "Le Mans"),
    ("Metz, studio", "Metz"),
    pytest.param("chambre à Fourques", "Fourques", id="chambre-a-fourques"),
    ("Amboise: chambre", "Amboise"),
    ("un lit à Nice", "Nice"),
)
SEVERAL = (  # text, towns, what is searched
    pytest.param("Tours ou Blois", ["Tours", "Blois"], "", id="tours-ou-blois"),
    pytest.param("entre Tours et Blois", ["Tours", "Blois"], "", id="entre-tours-et"),
    pytest.param("between Tours and Blois", ["Tours", "Blois"], "", id="between-tours"),
    pytest.param("a room in Tours or Loches", ["Tours", "Loches"], "a room", id="a-room-in-tours"),
    pytest.param("Tours Loches", ["Tours", "Loches"], "", id="tours-loches"),
    pytest.param(
        "Loches, Chinon, Amboise", ["Loches", "Chinon", "Amboise"], "", id="loches-chinon"
    ),
    pytest.param("Loches/Chinon", ["Loches", "Chinon"], "", id="chinon"),
    pytest.param("de Tours à Blois", ["Tours", "Blois"], "", id="de-tours-a-blois"),
    pytest.param("from Tours to Blois by bike", ["Tours", "Blois"], "by bike", id="from-tours"),
    pytest.param("un moulin à loches et à blois", ["Loches", "Blois"], "un moulin", id="un-moulin"),
    pytest.param(
        "un moulin à loches ou blois", ["Loches", "Blois"], "un moulin", id="a-loches-ou-blois"
    ),
    pytest.param(
        "un moulin à Tours, un four à Blois",
        ["Tours", "Blois"],
        "un moulin un four",
        id="un-moulin-a-tours",
    ),
    pytest.param("à Tours ou Montrésor", ["Tours", "Montrésor"], "", id="a-tours-ou"),
    pytest.param("Blois ou Bologna", ["Blois", "Bologna"], "", id="blois-ou-bologna"),
    pytest.param("entre Loches et jardin", ["Loches"], "et jardin", id="entre-loches-et"),
    pytest.param("à Tours et Jardin", ["Tours"], "et Jardin", id="a-tours-et-jardin"),
    pytest.param(
        "à Loches, près de Tours", ["Loches"], "près de Tours", id="a-loches-pres-de"
    ),  # where Loches lies
    pytest.param(
        "Moulin Loches avec vue sur Chinon",
        ["Loches"],
        "moulin avec vue sur Chinon",
        id="moulin-loches",
    ),
    pytest.param("Loches Bologna", ["Loches"], "Bologna", id="loches-bologna"),
    pytest.param(
        "Loches, Chinon, Amboise, Blois, Tours",
        ["Loches", "Chinon", "Amboise", "Blois"],
        "Tours",
        id="blois-tours",
    ),
)


@pytest.fixture
def towns(db):
    """As many as confuse."""
    for name, others, population, is_near in TOWNS:
        where = {} if is_near else FAR
        LocalityFactory(name=name, alternate_names=others, population=population, **where)


def understood(text, **changes):
    return parse_query(text, has_offers=lambda at: HOUSE.distance_to(at) < 60_000, **changes)


def heard_all(text):
    return [near.name for near in understood(text).near]


def heard(text):
    """The one town that is heard, if there is one."""
    (near,) = understood(text).near or (None,)
    return near and near.name


@pytest.mark.parametrize("text", NO_TOWN)
def test_understand_takes_no_word_for_a_town(towns, text):
    assert heard(text) is None


@pytest.mark.parametrize(("text", "town"), TOWN)
def test_understand_hears_a_town_that_is_meant(towns, text, town):
    assert heard(text) == town


@pytest.mark.parametrize(("text", "names", "rest"), SEVERAL)
def test_understand_hears_several_towns_of_one_question(towns, text, names, rest):
    assert (heard_all(text), understood(text).text) == (names, rest)


def test_understand_tells_each_town_with_the_words_that_lead_there(towns):
    taken = understood("entre Tours et Blois").taken

    assert [(one.text, one.value) for one in taken] == [
        ("entre Tours", "Tours"),
        ("et Blois", "Blois"),
    ]


@pytest.mark.parametrize("undone", ["Tours", "Blois"])
def test_understand_keeps_the_other_town_of_one_that_somebody_undid(towns, undone):
    (near,) = understood("près de Tours ou de Blois", left=[undone]).near

    assert near.name == {"Tours": "Blois", "Blois": "Tours"}[undone]


def test_understand_means_both_towns_as_far_around_as_the_first(towns):
    assert {near.km for near in understood("près de Tours ou Blois").near} == {30}
    assert {near.km for near in understood("à Tours ou Blois").near} == {15}


def test_understand_prefers_the_town_around_offers(towns):
    LocalityFactory(name="Saint-Aignan", population=9_000, **FAR)
    near = LocalityFactory(name="Saint-Aignan", population=3_000)

    assert heard("à Saint-Aignan") == near.name


def test_understand_leaves_two_towns_of_one_name_around_offers(towns):
    LocalityFactory.create_batch(2, name="Saint-Aignan", population=3_000)

    assert heard("à Saint-Aignan") is None


def test_has_offers_around_looks_sixty_kilometres_far(db):
    stay = StayFactory(place__locality__latitude=47.39, place__locality__longitude=0.69)

    assert has_offers_around(Point(47.8, 0.7))
    assert not has_offers_around(Point(48.2, 0.7))
    assert stay.place is not None


def test_has_offers_around_prefers_nothing_before_the_first_offer(db):
    assert has_offers_around(Point(0.0, 0.0))
