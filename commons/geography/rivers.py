"""Rivers as lines: which flow near a point, and what they are called.

`data/rivers.geojson.gz` is made by `commons.geography.prepare`; its README names the sources.
"""

from __future__ import annotations

import gzip
import json
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from commons.geography.gazetteer import words_of
from commons.geography.outlines import Position
from core.values.geo import EARTH_RADIUS, Point

FILE: Final = Path(__file__).parent / "data" / "rivers.geojson.gz"
ALONG: Final = 5_000  # metres: as far as a house lies "by the river"
CELL: Final = 0.1  # degrees of the grid in which pieces of rivers are looked up
DEGREE: Final = math.radians(1) * EARTH_RADIUS  # metres of a degree of latitude


@dataclass(frozen=True, slots=True)
class Piece:
    """A straight piece of a river."""

    code: str
    start: Position
    end: Position

    def metres_from(self, point: Point) -> float:
        """On a plane around the point: exact to a few metres where it matters."""
        wide = math.cos(math.radians(point.latitude))
        (x1, y1), (x2, y2) = (
            ((x - point.longitude) * wide, y - point.latitude) for x, y in (self.start, self.end)
        )
        run, rise = x2 - x1, y2 - y1
        length = run * run + rise * rise
        share = max(0.0, min(1.0, -(x1 * run + y1 * rise) / length)) if length else 0.0
        return math.hypot(x1 + share * run, y1 + share * rise) * DEGREE


def rivers_along(point: Point, *, metres: float = ALONG) -> frozenset[str]:
    """Codes of the rivers that flow at most so far from a point."""
    pieces = {
        piece
        for cell in _cells(
            (point.longitude, point.latitude), (point.longitude, point.latitude), metres
        )
        for piece in _grid().get(cell, ())
    }
    near = {piece.code for piece in pieces if piece.metres_from(point) <= metres}
    return frozenset(near)


@cache
def river_labels() -> Mapping[str, str]:
    """Codes and names, in the order of the names."""
    names = {one["code"]: one["name"] for one in _properties()}
    return dict(sorted(names.items(), key=lambda pair: words_of(pair[1])))


@cache
def rivers_by_name() -> Mapping[str, frozenset[str]]:
    """Codes by folded words with spaces between: the Rhine has a name in each language."""
    found: dict[str, frozenset[str]] = {}
    for one in _properties():
        for name in (one["name"], *one["other_names"]):
            key = " ".join(words_of(name))
            found[key] = found.get(key, frozenset()) | {one["code"]}
    return found


@cache
def _grid() -> Mapping[tuple[int, int], list[Piece]]:
    grid: dict[tuple[int, int], list[Piece]] = defaultdict(list)
    for feature in _features():
        code = feature["properties"]["code"]
        for line in feature["geometry"]["coordinates"]:
            for start, end in pairwise(line):
                piece = Piece(code, (start[0], start[1]), (end[0], end[1]))
                for cell in _cells(piece.start, piece.end, 0):
                    grid[cell].append(piece)
    return grid


def _cells(one: Position, other: Position, metres: float) -> Iterator[tuple[int, int]]:
    """Of the grid, around two positions and so far about them."""
    high = metres / DEGREE
    wide = high / max(math.cos(math.radians(one[1])), 0.01)
    west, east = sorted((one[0], other[0]))
    south, north = sorted((one[1], other[1]))
    for column in range(_cell(west - wide), _cell(east + wide) + 1):
        for row in range(_cell(south - high), _cell(north + high) + 1):
            yield column, row


def _cell(degrees: float) -> int:
    return math.floor(degrees / CELL)


def _properties() -> list[dict[str, Any]]:
    return [feature["properties"] for feature in _features()]


def _features() -> list[dict[str, Any]]:
    features: list[dict[str, Any]] = json.loads(gzip.decompress(FILE.read_bytes()))["features"]
    return features
