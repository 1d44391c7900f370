"""Outlines of land: read once, cut to a box, and no finer than a drawing can show."""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Final

from core.values.geo import Box

type Position = tuple[float, float]  # longitude, latitude, as in GeoJSON
type Ring = tuple[Position, ...]
type Polygon = tuple[Ring, ...]  # the edge, then its holes

FOLDER: Final = Path(__file__).parent / "data" / "outlines"
FRANCE: Final = "250"  # ISO 3166-1 numeric, as in Natural Earth
WIDE: Final = 7.0  # degrees: beyond, departments are too small to be told apart
RIM: Final = 0.03  # cut this share of the box outside, so that no cut is seen
PIXEL: Final = 0.7  # units of the drawing


@dataclass(frozen=True, slots=True)
class Outline:
    """A country, a department, a commune."""

    code: str
    label: str
    polygons: tuple[Polygon, ...]
    box: Box

    @property
    def rings(self) -> tuple[Ring, ...]:
        """As `ui.maps.draw` takes them."""
        return tuple(ring for polygon in self.polygons for ring in polygon)


@lru_cache
def outlines(name: str) -> tuple[Outline, ...]:
    """All of one file of data/outlines. Neighbours share the positions of their border."""
    known: dict[Position, Position] = {}
    collection = json.loads(gzip.decompress((FOLDER / f"{name}.geojson.gz").read_bytes()))
    return tuple(
        outline_of(
            feature["properties"]["code"],
            feature["properties"]["label"],
            tuple(
                tuple(tuple(known.setdefault((x, y), (x, y)) for x, y in ring) for ring in polygon)
                for polygon in feature["geometry"]["coordinates"]
            ),
        )
        for feature in collection["features"]
    )


def outline_of(code: str, label: str, polygons: tuple[Polygon, ...]) -> Outline:
    edges = tuple(position for polygon in polygons for position in polygon[0])
    return Outline(code, label, polygons, box_of(edges))


def box_of(line: Ring) -> Box:
    west, east = min(x for x, _ in line), max(x for x, _ in line)
    south, north = min(y for _, y in line), max(y for _, y in line)
    return Box(south, west, north, east)


@lru_cache
def edition() -> str:
    """Changes when one of the files does: a browser may keep what it drew until then."""
    digest = sha256()
    for path in sorted(FOLDER.glob("*.geojson.gz")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def outline(name: str, code: str) -> Outline | None:
    """One of a file: `outline("departments", "37")` is what a page about Touraine is about."""
    return next((one for one in outlines(name) if one.code == code), None)


@lru_cache(maxsize=128)
def land_in(box: Box, *, width: int) -> tuple[Outline, ...]:
    """Departments where there are some, countries elsewhere, `width` being that of the drawing."""
    span = box.east - box.west
    areas = [*outlines("departments")] if span < WIDE else []
    areas = [area for area in areas if meet(area.box, box)]
    without = {FRANCE} if areas else set()
    areas += [land for land in outlines("countries") if land.code not in without]
    return tuple(cut(areas, box, PIXEL * span / width))


def cut(found: Sequence[Outline], box: Box, tolerance: float) -> Iterator[Outline]:
    """What of these lies in the box, without details that nobody would see."""
    wide, tall = RIM * (box.east - box.west), RIM * (box.north - box.south)
    cutter = Box(box.south - tall, box.west - wide, box.north + tall, box.east + wide)
    for outline in found:
        if not meet(outline.box, cutter):
            continue
        polygons = tuple(
            rings
            for polygon in outline.polygons
            if (
                rings := tuple(
                    ring for each in polygon if (ring := shorter(each, cutter, tolerance))
                )
            )
        )
        if polygons:
            yield outline_of(outline.code, outline.label, polygons)


def corners_of(rings: Iterable[Ring]) -> set[Position]:
    """Where borders part: positions with more than two neighbours."""
    neighbours: dict[Position, set[Position]] = defaultdict(set)
    for ring in rings:
        for one, other in pairwise(ring):
            neighbours[one].add(other)
            neighbours[other].add(one)
    return {position for position, around in neighbours.items() if len(around) > 2}


def cut_up(ring: Ring, corners: set[Position]) -> Iterator[Ring]:
    """A ring in pieces from corner to corner; one without corners in two halves."""
    stops = [index for index, position in enumerate(ring[:-1]) if position in corners]
    start = stops[0] if stops else ring.index(min(ring))
    turned = (*ring[start:-1], *ring[: start + 1])
    inner = [stop - start for stop in stops[1:]] or [farthest_from_start(turned)]
    for first, last in pairwise([0, *inner, len(turned) - 1]):
        yield turned[first : last + 1]


def farthest_from_start(ring: Ring) -> int:
    (x, y), *_ = ring
    return max(range(len(ring)), key=lambda at: (ring[at][0] - x) ** 2 + (ring[at][1] - y) ** 2)


def shorter(ring: Ring, box: Box, tolerance: float) -> Ring:
    """Cut, then simplified. Empty if nothing to be seen is left."""
    thinned = thin(clip(ring, box), tolerance)
    return thinned if len(thinned) > 3 else ()


def meet(one: Box, other: Box) -> bool:
    return (
        one.south <= other.north
        and other.south <= one.north
        and one.west <= other.east
        and other.west <= one.east
    )


def clip(ring: Ring, box: Box) -> Ring:
    """What of a ring lies in a box (Sutherland and Hodgman), side by side of the box."""
    for axis, limit, sign in (
        (0, box.west, 1),
        (0, box.east, -1),
        (1, box.south, 1),
        (1, box.north, -1),
    ):
        ring = half(ring, axis, limit, sign)
    return ring


def half(ring: Ring, axis: int, limit: float, sign: int) -> Ring:
    """What of a ring lies on the inner side of one line."""
    kept: list[Position] = []
    for before, after in pairwise(ring):
        inside, stays = sign * (before[axis] - limit) >= 0, sign * (after[axis] - limit) >= 0
        if inside:
            kept.append(before)
        if inside != stays:
            share = (limit - before[axis]) / (after[axis] - before[axis])
            crossing = [b + share * (a - b) for b, a in zip(before, after, strict=True)]
            crossing[axis] = limit
            kept.append((crossing[0], crossing[1]))
    return (*kept, kept[0]) if kept else ()


def thin(line: Ring, tolerance: float) -> Ring:
    """Fewer points, none farther from the line than the tolerance (Douglas and Peucker)."""
    if len(line) < 3:
        return line
    keep = {0, len(line) - 1}
    spans = [(0, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        farthest, distance = bulge(line, first, last)
        if distance > tolerance:
            keep.add(farthest)
            spans += [(first, farthest), (farthest, last)]
    return tuple(line[index] for index in sorted(keep))


def bulge(line: Ring, first: int, last: int) -> tuple[int, float]:
    """The point farthest from the chord, and how far it is."""
    (x, y), (end_x, end_y) = line[first], line[last]
    run, rise = end_x - x, end_y - y
    length = (run * run + rise * rise) ** 0.5
    farthest, distance = first, 0.0
    for index in range(first + 1, last):
        away_x, away_y = line[index][0] - x, line[index][1] - y
        away = (
            abs(run * away_y - rise * away_x) / length if length else (away_x**2 + away_y**2) ** 0.5
        )
        if away > distance:
            farthest, distance = index, away
    return farthest, distance
