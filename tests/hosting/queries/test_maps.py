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


def known():
    return candidates_for(OfferFilter())


def tips_at(*points):
    tip = TipFactory(place=None)
    return [
        TipFactory(
            host=tip.host,
            community=tip.community,
            place=PlaceFactory(host=tip.host, latitude=latitude, longitude=longitude),
        )
        for latitude, longitude in points
    ]


def test_box_around_keeps_the_shape_of_the_sheet_and_a_margin():
    box = box_around([Point(47.0, 0.0), Point(47.0, 2.0)])

    assert box.west < 0.0
    assert box.east > 2.0
    assert (box.north + box.south) / 2 == pytest.approx(47.0)
    assert box_around([Point(47.0, 1.0)]).north == pytest.approx(47.109, abs=0.001)


@pytest.mark.django_db
def test_gather_leaves_alone_what_stands_alone_and_counts_what_stands_close():
    alone, *_close = tips_at((47.9, 1.9), (47.2, 0.2), (47.22, 0.22))
    box = box_around([Point(47.0, 0.0), Point(48.0, 2.0)])

    first, second = gather([one for one in known() if one.point], box)

    assert (first.key, first.count) == (alone.public_id, 0)
    assert second == Spot(
        Point(47.21, 0.21), "2 offers near here", "/en/offers/?at=47.21%2C0.21&km=5", count=2
    )


@pytest.mark.django_db
def test_what_has_no_place_has_no_point_to_gather():
    ProductFactory(place=None)

    (product,) = known()

    with pytest.raises(ValueError, match="no place"):
        assert product.public_point


@pytest.mark.django_db
def test_a_map_letters_the_cards_and_gathers_the_others():
    lettered, *others = TipFactory.create_batch(3, place=PlaceFactory())
    found = map_of(known(), {lettered.public_id: "A"})

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

    drawing = map_of(known(), {}).drawing

    assert [town.name for town in drawing.towns] == ["Large", "North"]


@pytest.mark.django_db
def test_where_nothing_has_a_place_there_is_no_map():
    ProductFactory(place=None)

    assert map_of(known(), {}) is None


@pytest.mark.django_db
def test_features_say_the_public_circle_and_nothing_else():
    stay = StayFactory(title="Under the lime trees")

    assert features_of(known()) == {
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
    tips_at(*((round(47 + number / 100, 3), 1.1) for number in range(MOST_PINS + 1)))

    features = features_of(known())["features"]

    assert len(features) < MOST_PINS / 4
    assert sum(one["properties"].get("count", 1) for one in features) == MOST_PINS + 1
    assert len(json.dumps(features)) < 30 * 1024
