"""A map of our own: how large a sheet public points need, and towns to find one's way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache, partial
from math import cos, radians

from commons.geography.layers import AREAS, LayerKind, layers_in
from commons.geography.models import Locality
from commons.geography.outlines import land_in
from core.cache.caching import get_or_set
from core.values.geo import Box, Point
from ui.maps import Drawing, Spot, Town, Ways, draw

WIDTH = 640
SHAPE = 0.94  # height of the sheet for its width
LEAST_DEGREES = 0.2  # about 20 km: closer would tell too much
MARGIN = 1.16
TOWNS = 7
CANDIDATES = 40  # towns that may find no room between pins
TOWNS_REMEMBERED_FOR = timedelta(hours=1)


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
    ways, stations = background(box, width=width)
    # Remembered for a while: towns rarely move.
    corners = (box.south, box.west, box.north, box.east)
    key = "hosting.largest_towns." + ",".join(f"{degrees:.3f}" for degrees in corners)
    rows = get_or_set(key, partial(_largest_towns, box), TOWNS_REMEMBERED_FOR)
    towns = [Town(name, Point(latitude, longitude)) for name, latitude, longitude in rows]
    land = [area.rings for area in land_in(box, width=width)]
    return draw(
        box=box,
        width=width,
        spots=spots,
        land=land,
        ways=ways,
        road=road,
        towns=towns,
        stations=stations,
        most_towns=TOWNS,
    )


def _largest_towns(box: Box) -> list[tuple[str, float, float]]:
    """Name, latitude and longitude: plain values are read from the cache in less time."""
    largest = Locality.objects.present().inside(box).order_by("-population", "pk")
    return [(place.name, place.latitude, place.longitude) for place in largest[:CANDIDATES]]


@lru_cache(maxsize=64)
def background(box: Box, *, width: int) -> tuple[tuple[Ways, ...], tuple[Town, ...]]:
    """Waters, built-up areas and railways below a map, and the stations of a small one."""
    ways, stations = [], []
    for feature in layers_in(box, width=width):
        if feature.kind == LayerKind.STATION:
            (((longitude, latitude),),) = feature.ways
            stations.append(Town(feature.name, Point(latitude, longitude)))
            continue
        is_area = feature.kind in AREAS
        shape = f"{feature.kind}-main" if feature.rank == 1 and not is_area else str(feature.kind)
        label = feature.name if feature.kind == LayerKind.RIVER else ""
        ways.append(Ways(shape, feature.ways, is_area, label))
    return tuple(ways), tuple(stations)


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
