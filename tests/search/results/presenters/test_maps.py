"""Offers on a map: letters, cells, and how much of it travels."""

import json
from dataclasses import replace
from datetime import date

import pytest
from django.utils import translation

from core.values.dates import DateRange
from core.values.geo import Box, Point
from hosting.public_pages.presenters.cards import cards_of
from search.engines.engine_selection import engine
from search.engines.grid import tile_of, zoom_for
from search.query.addresses import search_url
from search.query.criteria import MapBounds, Nights, SearchCriteria
from search.query.engine_results import Area, Cell, Pin
from search.results.presenters.listing import question_of
from search.results.presenters.maps import (
    ACROSS,
    MOST_PINS,
    features_of,
    map_of,
    part_of_cell,
    tile_part,
)
from tests.factories.hosting import (
    OfferTranslationFactory,
    PlaceFactory,
    ProductFactory,
    StayFactory,
    TipFactory,
)
from tests.search.indexing import index_offers

KIB = 1_024
MOST_BYTES = 30 * KIB
FRANCE = Box(south=41.3, west=-5.2, north=51.1, east=9.6)


def area_of(criteria=None):
    index_offers()
    return engine().area(question_of(criteria or SearchCriteria()), across=ACROSS, most=MOST_PINS)


def weight(features):
    return len(json.dumps(features, ensure_ascii=False, separators=(",", ":")).encode())


def tips_at(*points, **fields):
    tip = TipFactory(place=None)
    return [
        TipFactory(
            host=tip.host,
            community=tip.community,
            place=PlaceFactory(host=tip.host, latitude=latitude, longitude=longitude),
            **fields,
        )
        for latitude, longitude in points
    ]


@pytest.mark.django_db
def test_a_map_letters_the_cards_and_dots_the_others():
    lettered, *others = TipFactory.create_batch(3, place=PlaceFactory())

    found = map_of(area_of(), {lettered.pk: "A"}, SearchCriteria())

    (shown,) = found.spots
    assert (shown.letter, shown.key, shown.url) == (
        "A",
        lettered.public_id,
        lettered.get_absolute_url(),
    )
    assert [pin.spot.key for pin in found.drawing.pins] == [
        *(other.public_id for other in others),
        lettered.public_id,
    ]


@pytest.mark.django_db
def test_a_pin_has_the_title_of_its_card():
    stay = OfferTranslationFactory(
        offer=StayFactory(title="Au-dessus du fournil", language="fr"),
        language="en",
        title="Above the bakehouse",
    ).offer

    (english,) = features_of(area_of(), SearchCriteria())["features"]
    with translation.override("fr"):
        (french,) = features_of(area_of(), SearchCriteria())["features"]

    shown = english["properties"]
    assert (shown["label"], shown.get("lang")) == ("Above the bakehouse", None)
    assert shown["url"] == stay.get_absolute_url()
    assert french["properties"]["label"] == "Au-dessus du fournil"
    assert [card.title for card in cards_of([stay.pk])] == ["Above the bakehouse"]


@pytest.mark.django_db
def test_a_cell_counts_those_that_have_no_letter_of_their_own():
    lettered = StayFactory(place__latitude=47.31)
    x, y = tile_of(Point(47.31, 1.102), 8)
    cells = (Cell(x, y, Point(47.305, 1.102), 40), Cell(x + 3, y, Point(47.3, 5.0), 70))
    area = Area(Box(south=47.0, west=1.0, north=47.5, east=5.0), cells=cells, zoom=8)

    found = map_of(area, {lettered.pk: "A"}, SearchCriteria(text="mill"))

    first, second, third = (pin.spot for pin in found.drawing.pins)
    assert [(first.count, first.label), second.count] == [(39, "39 offers near here"), 70]
    assert first.url == search_url(SearchCriteria(text="mill", part=tile_part(x, y, 8)))
    assert third.letter == "A"


@pytest.mark.django_db
def test_where_nothing_has_a_place_there_is_no_map():
    ProductFactory(place=None)

    assert map_of(area_of(), {}, SearchCriteria()) is None


@pytest.mark.django_db
def test_features_say_the_public_circle_and_nothing_else():
    stay = StayFactory(title="Under the lime trees")

    assert features_of(area_of(), SearchCriteria()) == {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [1.102, 47.3]},
                "properties": {
                    "label": "Under the lime trees",
                    "url": stay.get_absolute_url(),
                    "kind": "stay",
                    "metres": 1_000,
                    "key": stay.public_id,
                },
            }
        ],
    }


@pytest.mark.django_db
def test_what_is_many_is_gathered_and_a_cell_leads_to_the_same_offers():
    tips_at(*((round(47 + number / 100, 3), 1.1) for number in range(MOST_PINS + 1)))

    features = features_of(area_of(), SearchCriteria())["features"]

    assert sum(one["properties"]["count"] for one in features) == MOST_PINS + 1
    for one in features:
        criteria = SearchCriteria(part=MapBounds(*one["properties"]["box"]))
        (count,) = engine().count([question_of(criteria)])
        assert count == one["properties"]["count"]


@pytest.mark.django_db
def test_as_many_pins_as_one_answer_holds_weigh_at_most_30_kib():
    """With the longest titles that a host may give."""
    tips_at(*((round(47 + number / 100, 3), 1.1) for number in range(MOST_PINS)), title="é" * 120)

    with translation.override("fr"):
        features = features_of(area_of(), SearchCriteria())

    assert len(features["features"]) == MOST_PINS
    assert weight(features) <= MOST_BYTES


def test_the_fullest_grid_weighs_at_most_30_kib():
    """Every tile of a country, and of the box that takes most tiles of all."""
    boxes = [FRANCE] + [
        Box(south=-height / 20, west=-width / 2, north=height / 20, east=width / 2)
        for width in (20, 23, 25, 30, 31.5, 32, 32.2, 33, 40)
        for height in (10, width * 10)
    ]

    heaviest = max(weight(features_of(full_grid(box), SearchCriteria())) for box in boxes)

    assert 15 * KIB < heaviest <= MOST_BYTES


def full_grid(box):
    zoom = zoom_for(box, across=ACROSS)
    west, north = tile_of(Point(box.north, box.west), zoom)
    east, south = tile_of(Point(box.south, box.east), zoom)
    cells = tuple(
        Cell(x, y, Point(-47.128, -110.995), 99_999)
        for x in range(west, east + 1)
        for y in range(north, south + 1)
    )
    return Area(box, cells=cells, zoom=zoom)


def test_a_tile_covers_what_the_grid_gives_it():
    part = tile_part(*tile_of(Point(47.3, 1.102), 9), 9)

    assert part.west <= 1.102 <= part.east
    assert part.south <= 47.3 <= part.north
    assert part.east - part.west == pytest.approx(360 / 512, abs=1e-5)


def test_a_cell_never_leads_out_of_the_part_that_was_asked_for():
    cell = Cell(*tile_of(Point(47.3, 1.102), 5), Point(47.3, 1.102), 7)
    asked = MapBounds(west=1.0, south=47.0, east=2.0, north=48.0)
    across = replace(asked, west=170.0, east=-170.0)

    assert part_of_cell(cell, 5, SearchCriteria(part=asked)) == asked
    assert part_of_cell(cell, 5, SearchCriteria(part=across)) == tile_part(cell.x, cell.y, 5)


def test_a_pin_whose_offer_has_left_is_not_shown(db):
    area = Area(FRANCE, pins=(Pin(4_711, Point(47.0, 1.0)),))

    assert features_of(area, SearchCriteria())["features"] == []
    assert map_of(area, {}, SearchCriteria()).drawing.pins == ()


@pytest.mark.django_db
def test_pins_and_cards_take_dates_and_people_along():
    stay = TipFactory(place=PlaceFactory())
    dates = DateRange(date(2099, 5, 1), date(2099, 5, 3))
    criteria = SearchCriteria(when=Nights(dates), adults=2)

    area = area_of()
    (feature,) = features_of(area, criteria)["features"]
    (spot,) = map_of(area, {stay.pk: "A"}, criteria).spots

    asked = "?check_in=2099-05-01&check_out=2099-05-03&adults=2&children=0"
    assert feature["properties"]["url"] == spot.url == stay.get_absolute_url() + asked
