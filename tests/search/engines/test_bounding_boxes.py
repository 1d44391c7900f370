"""The boxes of a circle hold all of it, wherever it lies."""

import math

import pytest

from core.values.geo import EARTH_RADIUS, Point
from search.engines.bounding_boxes import bounding_boxes
from search.query.offer_query import Near


def rim(centre, km):
    """Points on the circle, in every direction (destination formula on a sphere)."""
    angle, latitude = km * 1_000 / EARTH_RADIUS, math.radians(centre.latitude)
    for degrees in range(0, 360, 5):
        bearing = math.radians(degrees)
        north = math.asin(
            math.sin(latitude) * math.cos(angle)
            + math.cos(latitude) * math.sin(angle) * math.cos(bearing)
        )
        east = math.radians(centre.longitude) + math.atan2(
            math.sin(bearing) * math.sin(angle) * math.cos(latitude),
            math.cos(angle) - math.sin(latitude) * math.sin(north),
        )
        yield Point(math.degrees(north), (math.degrees(east) + 180) % 360 - 180)


@pytest.mark.parametrize("km", [1, 80, 2_000])
@pytest.mark.parametrize(
    "centre",
    [Point(47.1, 0.9), Point(0, 0), Point(-17, 179.9), Point(65, -179.99), Point(89.5, 10)],
)
def test_boxes_around_hold_the_whole_circle(centre, km):
    boxes = bounding_boxes(Near("", centre, km))

    for point in rim(centre, km):
        assert any(
            box.south <= point.latitude <= box.north and box.west <= point.longitude <= box.east
            for box in boxes
        ), point


def test_boxes_around_are_two_over_the_date_line():
    assert len(bounding_boxes(Near("", Point(-17, 179.9), 80))) == 2
    assert len(bounding_boxes(Near("", Point(-17, 178.0), 80))) == 1


def test_boxes_around_the_whole_earth_is_one():
    (box,) = bounding_boxes(Near("", Point(47, 1), 40_000))

    assert (box.south, box.west, box.north, box.east) == (-90, -180, 90, 180)
