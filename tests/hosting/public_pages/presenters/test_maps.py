"""The sheet of a map, and the towns that help to find one's way."""

import pytest

from core.values.geo import Box, Point
from hosting.public_pages.presenters.maps import box_around, drawing_of
from tests.factories.geography import LocalityFactory


def test_box_around_keeps_the_shape_of_the_sheet_and_a_margin():
    box = box_around([Point(47.0, 0.0), Point(47.0, 2.0)])

    assert box.west < 0.0
    assert box.east > 2.0
    assert (box.north + box.south) / 2 == pytest.approx(47.0)
    assert box_around([Point(47.0, 1.0)]).north == pytest.approx(47.109, abs=0.001)


@pytest.mark.django_db
def test_a_map_names_large_towns_that_leave_each_other_room():
    LocalityFactory(name="Small", population=900, latitude=47.301, longitude=1.1)
    LocalityFactory(name="Large", population=9_000, latitude=47.3, longitude=1.1)
    LocalityFactory(name="North", population=500, latitude=47.38, longitude=1.1)

    drawing = drawing_of(Box(south=47.2, west=1.0, north=47.4, east=1.2), ())

    assert [town.name for town in drawing.towns] == ["Large", "North"]
