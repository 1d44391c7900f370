"""Maps that the server draws."""

from itertools import combinations
from math import dist

import pytest

from core.values.geo import Box, Point
from ui.map_labels import Label
from ui.maps import Drawing, Frame, Pin, Shape, Spot, Town, Ways, draw, gather

EQUATOR = Box(south=-0.5, west=0.0, north=0.5, east=2.0)


def test_draw_puts_land_below_and_spots_above():
    spot = Spot(Point(0.0, 1.0), "A mill", "/mill/", letter="A", metres=5_559.75)
    square = [[(0.5, -0.25), (1.5, -0.25), (1.5, 0.25)]]

    drawing = draw(
        box=EQUATOR,
        width=2_000,
        spots=[spot],
        land=[square],
        here=square,
        towns=[Town("Loches", Point(0.25, 0.25))],
    )

    path = "M500 750l1000 0 0 -500z"
    assert drawing == Drawing(
        width=2_000,
        height=1_000,
        shapes=(Shape("land", path), Shape("here", path)),
        pins=(Pin(spot, x=1_000, y=500, radius=50),),
        towns=(Label("Loches", 250, 250, "right"),),
    )


def test_draw_leaves_out_what_falls_together_and_closes_once():
    ring = [(0.5, -0.25), (1.5, -0.25), (1.5001, -0.25), (1.5, 0.25), (0.5, -0.25)]
    speck = [(0.5, 0.1), (0.5001, 0.1), (0.5, 0.1001), (0.5, 0.1)]

    drawing = draw(box=EQUATOR, width=2_000, land=[[ring, speck]])

    assert drawing.shapes == (Shape("land", "M500 750l1000 0 0 -500z"),)


def test_draw_never_shrinks_a_circle_below_500_metres():
    spot = Spot(Point(0.0, 1.0), "A mill", "/mill/", metres=1.0)

    drawing = draw(box=EQUATOR, width=22_239, spots=[spot])

    assert [pin.radius for pin in drawing.pins] == [50]


def test_draw_keeps_a_circle_larger_than_its_letter():
    spot = Spot(Point(0.0, 1.0), "A mill", "/mill/")

    drawing = draw(box=EQUATOR, width=200, spots=[spot])

    assert [pin.radius for pin in drawing.pins] == [26]


def test_draw_leads_a_road_from_place_to_place_and_ends_it_where_it_ends():
    road = [Point(-0.5, 0.5), Point(0.5, 1.5)]

    drawing = draw(box=EQUATOR, width=2_000, road=road)
    alone = draw(box=EQUATOR, width=2_000, road=road[:1])

    assert [(shape.name, shape.path) for shape in drawing.shapes] == [("road", "M500 1000L1500 0")]
    assert alone.shapes == ()


def test_gather_adds_the_counts_of_those_that_would_cover_each_other():
    tours = Spot(Point(47.39, 0.69), "Tours", "/tours", count=7)
    loches = Spot(Point(47.13, 1.0), "Loches", "/loches", count=2)
    antwerp = Spot(Point(51.22, 4.4), "Antwerp", "/antwerp", count=3)
    box = Box(south=44.0, west=-4.0, north=53.0, east=9.0)

    near = gather([loches, antwerp, tours], box=box, width=760, apart=64)
    close = gather([loches, antwerp, tours], box=box, width=760, apart=5)

    assert [(spot.label, spot.count) for spot in near] == [("Tours", 9), ("Antwerp", 3)]
    assert [spot.count for spot in close] == [7, 3, 2]


def test_a_frame_finds_the_point_of_a_place_and_the_place_of_a_point():
    frame = Frame(Box(south=47.0, west=0.0, north=48.0, east=2.0), width=800)

    assert frame.place(frame.point(200, 100)) == (200, 100)


def test_draw_lays_ways_above_land_and_joins_those_of_one_shape():
    lines = [[(0.5, 0.0), (1.0, 0.25)]]
    square = [[(0.5, -0.25), (1.5, -0.25), (1.5, 0.25)]]

    drawing = draw(
        box=EQUATOR,
        width=2_000,
        land=[square],
        ways=[Ways("lake", square, closed=True), Ways("river", lines), Ways("river", lines)],
    )

    river = "M500 500l500 -250"
    assert drawing.shapes == (
        Shape("land", "M500 750l1000 0 0 -500z"),
        Shape("lake", "M500 750l1000 0 0 -500z"),
        Shape("river", river * 2),
    )


def test_draw_bends_a_road_at_its_places_and_not_along_a_recorded_way():
    legs = [Point(0.0, 0.1), Point(0.2, 0.5), Point(0.0, 0.9)]
    recorded = [Point(0.0, 0.1 + step / 200) for step in range(4)]

    bent = draw(box=EQUATOR, width=2_000, road=legs).shapes[0].path
    straight = draw(box=EQUATOR, width=2_000, road=recorded).shapes[0].path

    assert bent.startswith("M100 500C")
    assert bent.endswith("900 500")
    assert straight == "M100 500L105 500L110 500L115 500"


def test_draw_leaves_out_points_of_a_road_that_crowd():
    crowded = [Point(0.0, 0.1 + step / 2_000) for step in range(9)]

    path = draw(box=EQUATOR, width=2_000, road=crowded).shapes[0].path

    assert path == "M100 500L104 500"


def test_draw_moves_pins_apart_and_keeps_their_places():
    spots = [Spot(Point(0.0, 1.0), letter, "#", letter=letter) for letter in "ABCDE"]

    pins = draw(box=EQUATOR, width=640, spots=spots).pins

    apart = [dist(one.stands, other.stands) for one, other in combinations(pins, 2)]
    assert min(apart) >= 50
    assert {(pin.x, pin.y) for pin in pins} == {(320, 160)}


def test_draw_keeps_pins_inside_the_frame():
    spots = [Spot(Point(0.5, 2.0), letter, "#", letter=letter) for letter in "ABC"]

    pins = draw(box=EQUATOR, width=640, spots=spots).pins

    assert all(26 <= pin.stands[0] <= 614 and 26 <= pin.stands[1] <= 294 for pin in pins[1:])


def test_draw_of_a_thousand_places_ends():
    spots = [Spot(Point(0.0, 1.0), "x", "#", count=number) for number in range(2, 120)]

    assert len(draw(box=EQUATOR, width=640, spots=spots).pins) == 118


@pytest.mark.parametrize(
    ("count", "room"), [(1, 26), (12, 28), (355, 34), (1501, 42), (20_000, 50)]
)
def test_a_pin_has_room_for_its_number(count, room):
    assert Pin(Spot(Point(0, 0), "x", "#", "A", count=count), 1, 1, 26).room == room


def test_draw_names_a_station_only_where_no_town_has_its_name():
    point = Point(0.0, 1.0)

    drawing = draw(
        box=EQUATOR,
        width=640,
        towns=[Town("Amboise", point)],
        stations=[Town("Amboise", Point(0.0, 0.9)), Town("Limeray", Point(0.2, 0.4))],
    )

    assert [label.name for label in drawing.towns] == ["Amboise"]
    assert [label.name for label in drawing.stations] == ["", "Limeray"]
