import pytest

from commons.geography.gazetteer import Entry, Gazetteer, PlaceMatch, Scope, fold, without_article
from core.values.geo import Point

TOURAINE = ("indreetloire", "37", "centrevaldeloire", "fr", "france")
PLACES = [  # own name, other names, where, postcodes, population, point
    ("Tours", "", TOURAINE, "37000|37100", 139_000, (47.39, 0.69)),
    ("Tours-en-Savoie", "", ("savoie", "73", "fr"), "73790", 1_000, (45.67, 6.44)),
    ("Saint-Pierre-des-Corps", "", TOURAINE, "37700", 16_000, (47.39, 0.73)),
    ("Saint-Denis", "", ("seinesaintdenis", "93", "fr"), "93200", 150_000, (48.93, 2.36)),
    ("Saint-Denis", "", ("lareunion", "974", "fr"), "97400", 155_000, (-20.9, 55.4)),
    ("Le Mans", "", ("sarthe", "72", "fr"), "72000", 147_000, (48.0, 0.2)),
    ("L’Île-Bouchard", "", TOURAINE, "37220", 1_600, (47.12, 0.43)),
    ("Lyon", "", ("rhone", "69", "fr"), "69001|69003", 520_000, (45.76, 4.83)),
    ("Lyon 3e Arrondissement", "", ("rhone", "69", "fr"), "69003", 100_000, (45.76, 4.85)),
    ("Bologna", "Bologne|Bononia", ("it", "italie", "italy"), "", 394_000, (44.49, 11.34)),
    ("Bologne", "", ("hautemarne", "52", "fr"), "52310", 1_700, (48.2, 5.14)),
    ("Strasbourg", "Straßburg", ("basrhin", "67", "fr"), "67000", 290_000, (48.57, 7.75)),
    ("Stockholm", "", ("se",), "", 1_500_000, (59.33, 18.07)),
]
NAMES = [place[0] for place in PLACES]


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer(
        Entry(
            id=100 + number,
            keys=tuple(fold(one) for one in (name, *others.split("|"))),
            short_key=without_article(name),
            postcodes=tuple(filter(None, postcodes.split("|"))),
            places=where,
            country=where[-2].upper() if "france" in where else where[-1].upper()[:2],
            population=population,
            point=Point(*point),
        )
        for number, (name, others, where, postcodes, population, point) in enumerate(PLACES)
    )


def found(gazetteer, text, limit=8, **scope):
    """Names and departments, in order; one in capitals was named in full."""
    finds = gazetteer.find(text, limit=limit, scope=Scope(**scope))
    return [NAMES[find.id - 100].upper() if find.exact else NAMES[find.id - 100] for find in finds]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        pytest.param("Saint-Pierre-des-Corps", "saintpierredescorps", id="saint-pierre-des-corps"),
        pytest.param("ST PIERRE DES CORPS", "saintpierredescorps", id="st-pierre-des-corps"),
        ("Ste-Maure", "saintemaure"),
        pytest.param("L’Haÿ-les-Roses", "lhaylesroses", id="l-hay-les-roses"),
        ("Œuilly", "oeuilly"),
        ("Straßburg", "strassburg"),
        ("København", "kobenhavn"),
        ("Łódź", "lodz"),
        ("  ", ""),
        ("🙂", ""),
    ],
)
def test_fold_forgets_how_a_name_is_typed(text, key):
    assert fold(text) == key


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Le Mans", "mans"),
        pytest.param("L’Île-Bouchard", "ilebouchard", id="l-ile-bouchard"),
        ("Lyon", ""),
        ("Les", ""),
    ],
)
def test_without_article_leaves_the_rest(name, key):
    assert without_article(name) == key


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tours", ["TOURS", "Tours-en-Savoie"]),
        ("TOURS", ["TOURS", "Tours-en-Savoie"]),
        ("tour", ["Tours", "Tours-en-Savoie"]),
        pytest.param("st pierre", ["Saint-Pierre-des-Corps"], id="st-pierre"),
        pytest.param("saintpierredescorps", ["SAINT-PIERRE-DES-CORPS"], id="saintpierredescor"),
        pytest.param("ile bouchard", ["L’Île-Bouchard"], id="ile-bouchard"),
        pytest.param("l'ile-bouchard", ["L’ÎLE-BOUCHARD"], id="l-ile-bouchard"),
        ("mans", ["Le Mans"]),
        ("37100", ["TOURS"]),
        ("37", ["Tours", "Saint-Pierre-des-Corps", "L’Île-Bouchard"]),
        pytest.param("37000 Tours", ["TOURS"], id="37000-tours"),
        pytest.param("tours 73", ["Tours-en-Savoie"], id="tours-73"),
        ("lyon 3", ["Lyon 3e Arrondissement", "Lyon"]),
        pytest.param("Saint-Denis (Réunion)", ["SAINT-DENIS"], id="saint-denis"),
        pytest.param("saint-denis, 93", ["SAINT-DENIS"], id="saint-denis-93"),
        pytest.param("bologne", ["BOLOGNA", "BOLOGNE"], id="bologne"),
        pytest.param("Bologna (IT)", ["BOLOGNA"], id="bologna-it"),
        pytest.param("bologna, italie", ["BOLOGNA"], id="bologna-italie"),
        pytest.param("strassburg", ["STRASBOURG"], id="strassburg"),
        ("stra", ["Strasbourg"]),
        ("", []),
        ("(", []),
        ("x", []),
        pytest.param("zzzzzzzz", [], id="zzzzzzzz"),
    ],
)
def test_find_takes_whole_names_and_larger_places_first(gazetteer, text, expected):
    assert found(gazetteer, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("strasbourgh", ["Strasbourg"], id="strasbourgh"),
        pytest.param("starsbourg", ["Strasbourg"], id="starsbourg"),
        pytest.param("saint piere des c", ["Saint-Pierre-des-Corps"], id="saint-piere-des"),
        pytest.param("bolonga", ["Bologna"], id="bolonga"),
        ("lyno", ["Lyon"]),
        ("lno", []),
    ],
)
def test_find_forgives_typos_the_more_the_longer_the_name(gazetteer, text, expected):
    assert found(gazetteer, text) == expected


def test_find_looks_elsewhere_when_the_country_is_wrong_but_is_not_sure(gazetteer):
    assert found(gazetteer, "Tours (Italie)") == ["Tours", "Tours-en-Savoie"]


def test_find_keeps_to_the_countries_asked_for(gazetteer):
    assert found(gazetteer, "bologne", countries=frozenset({"FR"})) == ["BOLOGNE"]
    assert found(gazetteer, "st", countries=frozenset({"SE"})) == ["Stockholm"]


def test_find_takes_a_place_near_by_for_larger(gazetteer):
    savoie = Point(45.67, 6.44)

    assert found(gazetteer, "tour") == ["Tours", "Tours-en-Savoie"]
    assert found(gazetteer, "tour", near=savoie) == ["Tours-en-Savoie", "Tours"]


def test_find_says_by_which_name_a_place_answered(gazetteer):
    assert gazetteer.find("bononia", limit=8, scope=Scope()) == [PlaceMatch(109, 2, exact=True)]


def test_find_gives_no_more_than_asked_for_and_no_place_twice(gazetteer):
    assert found(gazetteer, "saint", limit=2) == ["Saint-Denis", "Saint-Denis"]
    assert found(gazetteer, "69003") == ["LYON", "LYON 3E ARRONDISSEMENT"]
    assert found(gazetteer, "strasb") == ["Strasbourg"]


@pytest.mark.parametrize(
    ("text", "known"), [("tours", True), ("Tour", False), ("Toursss", False), ("", False)]
)
def test_named_finds_only_names_in_full(text, known):
    entry = Entry(
        id=1,
        keys=("tours",),
        short_key="",
        postcodes=(),
        places=(),
        country="FR",
        population=1,
        point=Point(47.39, 0.69),
    )

    assert bool(Gazetteer([entry]).named(text)) is known


def test_named_tells_own_names_from_others(gazetteer):
    assert [(one.id, one.name) for one in gazetteer.named("Bononia")] == [(109, 2)]
    assert [one.name for one in gazetteer.named("Saint-Denis")] == [0, 0]
