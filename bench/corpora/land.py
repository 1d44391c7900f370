"""Where offers may lie: places of the gazetteer in cells of half a degree, each with its area."""

from __future__ import annotations

import csv
import gzip
import math
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Final

from bench.corpora.touraine import LOCALITIES
from core.values.geo import Point

CELL: Final = 0.5  # degrees
DEGREE: Final = 111.19  # kilometres along a meridian
TOURS: Final = Point(47.39, 0.69)
EUROPE: Final = (34.0, 72.0, -25.0, 45.0)  # south, north, west, east


@dataclass(frozen=True, slots=True)
class Place:
    """A commune or a city."""

    name: str
    around: str
    country: str
    point: Point


@dataclass(frozen=True, slots=True)
class Cell:
    """Half a degree square, with what is inhabited in it."""

    row: int
    column: int
    places: tuple[Place, ...]

    @property
    def square_km(self) -> float:
        shrink = math.cos(math.radians((self.row + 0.5) * CELL))
        return (DEGREE * CELL) ** 2 * shrink

    @property
    def middle(self) -> Point:
        return Point((self.row + 0.5) * CELL, (self.column + 0.5) * CELL)

    def point(self, place: Place, random: Random) -> Point:
        """Around the place, as far as its part of the cell reaches."""
        reach = CELL / 2 / math.sqrt(len(self.places))
        return Point(
            round(place.point.latitude + random.uniform(-reach, reach), 3),
            round(place.point.longitude + random.uniform(-reach, reach), 3),
        )


@cache
def france() -> list[Cell]:
    """The mainland and Corsica, from Tours outwards."""
    return _cells(lambda place: place.country == "FR")


@cache
def europe() -> list[Cell]:
    """Everything that the gazetteer knows of the continent, from Tours outwards."""
    return _cells(lambda place: True)


def _cells(wanted: Callable[[Place], bool]) -> list[Cell]:
    squares: dict[tuple[int, int], list[Place]] = defaultdict(list)
    south, north, west, east = EUROPE
    with gzip.open(LOCALITIES, "rt", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            point = Point(float(row["latitude"]), float(row["longitude"]))
            inside = south < point.latitude < north and west < point.longitude < east
            if inside and row["kind"] in ("commune", "city"):
                around = f"{row['name']} {row['department']} {row['region']}"
                place = Place(row["name"], " ".join(around.split()), row["country"], point)
                if wanted(place):
                    square = (int(point.latitude // CELL), int(point.longitude // CELL))
                    squares[square].append(place)
    cells = [Cell(row, column, tuple(places)) for (row, column), places in squares.items()]
    return sorted(cells, key=lambda cell: (cell.middle.distance_to(TOURS), cell.row, cell.column))
