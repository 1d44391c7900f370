"""The nearest stations of a point, in a straight line."""

import pytest

from commons.geography.stations import FILE, nearest_stations
from core.values.geo import Point

AMBOISE = Point(47.42, 0.98)


def test_nearest_stations_come_in_the_order_of_their_distance():
    found = nearest_stations(AMBOISE)

    assert [at.station.name for at in found][:1] == ["Amboise"]
    assert len(found) == 3
    assert [at.metres for at in found] == sorted(at.metres for at in found)
    assert found[0].metres == pytest.approx(AMBOISE.distance_to(found[0].station.point), abs=0.001)


@pytest.mark.parametrize(
    ("point", "country"),
    [(Point(51.217, 4.421), "BE"), (Point(44.506, 11.343), "IT"), (Point(47.547, 7.59), "CH")],
    ids=["antwerp", "bologna", "basel"],
)
def test_nearest_stations_know_neighbouring_countries(point, country):
    found = nearest_stations(point, most=1)

    assert [at.station.country for at in found] == [country]
    assert found[0].metres < 3_000


def test_nearest_stations_are_none_far_from_any():
    assert nearest_stations(Point(48.5, -6.5)) == ()


def test_nearest_stations_stop_at_the_distance_asked_for():
    assert all(at.metres <= 5_000 for at in nearest_stations(AMBOISE, most=9, within=5_000))


def test_the_list_of_stations_is_small():
    assert FILE.stat().st_size < 120 * 1024
