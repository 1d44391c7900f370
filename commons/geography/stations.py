"""Railway stations, and which are nearest to a point: in a straight line, without a time.

`data/stations.csv.gz` is written by the command `cut_map_layers`; the README beside it names the
sources.
"""

from __future__ import annotations

import csv
import gzip
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from core.values.geo import Box, Point

FILE: Final = Path(__file__).parent / "data" / "stations.csv.gz"
COLUMNS: Final = ("name", "country", "latitude", "longitude")
FARTHEST: Final = 30_000.0  # metres: beyond, nobody says "near a station"
CELL: Final = 0.25  # degrees of the grid in which stations are looked up


@dataclass(frozen=True, slots=True)
class Station:
    """Where passenger trains call, or called when the list was made."""

    name: str
    country: str
    point: Point


@dataclass(frozen=True, slots=True)
class StationAt:
    """A station and how many metres away it is, along the ground in a straight line."""

    station: Station
    metres: float


def nearest_stations(
    point: Point, *, most: int = 3, within: float = FARTHEST
) -> tuple[StationAt, ...]:
    """The nearest first. Two entries of one name are one station."""
    near = [
        StationAt(station, metres)
        for station in _stations_in(Box.around(point, metres=within))
        if (metres := point.distance_to(station.point)) <= within
    ]
    found: dict[str, StationAt] = {}
    for one in sorted(near, key=lambda at: (at.metres, at.station.name)):
        found.setdefault(one.station.name, one)
        if len(found) == most:
            break
    return tuple(found.values())


def _stations_in(box: Box) -> Iterator[Station]:
    grid = _grid()
    for column in range(_cell(box.west), _cell(box.east) + 1):
        for row in range(_cell(box.south), _cell(box.north) + 1):
            yield from grid.get((column, row), ())


@cache
def _grid() -> Mapping[tuple[int, int], list[Station]]:
    grid: dict[tuple[int, int], list[Station]] = defaultdict(list)
    with gzip.open(FILE, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            point = Point(float(row["latitude"]), float(row["longitude"]))
            station = Station(row["name"], row["country"], point)
            grid[_cell(point.longitude), _cell(point.latitude)].append(station)
    return dict(grid)


def _cell(degrees: float) -> int:
    return math.floor(degrees / CELL)
