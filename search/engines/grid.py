"""The Web Mercator grid that gathers what lies close together, as map tiles are numbered."""

from __future__ import annotations

import math
from typing import Final

from core.values.geo import Box, Point

POLE: Final = 85.05112878  # where the square map ends
CLOSEST: Final = 14
GATHERED: Final = 9  # the finest zoom at which an index may keep counts of its own


def tile_of(point: Point, zoom: int) -> tuple[int, int]:
    """Column and row at this zoom, from the north-west (slippy map tilenames)."""
    count = 1 << zoom
    latitude = math.radians(max(-POLE, min(POLE, point.latitude)))
    x = int((point.longitude + 180.0) / 360.0 * count)
    y = int((1.0 - math.asinh(math.tan(latitude)) / math.pi) / 2.0 * count)
    return max(0, min(count - 1, x)), max(0, min(count - 1, y))


def corner_of(x: int, y: int, zoom: int) -> Point:
    """Where the north-western corner of a tile lies."""
    count = 1 << zoom
    latitude = math.degrees(math.atan(math.sinh(math.pi * (1.0 - 2.0 * y / count))))
    return Point(latitude, x / count * 360.0 - 180.0)


def zoom_for(bounds: Box, *, across: int) -> int:
    """The zoom whose tiles lie about `across` times in the width or height of the box."""
    shrink = math.cos(math.radians((bounds.south + bounds.north) / 2))
    height = (bounds.north - bounds.south) / max(shrink, 0.01)  # Mercator stretches to the poles
    widest = max(bounds.east - bounds.west, height, 360.0 * across / (1 << CLOSEST))
    return max(0, min(CLOSEST, round(math.log2(360.0 * across / widest))))
