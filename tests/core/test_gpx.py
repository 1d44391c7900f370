"""A way from a file: read, simplified, away from the door; bombs and nonsense refused."""

from io import BytesIO

import pytest

from core.geo import Point
from core.gpx import (
    GpxEmptyError,
    GpxTooHeavyError,
    GpxTooLongError,
    NotAGpxFileError,
    length_of,
    read_gpx,
    simplified,
)

HEAD = '<?xml version="1.0"?>{}<gpx xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>'
TAIL = "</trkseg></trk></gpx>"
BOMB = (
    '<!DOCTYPE gpx [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
OUTSIDE = '<!DOCTYPE gpx [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def a_file(points, head="", extra="&#32;"):
    told = "".join(
        f'<trkpt lat="{north}" lon="{east}"><ele>{height}</ele>'
        "<time>2027-05-03T10:00:00Z</time></trkpt>"
        for north, east, height in points
    )
    return BytesIO((HEAD.format(head) + extra + told + TAIL).encode())


def a_straight_way(metres, step=25.0, height=lambda at: 100.0):
    """To the north from 47.3."""
    count = int(metres / step) + 1
    return [(47.3 + number * step / 111_195, 1.1, height(number * step)) for number in range(count)]


def test_read_gpx_keeps_a_line_and_its_length():
    way = read_gpx(a_file(a_straight_way(5_000)), from_the_door=0)

    assert [len(piece) for piece in way.pieces] == [2]
    assert way.metres == pytest.approx(5_000, rel=0.01)


def test_read_gpx_leaves_both_ends_out():
    way = read_gpx(a_file(a_straight_way(5_000)))

    assert way.metres == pytest.approx(4_000, rel=0.02)
    first = Point(47.3, 1.1)
    assert min(point.distance_to(first) for piece in way.pieces for point in piece) >= 499


def test_read_gpx_hides_the_door_also_in_the_middle_of_a_loop():
    there = a_straight_way(3_000)
    way = read_gpx(a_file([*there, *reversed(there), *there, *reversed(there)]))

    first = Point(47.3, 1.1)
    assert len(way.pieces) == 2
    assert min(point.distance_to(first) for piece in way.pieces for point in piece) >= 499


def test_read_gpx_counts_metres_upwards_without_the_noise():
    hill = a_straight_way(4_000, height=lambda at: 100 + at / 20 + (2 if at % 50 else -2))

    assert read_gpx(a_file(hill)).climb == pytest.approx(200, abs=8)


def test_read_gpx_takes_a_route_where_there_is_no_track():
    content = a_file(a_straight_way(2_000)).getvalue().decode()
    for old, new in (("trkseg", "rte"), ("trkpt", "rtept"), ("<trk>", ""), ("</trk>", "")):
        content = content.replace(old, new)

    assert read_gpx(BytesIO(content.encode()), from_the_door=0).metres > 1_900


@pytest.mark.parametrize("head", [BOMB, OUTSIDE])
def test_read_gpx_leaves_a_bomb_closed(head):
    entity = "<name>&c;</name>" if head == BOMB else "<name>&a;</name>"

    with pytest.raises(NotAGpxFileError):
        read_gpx(a_file(a_straight_way(2_000), head, entity))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GPX",
        b"<html></html>",
        b"<gpx><trk>",
        b"\x00\x01" * 500,
        b'<gpx><trkpt lat="x" lon="1"/></gpx>',
        b'<gpx><trkpt lat="91" lon="1"/></gpx>',
        b'<gpx><trkpt lat="nan" lon="1"/></gpx>',
        b'<gpx><trkpt lon="1"/></gpx>',
        b'<?xml version="1.0" encoding="nonsense"?><gpx/>',
    ],
)
def test_read_gpx_refuses_what_is_none(content):
    with pytest.raises(NotAGpxFileError):
        read_gpx(BytesIO(content))


@pytest.mark.parametrize("points", [[], a_straight_way(0), a_straight_way(700)])
def test_read_gpx_refuses_a_way_of_which_nothing_is_left(points):
    with pytest.raises(GpxEmptyError):
        read_gpx(a_file(points))


def test_read_gpx_refuses_half_a_million_points_in_words():
    point = '<trkpt lat="47.1" lon="1.1"/>'
    content = BytesIO((HEAD.format("") + point * 500_000 + TAIL).encode())

    with pytest.raises(GpxTooLongError, match="200000"):
        read_gpx(content)


def test_read_gpx_refuses_a_heavy_file_before_reading_it(monkeypatch):
    monkeypatch.setattr("core.gpx.HEAVIEST", 10)

    with pytest.raises(GpxTooHeavyError):
        read_gpx(BytesIO(b"x" * 11))


def test_simplified_keeps_the_shape_of_a_winding_way():
    winding = [Point(47 + number / 2_000, 1 + (number % 2) / 100) for number in range(4_000)]

    pieces = simplified([winding], most=500)

    assert len(pieces[0]) <= 500
    assert length_of(pieces[0]) > 100_000
