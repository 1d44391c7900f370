"""Points on the earth, and how a private point becomes one that may be shown."""

from __future__ import annotations

import math
from dataclasses import dataclass

EARTH_RADIUS = 6_371_000.0


@dataclass(frozen=True, slots=True)
class Point:
    """Degrees, WGS 84."""

    latitude: float
    longitude: float

    def distance_to(self, other: Point) -> float:
        """Metres along the ground (haversine formula)."""
        south, north = math.radians(self.latitude), math.radians(other.latitude)
        width = math.radians(other.longitude - self.longitude)
        chord = (
            math.sin((north - south) / 2) ** 2
            + math.cos(south) * math.cos(north) * math.sin(width / 2) ** 2
        )
        return 2 * EARTH_RADIUS * math.asin(math.sqrt(chord))


@dataclass(frozen=True, slots=True)
class Box:
    """South-west and north-east corner, in degrees. It never crosses the date line."""

    south: float
    west: float
    north: float
    east: float

    @classmethod
    def around(cls, centre: Point, *, metres: float) -> Box:
        """The smallest box that holds the circle."""
        height = math.degrees(metres / EARTH_RADIUS)
        width = height / max(math.cos(math.radians(centre.latitude)), 0.01)
        return cls(
            south=max(centre.latitude - height, -90.0),
            west=max(centre.longitude - width, -180.0),
            north=min(centre.latitude + height, 90.0),
            east=min(centre.longitude + width, 180.0),
        )


@dataclass(frozen=True, slots=True)
class Ring:
    """How far off a public point may lie, in metres."""

    nearest: float
    farthest: float


CLOSE = Ring(600.0, 1_000.0)
SPARSE = Ring(1_000.0, 1_800.0)
VERY_SPARSE = Ring(1_600.0, 3_000.0)


def ring_for(population: int) -> Ring:
    """The fewer people live in a commune, the easier a house is guessed: the ring grows."""
    if population < 300:
        return VERY_SPARSE
    return SPARSE if population < 2_000 else CLOSE


def public_point(exact: Point, *, seed: bytes, ring: Ring = CLOSE) -> Point:
    """A point inside the ring around `exact`, the same for the same seed, uniform in area.

    Rounding to three decimals moves it by less than 80 m, so at least 500 m remain.
    """
    bearing = _share(seed[:8]) * math.tau
    spread = ring.farthest**2 - ring.nearest**2
    metres = math.sqrt(ring.nearest**2 + _share(seed[8:16]) * spread)
    north = math.degrees(metres * math.cos(bearing) / EARTH_RADIUS)
    east = math.degrees(metres * math.sin(bearing) / EARTH_RADIUS)
    shrink = math.cos(math.radians(exact.latitude))
    return Point(round(exact.latitude + north, 3), round(exact.longitude + east / shrink, 3))


def _share(digits: bytes) -> float:
    return int.from_bytes(digits) / (1 << 8 * len(digits))
