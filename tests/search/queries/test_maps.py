"""Offers on a map: letters, cells, and how much of it travels."""

import json
from dataclasses import replace

import pytest
from django.utils import translation

from core.geo import Box, Point
from search.engine.answer import Area, Cell, Pin
from search.engine.choice import engine
from search.engine.grid import tile_of, zoom_for
from search.queries.addresses import address_of
from search.queries.listing import question_of
from search.queries.maps import ACROSS, MOST_PINS, features_of, map_of, part_of_cell, tile_part
from search.queries.wishes import MapPart, Wishes
from tests.factories.hosting import PlaceFactory, ProductFactory, StayFactory, TipFactory
from tests.search.index import index_offers

KIB = 1_024
MOST_BYTES = 30 * KIB
FRANCE = Box(south=41.3, west=-5.2, north=51.1, east=9.6)


def area_of(wishes=None):
    index_offers()
    return engine().area(question_of(wishes or Wishes()), across=ACROSS, most=MOST_PINS)


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

    found = map_of(area_of(), {lettered.pk: "A"}, Wishes())

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
def test_a_cell_counts_those_that_have_no_letter_of_their_own():
    lettered = StayFactory(place__latitude=47.31)
    x, y = tile_of(Point(47.31, 1.102), 8)
    cells = (Cell(x, y, Point(47.305, 1.102), 40), Cell(x + 3, y, Point(47.3, 5.0), 70))
    area = Area(Box(south=47.0, west=1.0, north=47.5, east=5.0), cells=cells, zoom=8)

    found = map_of(area, {lettered.pk: "A"}, Wishes(text="mill"))

    first, second, third = (pin.spot for pin in found.drawing.pins)
    assert [(first.count, first.label), second.count] == [(39, "39 offers near here"), 70]
    assert first.url == address_of(Wishes(text="mill", part=tile_part(x, y, 8)))
    assert third.letter == "A"


@pytest.mark.django_db
def test_where_nothing_has_a_place_there_is_no_map():
    ProductFactory(place=None)

    assert map_of(area_of(), {}, Wishes()) is None


@pytest.mark.django_db
def test_features_say_the_public_circle_and_nothing_else():
    stay = StayFactory(title="Under the lime trees")

    assert features_of(area_of(), Wishes()) == {
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

    features = features_of(area_of(), Wishes())["features"]

    assert sum(one["properties"]["count"] for one in features) == MOST_PINS + 1
    for one in features:
        wishes = Wishes(part=MapPart(*one["properties"]["box"]))
        (count,) = engine().count([question_of(wishes)])
        assert count == one["properties"]["count"]


@pytest.mark.django_db
def test_as_many_pins_as_one_answer_holds_weigh_at_most_30_kib():
    """With the longest titles that a host may give."""
    tips_at(*((round(47 + number / 100, 3), 1.1) for number in range(MOST_PINS)), title="é" * 120)

    with translation.override("fr"):
        features = features_of(area_of(), Wishes())

    assert len(features["features"]) == MOST_PINS
    assert weight(features) <= MOST_BYTES


def test_the_fullest_grid_weighs_at_most_30_kib():
    """Every tile of a country, and of the box that takes most tiles of all."""
    boxes = [FRANCE] + [
        Box(south=-height / 20, west=-width / 2, north=height / 20, east=width / 2)
        for width in (20, 23, 25, 30, 31.5, 32, 32.2, 33, 40)
        for height in (10, width * 10)
    ]

    heaviest = max(weight(features_of(full_grid(box), Wishes())) for box in boxes)

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
    asked = MapPart(west=1.0, south=47.0, east=2.0, north=48.0)
    across = replace(asked, west=170.0, east=-170.0)

    assert part_of_cell(cell, 5, Wishes(part=asked)) == asked
    assert part_of_cell(cell, 5, Wishes(part=across)) == tile_part(cell.x, cell.y, 5)


def test_a_pin_whose_offer_has_left_is_not_shown(db):
    area = Area(FRANCE, pins=(Pin(4_711, Point(47.0, 1.0)),))

    assert features_of(area, Wishes())["features"] == []
    assert map_of(area, {}, Wishes()).drawing.pins == ()
