"""A map drawn by the server: our own outlines, and circles that never point at a house."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from core.values.geo import Box, Point

LEAST_METRES = 500.0
LEAST_RADIUS = 26  # of a circle on the drawing, so that its letter doesn't hide it
METRES_PER_DEGREE = 111_195.0

type Rings = Sequence[Sequence[Sequence[float]]]  # of [longitude, latitude], as in GeoJSON


@dataclass(frozen=True, slots=True)
class Spot:
    """A public point and what stands there; a card of the same page says `key` in `data-places`."""

    point: Point
    label: str
    url: str
    letter: str = ""
    kind: str = ""
    key: str = ""
    metres: float = 1_000.0
    count: int = 0  # more than one thing: a cluster


@dataclass(frozen=True, slots=True)
class Town:
    """A name that helps to find one's way."""

    name: str
    point: Point


@dataclass(frozen=True, slots=True)
class Shape:
    """Below the pins; `name` is `land`, `here` for what the page is about, or `road`."""

    name: str
    path: str


@dataclass(frozen=True, slots=True)
class Pin:
    """A spot, where the drawing has it."""

    spot: Spot
    x: int
    y: int
    radius: int


@dataclass(frozen=True, slots=True)
class Label:
    """A town, where the drawing has it."""

    name: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """What `components/map_drawing.html` draws."""

    width: int
    height: int
    shapes: tuple[Shape, ...]
    pins: tuple[Pin, ...]
    towns: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """A box of the earth on a sheet of paper: equirectangular, true at its middle latitude."""

    box: Box
    width: int

    @property
    def scale(self) -> float:
        """Units of the drawing for one degree of latitude."""
        return self.width / ((self.box.east - self.box.west) * self._shrink)

    @property
    def height(self) -> int:
        return round((self.box.north - self.box.south) * self.scale)

    def place(self, point: Point) -> tuple[int, int]:
        x = (point.longitude - self.box.west) * self._shrink * self.scale
        return round(x), round((self.box.north - point.latitude) * self.scale)

    def point(self, x: float, y: float) -> Point:
        """What stands at this place of the sheet."""
        longitude = self.box.west + x / self._shrink / self.scale
        return Point(self.box.north - y / self.scale, longitude)

    @property
    def _shrink(self) -> float:
        return math.cos(math.radians((self.box.north + self.box.south) / 2))


def draw(
    *,
    box: Box,
    width: int,
    spots: Iterable[Spot] = (),
    land: Iterable[Rings] = (),
    here: Rings = (),
    towns: Iterable[Town] = (),
    road: Sequence[Point] = (),
) -> Drawing:
    """Land, the area the page is about, a road, and a circle of at least 500 m for each spot."""
    frame = Frame(box, width)
    shapes = [Shape("land", _path(rings, frame)) for rings in land]
    if here:
        shapes.append(Shape("here", _path(here, frame)))
    if len(road) > 1:
        # From place to place; a road ends where it ends.
        shapes.append(Shape("road", "M" + "L".join(f"{x} {y}" for x, y in map(frame.place, road))))
    pins = []
    for spot in spots:
        metres = max(spot.metres, LEAST_METRES)
        radius = math.ceil(metres / METRES_PER_DEGREE * frame.scale)
        pins.append(Pin(spot, *frame.place(spot.point), max(radius, LEAST_RADIUS)))
    labels = tuple(Label(town.name, *frame.place(town.point)) for town in towns)
    return Drawing(width, frame.height, tuple(shapes), tuple(pins), labels)


def gather(spots: Iterable[Spot], *, box: Box, width: int, apart: int) -> tuple[Spot, ...]:
    """Spots nearer to each other than `apart` units become the largest of them, with all counts.

    The largest come first, so that a village joins the town and never the other way round.
    """
    frame = Frame(box, width)
    groups: list[Spot] = []
    for spot in sorted(spots, key=lambda one: (-one.count, one.label)):
        place = frame.place(spot.point)
        near = [
            index
            for index, group in enumerate(groups)
            if math.dist(place, frame.place(group.point)) < apart
        ]
        if near:
            group = groups[near[0]]
            groups[near[0]] = replace(group, count=group.count + spot.count)
        else:
            groups.append(spot)
    return tuple(groups)


def _path(rings: Rings, frame: Frame) -> str:
    """In steps from point to point, which takes half the bytes; what falls together is one."""
    lines = []
    for ring in rings:
        places = (frame.place(Point(latitude, longitude)) for longitude, latitude, *_ in ring)
        points = [place for place, _same in groupby(places)]
        if points[-1] == points[0]:
            points.pop()  # z leads back
        if len(points) > 2:
            steps = (f"{x - from_x} {y - from_y}" for (from_x, from_y), (x, y) in pairwise(points))
            lines.append(f"M{points[0][0]} {points[0][1]}l{' '.join(steps)}z")
    return "".join(lines)
