"""Tiles as words of the full text, so that a text around a place looks only at what lies there.

The table walks through the shortest list and skips in the others: without tiles it would walk
through every offer on earth that has the words.
"""

from __future__ import annotations

from typing import Final

from core.geo import Point
from search.engine.circle import boxes_around
from search.engine.grid import tile_of
from search.engine.question import Near

ZOOMS: Final = (9, 8, 7, 6)  # from about 50 km to about 400 km in France
MOST_TILES: Final = 12


def tokens_of(point: Point | None) -> str:
    """The tiles that hold a point."""
    if point is None:
        return ""
    return " ".join(_token(zoom, *tile_of(point, zoom)) for zoom in ZOOMS)


def tiles_around(near: Near) -> str:
    """The finest tiles that hold the circle and aren't too many. Empty where it is too wide."""
    for zoom in ZOOMS:
        tiles = _tiles(near, zoom)
        if tiles:
            return " OR ".join(f'"{_token(zoom, x, y)}"' for x, y in tiles)
    return ""


def _tiles(near: Near, zoom: int) -> list[tuple[int, int]]:
    tiles = []
    for box in boxes_around(near):
        west, north = tile_of(Point(box.north, box.west), zoom)
        east, south = tile_of(Point(box.south, box.east), zoom)
        if (east - west + 1) * (south - north + 1) > MOST_TILES:
            return []
        tiles += [(x, y) for x in range(west, east + 1) for y in range(north, south + 1)]
    return tiles


def _token(zoom: int, x: int, y: int) -> str:
    return f"z{zoom}x{x}y{y}"
