"""Which rivers flow near a point."""

import gzip
import json

import pytest

from commons.geography.prepare.rivers import rivers
from commons.geography.rivers import Piece, river_labels, rivers_along, rivers_by_name
from core.values.geo import Point

SOURCE = {
    "type": "FeatureCollection",
    "features": [
        {
            "properties": {"name": name},
            "geometry": {"type": "LineString", "coordinates": line},
        }
        for name, line in (
            ("Rhein", [[7.0, 48.0], [7.00001, 48.05], [7.0, 48.1]]),
            ("Rhin", [[7.0, 47.12345], [7.0, 48.0]]),
            (None, [[0.0, 0.0], [1.0, 1.0]]),
        )
    ],
}


@pytest.mark.parametrize(
    ("place", "point", "found"),
    [
        ("Tours", Point(47.394, 0.685), {"loire", "cher"}),
        ("Chinon", Point(47.168, 0.24), {"vienne"}),
        ("Saumur", Point(47.26, -0.077), {"loire", "thouet"}),
        ("Lucca", Point(43.843, 10.506), set()),
        ("nowhere", Point(0.0, -140.0), set()),
    ],
)
def test_rivers_along_finds_those_that_flow_near(place, point, found):
    assert rivers_along(point) == found


def test_rivers_along_looks_no_further_than_asked():
    loire = Point(47.394, 0.685)

    assert rivers_along(loire, metres=100) == frozenset()
    assert {"loire", "cher", "indre"} <= rivers_along(loire, metres=25_000)


def test_metres_from_measures_to_the_piece_and_its_ends():
    piece = Piece("test", (0.0, 47.0), (0.1, 47.0))
    beside = Point(47.0, 0.05)
    north = Point(47.01, 0.05)
    beyond = Point(47.0, 0.2)

    assert piece.metres_from(beside) == pytest.approx(0.0, abs=1e-6)
    assert piece.metres_from(north) == pytest.approx(north.distance_to(beside), rel=1e-3)
    assert piece.metres_from(beyond) == pytest.approx(
        beyond.distance_to(Point(47.0, 0.1)), rel=1e-3
    )


def test_rivers_are_known_by_all_their_names():
    names = rivers_by_name()

    assert names["rhine"] == names["rhein"] == names["rhin"] == {"rhin"}
    assert river_labels()["rhin"] == "Rhin"
    assert len(river_labels()) == len({*river_labels().values()})


def test_prepare_joins_the_pieces_of_a_river(tmp_path):
    (tmp_path / "rivers_wide.geojson.gz").write_bytes(gzip.compress(json.dumps(SOURCE).encode()))

    made = json.loads(rivers(tmp_path))

    (rhine,) = made["features"]
    assert rhine["properties"] == {
        "code": "rhin",
        "name": "Rhin",
        "other_names": ["Rhine", "Rhein"],
    }
    assert rhine["geometry"]["coordinates"] == [
        [[7.0, 48.0], [7.0, 48.1]],
        [[7.0, 47.123], [7.0, 48.0]],
    ]
