"""Offers on a map: letters, clusters, and how much of it travels."""

import json

import pytest

from core.geo import Point
from core.maps import Spot
from hosting.queries.candidates import candidates_for
from hosting.queries.filters import OfferFilter
from hosting.queries.maps import MOST_PINS, box_around, features_of, gather, map_of
from tests.factories.geography import LocalityFactory
from tests.factories.hosting import PlaceFactory, ProductFactory, StayFactory, TipFactory


def spot(latitude, longitude, **fields):
    return Spot(Point(latitude, longitude), "A place", "/there/", **fields)


def test_box_around_keeps_the_shape_of_the_sheet_and_a_margin():
    box = box_around([Point(47.0, 0.0), Point(47.0, 2.0)])

    assert box.west < 0.0
    assert box.east > 2.0
    assert (box.north + box.south) / 2 == pytest.approx(47.0)
    assert box_around([Point(47.0, 1.0)]).north == pytest.approx(47.109, abs=0.001)


@pytest.mark.django_db
def test_gather_leaves_alone_what_stands_alone_and_counts_what_stands_close():
    box = box_around([Point(47.0, 0.0), Point(48.0, 2.0)])
    alone, one, other = spot(47.9, 1.9), spot(47.2, 0.2), spot(47.22, 0.22)

    gathered = gather([alone, one, other], box)

    assert gathered == [
        alone,
        Spot(
            Point(47.21, 0.21),
            "2 offers near here",
            "/en/offers/?at=47.21%2C0.21&km=5",
            count=2,
        ),
    ]


@pytest.mark.django_db
def test_a_map_letters_the_cards_and_gathers_the_others():
    lettered, *others = TipFactory.create_batch(3, place=PlaceFactory())
    known = candidates_for(OfferFilter())

    found = map_of(known, {lettered.public_id: "A"})

    (shown,) = found.spots
    assert (shown.letter, shown.key, shown.url) == (
        "A",
        lettered.public_id,
        lettered.get_absolute_url(),
    )
    assert [pin.spot.count for pin in found.drawing.pins] == [len(others), 0]


@pytest.mark.django_db
def test_a_map_names_large_towns_that_leave_each_other_room():
    StayFactory()
    LocalityFactory(name="Small", population=900, latitude=47.301, longitude=1.1)
    LocalityFactory(name="Large", population=9_000, latitude=47.3, longitude=1.1)
    LocalityFactory(name="North", population=500, latitude=47.38, longitude=1.1)

    drawing = map_of(candidates_for(OfferFilter()), {}).drawing

    assert [town.name for town in drawing.towns] == ["Large", "North"]


@pytest.mark.django_db
def test_where_nothing_has_a_place_there_is_no_map():
    ProductFactory(place=None)

    assert map_of(candidates_for(OfferFilter()), {}) is None


@pytest.mark.django_db
def test_features_say_the_public_circle_and_nothing_else():
    stay = StayFactory(title="Under the lime trees")

    assert features_of(candidates_for(OfferFilter())) == {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [1.102, 47.3]},
                "properties": {
                    "label": "Under the lime trees",
                    "url": stay.get_absolute_url(),
                    "letter": "•",
                    "kind": "stay",
                    "metres": 1_000,
                    "key": stay.public_id,
                },
            }
        ],
    }


@pytest.mark.django_db
def test_many_features_are_gathered_and_stay_small():
    tip = TipFactory()
    for number in range(MOST_PINS):
        place = PlaceFactory(host=tip.host, latitude=round(47 + number / 100, 3), longitude=1.1)
        TipFactory(host=tip.host, community=tip.community, place=place)

    features = features_of(candidates_for(OfferFilter()))["features"]

    assert len(features) < MOST_PINS / 4
    assert sum(one["properties"].get("count", 1) for one in features) == MOST_PINS + 1
    assert len(json.dumps(features)) < 30 * 1024
