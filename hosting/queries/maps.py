"""Offers on a map: a letter for each card, and what lies close together gathered into one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians
from typing import Any

from django.core.cache import cache
from django.urls import reverse
from django.utils.translation import ngettext

from commons.geography.models import Locality
from commons.geography.outlines import land_in
from commons.geography.queries import land_address
from core.geo import Box, Point
from core.ids import public_address
from core.maps import Drawing, Spot, Town, draw
from hosting.queries.candidates import Candidate
from hosting.queries.filters import AROUND_KM

WIDTH = 640
SHAPE = 0.94  # height of the sheet for its width
LEAST_DEGREES = 0.2  # about 20 km: closer would tell too much
MARGIN = 1.16
TOWNS = 5
TOWNS_REMEMBERED_FOR = 3_600  # seconds
APART = 0.12  # of the sheet between two names
COLUMNS = 9  # of the grid that gathers
MOST_PINS = 100  # in one answer; more are gathered
DOT = "•"


@dataclass(frozen=True, slots=True)
class PlaceMap:
    """What `components/map.html` needs: a drawing, and the spots of the page."""

    drawing: Drawing
    spots: tuple[Spot, ...]
    land: str  # address of the outlines below the moving map


def map_of(fitting: Iterable[Candidate], letters: Mapping[str, str]) -> PlaceMap | None:
    """Lettered offers one by one, the others gathered. None where nothing has a place."""
    placed = [one for one in fitting if one.point]
    if not placed:
        return None
    box = box_around([one.public_point for one in placed])
    lettered = tuple(
        _spot(one, letters[one.public_id]) for one in placed if one.public_id in letters
    )
    others = gather([one for one in placed if one.public_id not in letters], box)
    return PlaceMap(drawing_of(box, (*others, *lettered)), lettered, land_address(box))


def drawing_of(box: Box, spots: Iterable[Spot], *, width: int = WIDTH) -> Drawing:
    """On our own outlines, with the largest towns to find one's way. One read."""
    land = [area.rings for area in land_in(box, width=width)]
    return draw(box=box, width=width, spots=spots, land=land, towns=_towns_in(box))


def features_of(fitting: Iterable[Candidate]) -> dict[str, Any]:
    """GeoJSON for the moving map; as small as it may be."""
    placed = [one for one in fitting if one.point]
    if len(placed) > MOST_PINS:
        spots = gather(placed, box_around([one.public_point for one in placed]), letter=DOT)
    else:
        spots = [_spot(one, DOT) for one in placed]
    return {"type": "FeatureCollection", "features": [_feature(spot) for spot in spots]}


def box_around(points: Sequence[Point]) -> Box:
    """All of them with a margin, in the shape of the sheet."""
    south, north = min(p.latitude for p in points), max(p.latitude for p in points)
    west, east = min(p.longitude for p in points), max(p.longitude for p in points)
    middle = Point((south + north) / 2, (west + east) / 2)
    shrink = cos(radians(middle.latitude))
    width = max((east - west) * shrink, (north - south) / SHAPE, LEAST_DEGREES) * MARGIN
    half_width, half_height = width / shrink / 2, width * SHAPE / 2
    return Box(
        south=max(middle.latitude - half_height, -85.0),
        west=middle.longitude - half_width,
        north=min(middle.latitude + half_height, 85.0),
        east=middle.longitude + half_width,
    )


def gather(placed: Iterable[Candidate], box: Box, *, letter: str = "") -> list[Spot]:
    """One spot for each cell of a grid: the offer where it is alone, otherwise a number."""
    side = (box.east - box.west) / COLUMNS
    tall = side * cos(radians((box.north + box.south) / 2))
    cells: dict[tuple[int, int], list[Candidate]] = defaultdict(list)
    for one in placed:
        column = int((one.public_point.longitude - box.west) / side)
        cells[column, int((one.public_point.latitude - box.south) / tall)].append(one)
    return [_spot(cell[0], letter) if len(cell) == 1 else _cluster(cell) for cell in cells.values()]


def _cluster(cell: Sequence[Candidate]) -> Spot:
    points = [one.public_point for one in cell]
    count = len(points)
    middle = Point(
        round(sum(point.latitude for point in points) / count, 3),
        round(sum(point.longitude for point in points) / count, 3),
    )
    farthest = max(middle.distance_to(point) for point in points)
    at = f"{middle.latitude},{middle.longitude}"
    reaching = (km for km in AROUND_KM if km * 1_000 >= farthest)
    query = {"at": at, "km": next(reaching, AROUND_KM[-1])}
    label = ngettext("%(count)s offer near here", "%(count)s offers near here", count)
    url = reverse("hosting:offer-list", query=query)
    return Spot(middle, label % {"count": count}, url, count=count)


def _spot(one: Candidate, letter: str) -> Spot:
    """The address is built from the title that we have: asking for each would take a read."""
    address = public_address(one.title, one.public_id)
    return Spot(
        one.public_point,
        one.title,
        reverse("hosting:offer-detail", args=[address]),
        letter=letter,
        kind=one.kind,
        key=one.public_id,
        metres=one.radius,
    )


def _feature(spot: Spot) -> dict[str, Any]:
    told: dict[str, Any] = {"label": spot.label, "url": spot.url}
    if spot.count:
        told |= {"count": spot.count}
    else:
        told |= {"letter": spot.letter, "kind": spot.kind, "metres": spot.metres, "key": spot.key}
    point = [spot.point.longitude, spot.point.latitude]
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": point},
        "properties": told,
    }


def _towns_in(box: Box) -> list[Town]:
    """Remembered for a while: towns rarely move."""
    corners = (box.south, box.west, box.north, box.east)
    key = "hosting.towns." + ",".join(f"{degrees:.3f}" for degrees in corners)
    known: list[Town] | None = cache.get(key)
    if known is None:
        known = _read_towns(box)
        cache.set(key, known, TOWNS_REMEMBERED_FOR)
    return known


def _read_towns(box: Box) -> list[Town]:
    """The largest ones that leave each other room."""
    apart = (box.north - box.south) * APART
    towns: list[Town] = []
    largest = Locality.objects.present().inside(box).order_by("-population", "pk")
    for place in largest[: TOWNS * 4]:
        near = any(abs(town.point.latitude - place.latitude) < apart for town in towns)
        if not near and len(towns) < TOWNS:
            towns.append(Town(place.name, place.point))
    return towns
