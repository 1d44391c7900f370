"""The boxes that hold a circle on the earth, for a first rough look."""

from __future__ import annotations

import math
from typing import Final

from core.values.geo import EARTH_RADIUS, Box
from search.query.offer_query import Near

A_LITTLE: Final = 1e-6  # degrees: what rounding may cut off


def bounding_boxes(near: Near) -> list[Box]:
    """One box; two where the circle crosses the date line; all longitudes where it holds a pole.

    The half width is that of the circle's two meridian tangents: asin(sin(r) / cos(latitude)).
    """
    radius = near.km * 1_000 / EARTH_RADIUS
    latitude, longitude = near.point.latitude, near.point.longitude
    height = math.degrees(radius) + A_LITTLE
    south, north = latitude - height, latitude + height
    if south <= -90 or north >= 90:
        return [Box(max(south, -90.0), -180.0, min(north, 90.0), 180.0)]
    half = math.degrees(math.asin(math.sin(radius) / math.cos(math.radians(latitude)))) + A_LITTLE
    west, east = longitude - half, longitude + half
    if west < -180:
        return [Box(south, -180.0, north, east), Box(south, west + 360, north, 180.0)]
    if east > 180:
        return [Box(south, west, north, 180.0), Box(south, -180.0, north, east - 360)]
    return [Box(south, west, north, east)]
