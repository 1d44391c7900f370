from itertools import pairwise

import pytest

from commons.geography.outlines import (
    Outline,
    clip,
    cut_up,
    land_in,
    meet,
    outline,
    outline_of,
    outlines,
    shorter,
    thin,
)
from commons.geography.selectors.land import land_address, land_features
from core.values.geo import Box

SQUARE = ((0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0), (0.0, 0.0))
TOURAINE = Box(south=46.7, west=0.0, north=47.75, east=1.5)


def corners(ring):
    """In any order, from any start."""
    return set(ring)


@pytest.mark.parametrize(
    ("box", "expected"),
    [
        (Box(-1, -1, 5, 5), corners(SQUARE)),
        (Box(1, 1, 3, 3), {(1, 1), (3, 1), (3, 3), (1, 3)}),
        (Box(2, 2, 9, 9), {(2, 2), (4, 2), (4, 4), (2, 4)}),
        (Box(5, 5, 9, 9), set()),
    ],
    ids=["inside", "around", "corner", "elsewhere"],
)
def test_clip_keeps_what_lies_in_the_box(box, expected):
    ring = clip(SQUARE, box)

    assert corners(ring) == expected
    assert ring[:1] == ring[-1:]


def test_clip_cuts_a_slope_where_it_crosses():
    triangle = ((0.0, 0.0), (4.0, 0.0), (2.0, 4.0), (0.0, 0.0))

    ring = clip(triangle, Box(-1, -1, 2, 5))

    assert corners(ring) == {(0.0, 0.0), (4.0, 0.0), (3.0, 2.0), (1.0, 2.0)}


def test_thin_drops_what_lies_near_the_line_and_keeps_the_ends():
    line = ((0.0, 0.0), (1.0, 0.05), (2.0, 0.0), (3.0, 2.0), (4.0, 0.0))

    assert thin(line, 0.1) == ((0.0, 0.0), (2.0, 0.0), (3.0, 2.0), (4.0, 0.0))
    assert thin(line[:2], 0.1) == line[:2]


def test_thin_measures_a_closed_ring_from_its_start():
    assert corners(thin(SQUARE, 0.1)) == corners(SQUARE)


def test_shorter_leaves_nothing_of_a_speck():
    speck = ((0.0, 0.0), (0.01, 0.0), (0.01, 0.01), (0.0, 0.0))

    assert shorter(speck, Box(-1, -1, 5, 5), tolerance=1.0) == ()


def test_outline_of_knows_its_box_and_its_rings():
    hole = ((1.0, 1.0), (2.0, 1.0), (2.0, 2.0), (1.0, 1.0))

    one = outline_of("37", "Indre-et-Loire", ((SQUARE, hole),))

    assert one == Outline("37", "Indre-et-Loire", ((SQUARE, hole),), Box(0.0, 0.0, 4.0, 4.0))
    assert one.rings == (SQUARE, hole)


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (Box(4, 4, 9, 9), True),
        (Box(1, 1, 2, 2), True),
        (Box(5, 0, 9, 9), False),
        (Box(0, 5, 9, 9), False),
    ],
)
def test_meet_counts_a_common_corner(other, expected):
    assert meet(Box(0, 0, 4, 4), other) is expected


@pytest.mark.parametrize(
    ("name", "count"),
    [("departments", 96), ("regions", 13), ("communes-37", 272), ("bologna", 6), ("countries", 73)],
)
def test_outlines_are_closed_rings_with_names(name, count):
    found = outlines(name)

    assert len(found) == count
    assert all(outline.code and outline.label for outline in found)
    assert all(len(ring) > 3 and ring[0] == ring[-1] for one in found for ring in one.rings)


def test_outlines_of_neighbours_share_their_border():
    """What was simplified apart would gape: each edge of an inland department has two sides."""
    edges = {}
    for department in outlines("departments"):
        for ring in department.rings:
            for edge in pairwise(ring):
                edges.setdefault(frozenset(edge), set()).add(department.code)
    ring = next(one for one in outlines("departments") if one.code == "37").rings[0]

    around = [edges[frozenset(edge)] for edge in pairwise(ring)]

    assert {len(codes) for codes in around} == {2}


def test_outline_is_found_by_its_code():
    assert outline("departments", "37").label == "Indre-et-Loire"
    assert outline("departments", "00") is None


def test_cut_up_parts_a_ring_at_its_corners():
    assert list(cut_up(SQUARE, {(4.0, 0.0), (0.0, 4.0)})) == [
        ((4.0, 0.0), (4.0, 4.0), (0.0, 4.0)),
        ((0.0, 4.0), (0.0, 0.0), (4.0, 0.0)),
    ]


def test_cut_up_halves_a_ring_without_corners():
    assert list(cut_up(SQUARE, set())) == [
        ((0.0, 0.0), (4.0, 0.0), (4.0, 4.0)),
        ((4.0, 4.0), (0.0, 4.0), (0.0, 0.0)),
    ]


@pytest.mark.parametrize(
    ("box", "codes"),
    [
        (Box(44.4, 11.2, 44.6, 11.5), {"380"}),
        (Box(-21.5, 55.1, -20.8, 56.0), {"250"}),
        (Box(48.2, 7.0, 48.9, 8.2), {"54", "57", "67", "68", "88", "276"}),
        (Box(0.0, -30.0, 1.0, -29.0), set()),
    ],
    ids=["Bologna", "Réunion", "the Rhine", "an ocean"],
)
def test_land_in_another_box_shows_what_lies_there(box, codes):
    assert {area.code for area in land_in(box, width=640)} == codes


def test_land_in_a_wide_box_shows_countries_only():
    land = land_in(Box(36.0, -10.0, 59.0, 20.0), width=640)

    assert {"250", "380", "724"} <= {area.code for area in land}
    assert [area for area in land if area.code == "37"] == []


def test_land_in_a_box_reaches_hardly_beyond_it():
    land = land_in(TOURAINE, width=640)
    positions = [position for one in land for ring in one.rings for position in ring]

    assert min(x for x, _ in positions) >= TOURAINE.west - 0.05
    assert max(y for _, y in positions) <= TOURAINE.north + 0.05
    assert len(positions) < 700


def test_land_features_are_geojson_that_the_moving_map_reads():
    features = land_features(Box(47.0, 0.3, 47.5, 1.0))["features"]

    shapes = [feature["geometry"] for feature in features]
    figures = [figure for shape in shapes for ring in shape["coordinates"][0] for figure in ring[0]]
    assert [feature["properties"] for feature in features] == [{"name": "land"}] * len(features)
    assert {shape["type"] for shape in shapes} == {"MultiPolygon"}
    assert figures == [round(figure, 3) for figure in figures]


def test_land_address_reaches_as_far_again_in_whole_degrees():
    assert land_address(TOURAINE) == "/geography/land/45,-2,49,3.json"
    assert land_address(Box(-89.5, -179.5, 89.5, 179.5)) == "/geography/land/-90,-180,90,180.json"
