"""Finding places by where they lie."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from commons.geography.models import Locality
from core.values.geo import Box, Point

NEAREST: Final = (5_000, 50_000, 500_000)  # metres: how far to look, step by step


@dataclass(frozen=True, slots=True)
class LocalityAt:
    """A place and how many metres away it is."""

    locality: Locality
    metres: float


def localities_within(point: Point, metres: float) -> list[LocalityAt]:
    """What exists today in a circle, the nearest first."""
    inside = Locality.objects.present().inside(Box.around(point, metres=metres))
    near = (LocalityAt(locality, point.distance_to(locality.point)) for locality in inside)
    return sorted((at for at in near if at.metres <= metres), key=lambda at: at.metres)


def nearest_locality(point: Point) -> Locality | None:
    """Whose centre is nearest; none in the middle of an ocean."""
    for metres in NEAREST:
        if near := localities_within(point, metres):
            return near[0].locality
    return None
