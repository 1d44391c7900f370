"""What lies around a community that nobody here offers: landmarks of public lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from commons.geography.models import Landmark
from core.values.geo import Box, Point

RADIUS: Final = 8_000.0  # metres
MAX_CANDIDATES: Final = 400  # of a box, before the nearest are chosen
MAX_LANDMARKS: Final = 8


@dataclass(frozen=True, slots=True)
class NearbyLandmark:
    """A landmark and how far it is from the middle."""

    name: str
    kind: str
    metres: float
    creator: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The nearest, and who told of them, as the licence asks."""

    landmarks: tuple[NearbyLandmark, ...]
    creators: str


def surroundings_of(middle: Point) -> Surroundings | None:
    """Nothing where no list tells of anything near. One read."""
    rows = Landmark.objects.inside(Box.around(middle, metres=RADIUS)).order_by("pk")[
        :MAX_CANDIDATES
    ]
    near = sorted(
        (
            NearbyLandmark(
                one.name, str(one.get_kind_display()), middle.distance_to(one.point), one.creator
            )
            for one in rows
        ),
        key=lambda one: one.metres,
    )[:MAX_LANDMARKS]
    if not near:
        return None
    creators = dict.fromkeys(one.creator for one in near if one.creator)
    return Surroundings(tuple(near), ", ".join(creators))
