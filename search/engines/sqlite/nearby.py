"""Tiles as words of the full text, so that a text around a place looks only at what lies there.

The table walks through the shortest list and skips in the others: without tiles it would walk
through every offer on earth that has the words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from core.values.geo import Point
from search.engines.bounding_boxes import bounding_boxes
from search.engines.grid import tile_of
from search.query.offer_query import Near

ZOOMS: Final = (9, 8, 7, 6)  # from about 50 km to about 400 km in France
MOST_TILES: Final = 12


def tokens_of(point: Point | None) -> str:
    """The tiles that hold a point."""
    if point is None:
        return ""
    return " ".join(_token(zoom, *tile_of(point, zoom)) for zoom in ZOOMS)


def tiles_around(places: Sequence[Near]) -> str:
    """The tiles that hold all circles. Empty where there is none, or one is too wide."""
    circles = []
    for near in places:
        # The finest that hold the circle and aren't too many.
        by_zoom = (
            " OR ".join(f'"{_token(zoom, x, y)}"' for x, y in _tiles(near, zoom)) for zoom in ZOOMS
        )
        circles.append(next(filter(None, by_zoom), ""))
    return " OR ".join(circles) if all(circles) else ""


def _tiles(near: Near, zoom: int) -> list[tuple[int, int]]:
    tiles = []
    for box in bounding_boxes(near):
        west, north = tile_of(Point(box.north, box.west), zoom)
        east, south = tile_of(Point(box.south, box.east), zoom)
        if (east - west + 1) * (south - north + 1) > MOST_TILES:
            return []
        tiles += [(x, y) for x in range(west, east + 1) for y in range(north, south + 1)]
    return tiles


def _token(zoom: int, x: int, y: int) -> str:
    return f"z{zoom}x{x}y{y}"
