"""A way from a file: read, simplified, away from the door; bombs and nonsense refused."""

import tracemalloc
from io import BytesIO

import pytest

from core.files.gpx import (
    GpxEmptyError,
    GpxTooDetailedError,
    GpxTooHeavyError,
    GpxTooLongError,
    GpxTooManyPiecesError,
    NotAGpxFileError,
    length_of,
    read_gpx,
    simplified,
)
from core.values.geo import Point
from tests.doubling import assert_linear

HEAD = '<?xml version="1.0"?>{}<gpx xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>'
TAIL = "</trkseg></trk></gpx>"
BOMB = (
    '<!DOCTYPE gpx [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
OUTSIDE = '<!DOCTYPE gpx [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def segment(points):
    """The elements of one piece."""
    return "".join(
        f'<trkpt lat="{north}" lon="{east}"><ele>{height}</ele>'
        "<time>2027-05-03T10:00:00Z</time></trkpt>"
        for north, east, height in points
    )


def a_file(points, head="", extra="&#32;"):
    return BytesIO((HEAD.format(head) + extra + segment(points) + TAIL).encode())


def a_straight_way(metres, step=25.0, height=lambda at: 100.0):
    """To the north from 47.3."""
    count = int(metres / step) + 1
    return [(47.3 + number * step / 111_195, 1.1, height(number * step)) for number in range(count)]


def test_read_gpx_keeps_a_line_and_its_length():
    way = read_gpx(a_file(a_straight_way(5_000)), trim_metres=0)

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

    assert read_gpx(a_file(hill), trim_metres=0).climb == pytest.approx(200, abs=8)


def test_read_gpx_counts_the_climb_of_what_is_shown_alone():
    """A hill behind the door tells where the door is."""
    hill = a_straight_way(4_000, height=lambda at: 100 + min(at, 400) + max(0, at - 2_000) / 20)

    assert read_gpx(a_file(hill)).climb == pytest.approx(75, abs=8)


def test_read_gpx_counts_no_climb_from_one_piece_to_the_next():
    """Between them lies the door, or nobody walked."""
    low, high = a_straight_way(1_000), a_straight_way(1_000, height=lambda at: 900.0)
    content = HEAD.format("") + segment(low) + "</trkseg><trkseg>" + segment(high) + TAIL

    assert read_gpx(BytesIO(content.encode()), trim_metres=0).climb == 0


def test_read_gpx_draws_a_way_there_and_back_to_its_end():
    there = a_straight_way(5_000)

    way = read_gpx(a_file([*there, *reversed(there)]), trim_metres=0)

    assert way.metres == pytest.approx(10_000, rel=0.01)
    assert sum(map(length_of, way.pieces)) == pytest.approx(10_000, rel=0.01)


def test_read_gpx_keeps_a_detour_to_a_view():
    north = a_straight_way(4_000)
    latitude = north[80][0]
    east = [(latitude, 1.1 + number * 25 / 75_400, 100.0) for number in range(1, 25)]

    way = read_gpx(a_file([*north[:81], *east, *reversed(east), *north[81:]]), trim_metres=0)

    assert max(point.longitude for piece in way.pieces for point in piece) == pytest.approx(
        east[-1][1], abs=1e-4
    )


def test_read_gpx_refuses_more_pieces_than_can_be_drawn(monkeypatch):
    monkeypatch.setattr("core.files.gpx.MOST_PIECES", 3)
    pieces = [segment(a_straight_way(100, height=lambda at: 100.0)) for _number in range(4)]
    three, four = (
        BytesIO((HEAD.format("") + "</trkseg><trkseg>".join(some) + TAIL).encode())
        for some in (pieces[:3], pieces)
    )

    assert len(read_gpx(three, trim_metres=0).pieces) == 3
    with pytest.raises(GpxTooManyPiecesError, match="more than 3 segments"):
        read_gpx(four, trim_metres=0)


def test_read_gpx_takes_a_route_where_there_is_no_track():
    content = a_file(a_straight_way(2_000)).getvalue().decode()
    for old, new in (("trkseg", "rte"), ("trkpt", "rtept"), ("<trk>", ""), ("</trk>", "")):
        content = content.replace(old, new)

    assert read_gpx(BytesIO(content.encode()), trim_metres=0).metres > 1_900


@pytest.mark.parametrize("head", [BOMB, pytest.param(OUTSIDE, id="outside")])
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
        pytest.param(b'<gpx><trkpt lat="x" lon="1"/></gpx>', id="gpx-trkpt-lat-x-lon-1-gpx"),
        pytest.param(b'<gpx><trkpt lat="91" lon="1"/></gpx>', id="gpx-trkpt-lat-91-lon-1-gpx"),
        pytest.param(b'<gpx><trkpt lat="nan" lon="1"/></gpx>', id="gpx-trkpt-lat-nan-lon-1-gpx"),
        b'<gpx><trkpt lon="1"/></gpx>',
        pytest.param(
            b'<?xml version="1.0" encoding="nonsense"?><gpx/>', id="xml-version-1-0-encoding"
        ),
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
    monkeypatch.setattr("core.files.gpx.HEAVIEST", 10)

    with pytest.raises(GpxTooHeavyError):
        read_gpx(BytesIO(b"x" * 11))


def test_simplified_keeps_the_shape_of_a_winding_way():
    winding = [Point(47 + number / 2_000, 1 + (number % 2) / 100) for number in range(4_000)]

    pieces = simplified([winding], most=500)

    assert len(pieces[0]) <= 500
    assert length_of(pieces[0]) > 100_000


@pytest.mark.parametrize("repeated", ["<a/>", "<trkseg/>", "<wpt><a/></wpt>"])
def test_read_gpx_counts_every_element(repeated, monkeypatch):
    monkeypatch.setattr("core.files.gpx.MOST_ELEMENTS", 1_000)
    content = "<gpx>" + repeated * 1_000 + "</gpx>"

    with pytest.raises(GpxTooDetailedError):
        read_gpx(BytesIO(content.encode()))


def test_read_gpx_refuses_elements_in_elements_without_end():
    with pytest.raises(NotAGpxFileError):
        read_gpx(BytesIO(b"<gpx>" + b"<a>" * 100_000))


def test_read_gpx_forgets_what_it_has_read():
    content = BytesIO(b"<gpx>" + b"<a/>" * 100_000 + b"</gpx>")

    tracemalloc.start()
    with pytest.raises(GpxEmptyError):
        read_gpx(content)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert most < 2_000_000


POINT = '<trkpt lat="47.{0:05}" lon="1.{1:05}"><ele>{0}</ele></trkpt>'


@pytest.mark.parametrize(
    "make",
    [
        lambda size: "<gpx>" + "<a/>" * size + "</gpx>",
        lambda size: HEAD.format("") + f"<trkpt lat='47' lon='1'>{'<a/>' * size}</trkpt>" + TAIL,
        lambda size: f"<gpx a='{'b' * size * 9}'/>",
        lambda size: (
            HEAD.format("")
            + "".join(POINT.format(number, number * 7 % 1_000) for number in range(size))
            + TAIL
        ),
    ],
)
def test_read_gpx_takes_twice_as_long_for_twice_as_much(make):
    assert_linear(
        lambda content: read_gpx(BytesIO(content)), lambda size: make(size).encode(), 2_000
    )
