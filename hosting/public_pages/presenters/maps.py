"""A map of our own: how large a sheet public points need, and towns to find one's way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, radians

from django.core.cache import cache

from commons.geography.models import Locality
from commons.geography.outlines import land_in
from core.values.geo import Box, Point
from ui.maps import Drawing, Spot, Town, draw

WIDTH = 640
SHAPE = 0.94  # height of the sheet for its width
LEAST_DEGREES = 0.2  # about 20 km: closer would tell too much
MARGIN = 1.16
TOWNS = 5
TOWNS_REMEMBERED_FOR = 3_600  # seconds
APART = 0.12  # of the sheet between two names


@dataclass(frozen=True, slots=True)
class PlaceMap:
    """What `components/map.html` needs: a drawing, and the spots of the page."""

    drawing: Drawing
    spots: tuple[Spot, ...]
    land: str  # address of the outlines below the moving map


def drawing_of(
    box: Box, spots: Iterable[Spot], *, width: int = WIDTH, road: Sequence[Point] = ()
) -> Drawing:
    """On our own outlines, with the largest towns to find one's way. One read."""
    land = [area.rings for area in land_in(box, width=width)]
    # Remembered for a while: towns rarely move.
    corners = (box.south, box.west, box.north, box.east)
    key = "hosting.towns." + ",".join(f"{degrees:.3f}" for degrees in corners)
    known: list[Town] | None = cache.get(key)
    if known is None:
        # The largest ones that leave each other room.
        apart = (box.north - box.south) * APART
        towns: list[Town] = []
        largest = Locality.objects.present().inside(box).order_by("-population", "pk")
        for place in largest[: TOWNS * 4]:
            near = any(abs(town.point.latitude - place.latitude) < apart for town in towns)
            if not near and len(towns) < TOWNS:
                towns.append(Town(place.name, place.point))
        known = towns
        cache.set(key, known, TOWNS_REMEMBERED_FOR)
    return draw(box=box, width=width, spots=spots, land=land, road=road, towns=known)


def box_around(points: Sequence[Point], *, shape: float = SHAPE, margin: float = MARGIN) -> Box:
    """All of them with a margin, in the shape of the sheet."""
    south, north = min(p.latitude for p in points), max(p.latitude for p in points)
    west, east = min(p.longitude for p in points), max(p.longitude for p in points)
    middle = Point((south + north) / 2, (west + east) / 2)
    shrink = cos(radians(middle.latitude))
    width = max((east - west) * shrink, (north - south) / shape, LEAST_DEGREES) * margin
    half_width, half_height = width / shrink / 2, width * shape / 2
    return Box(
        south=max(middle.latitude - half_height, -85.0),
        west=middle.longitude - half_width,
        north=min(middle.latitude + half_height, 85.0),
        east=middle.longitude + half_width,
    )
