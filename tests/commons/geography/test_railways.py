"""The way by rail between two places: along the lines that the map draws."""

from itertools import pairwise

import pytest

from commons.geography.railways import JOINED, railway_between
from core.values.geo import Point

TOURS = Point(47.389, 0.694)
LOCHES = Point(47.128, 0.996)
PARIS = Point(48.841, 2.320)
BOLOGNA = Point(44.506, 11.343)


@pytest.mark.parametrize(
    ("start", "end"), [(TOURS, LOCHES), (TOURS, PARIS)], ids=["in-a-region", "across-regions"]
)
def test_railway_between_follows_lines_without_a_gap(start, end):
    way = railway_between(start, end)

    metres = sum(a.distance_to(b) for a, b in pairwise(way))
    assert metres == pytest.approx(start.distance_to(end) * 1.2, rel=0.15)
    assert max(a.distance_to(b) for a, b in pairwise(way)) <= JOINED * 1.3
    assert start.distance_to(way[0]) < 2_000
    assert end.distance_to(way[-1]) < 2_000


def test_railway_between_is_the_same_way_back():
    assert railway_between(LOCHES, TOURS) == railway_between(TOURS, LOCHES)[::-1]


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (TOURS, BOLOGNA),
        (TOURS, Point(47.40, 0.71)),
        (TOURS, Point(48.5, -6.5)),
        (Point(0, 0), TOURS),
        (TOURS, TOURS),
    ],
    ids=["no-lines-there", "too-near", "far-from-a-line", "ocean", "nowhere-to-go"],
)
def test_railway_between_finds_nothing(start, end):
    assert railway_between(start, end) == ()
