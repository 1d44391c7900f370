"""A map drawn by the server: our own outlines, and circles that never point at a house."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations, groupby, pairwise

from core.values.geo import Box, Point
from ui.map_labels import Label, Labelling, Rectangle, WaterLabel

LEAST_METRES = 500.0
LEAST_RADIUS = 26  # of a circle on the drawing, so that its letter doesn't hide it
METRES_PER_DEGREE = 111_195.0
PIN = 26  # units around a letter that stay free, at its largest: on a phone
CLUSTERS = (28, 34, 42, 50)  # the same around a number, by its digits from two on
ROUNDS = 60  # in which pins step aside for each other
LEAST_STEP = 3  # units between two points of a road: nearer ones make no bend
STRAIGHT = 24  # units of a road that need no bend: a recorded way has its own
TOWNS_APART = 75  # units between two of them
MOST_WATERS = 9  # names of rivers
MOST_STATION_NAMES = 6
MOVED = 6  # units: less than this needs no line back to the place

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
    lang: str = ""  # of the label, where somebody wrote it


@dataclass(frozen=True, slots=True)
class Town:
    """A name that helps to find one's way."""

    name: str
    point: Point


@dataclass(frozen=True, slots=True)
class Ways:
    """Lines or areas below the pins: the name of their shape, and that of a river."""

    shape: str
    ways: Rings
    closed: bool = False
    label: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """Below the pins: `land`, `here` for what the page is about, `road`, or the shape of ways."""

    name: str
    path: str


@dataclass(frozen=True, slots=True)
class Pin:
    """A spot on the drawing. `moved` is where it stands so that it covers no other pin."""

    spot: Spot
    x: int
    y: int
    radius: int
    moved: tuple[int, int] | None = None

    @property
    def stands(self) -> tuple[int, int]:
        return self.moved or (self.x, self.y)

    @property
    def shift(self) -> str:
        """Where it stands, as `transform` says it."""
        x, y = self.stands
        return f"translate({x} {y})"

    @property
    def leader(self) -> str:
        """The line back to its place, as the path of a pin that has moved."""
        x, y = self.stands
        return f"M{self.x} {self.y}L{x} {y}"

    @property
    def digits(self) -> int:
        """Of the number of a cluster: its circle is as large as that needs."""
        return len(str(self.spot.count))

    @property
    def room(self) -> int:
        """Units around its middle that stay free."""
        if self.spot.count > 1:
            return CLUSTERS[min(max(self.digits - 2, 0), len(CLUSTERS) - 1)]
        return PIN


@dataclass(frozen=True, slots=True)
class Drawing:
    """What `components/map_drawing.html` draws."""

    width: int
    height: int
    shapes: tuple[Shape, ...]
    pins: tuple[Pin, ...]
    towns: tuple[Label, ...]
    stations: tuple[Label, ...] = ()
    waters: tuple[WaterLabel, ...] = ()


@dataclass(frozen=True)  # without slots, to remember what each point is placed by
class Frame:
    """A box of the earth on a sheet of paper: equirectangular, true at its middle latitude."""

    box: Box
    width: int

    @cached_property
    def scale(self) -> float:
        """Units of the drawing for one degree of latitude."""
        return self.width / ((self.box.east - self.box.west) * self._shrink)

    @cached_property
    def height(self) -> int:
        return round((self.box.north - self.box.south) * self.scale)

    def place(self, point: Point) -> tuple[int, int]:
        x = (point.longitude - self.box.west) * self._shrink * self.scale
        return round(x), round((self.box.north - point.latitude) * self.scale)

    def point(self, x: float, y: float) -> Point:
        """What stands at this place of the sheet."""
        longitude = self.box.west + x / self._shrink / self.scale
        return Point(self.box.north - y / self.scale, longitude)

    @cached_property
    def _shrink(self) -> float:
        return math.cos(math.radians((self.box.north + self.box.south) / 2))


def draw(
    *,
    box: Box,
    width: int,
    spots: Iterable[Spot] = (),
    land: Iterable[Rings] = (),
    here: Rings = (),
    ways: Iterable[Ways] = (),
    towns: Iterable[Town] = (),
    stations: Iterable[Town] = (),
    road: Sequence[Point] = (),
    most_towns: int = 99,
) -> Drawing:
    """Land, the area the page is about, waters and railways, a road, and a circle of at least
    500 m for each spot. Towns come in the order of their importance; those without room are left
    out.
    """
    frame = Frame(box, width)
    shapes = [Shape("land", _path(rings, frame)) for rings in land]
    if here:
        shapes.append(Shape("here", _path(here, frame)))
    ways = list(ways)
    shapes += _shapes_of(ways, frame)
    if len(road) > 1:
        shapes.append(Shape("road", _road(_spaced(list(map(frame.place, road))))))
    pins = []
    for spot in spots:
        metres = max(spot.metres, LEAST_METRES)
        radius = math.ceil(metres / METRES_PER_DEGREE * frame.scale)
        pins.append(Pin(spot, *frame.place(spot.point), max(radius, LEAST_RADIUS)))
    pins = _apart(pins, frame)
    labelling = Labelling(width, frame.height, (_taken(pin) for pin in pins))
    labels = _labels(labelling, frame, towns, most=most_towns)
    waters = _water_labels(labelling, frame, ways)
    shown = {label.name for label in labels}
    marks = _station_marks(labelling, frame, stations, shown)
    return Drawing(width, frame.height, tuple(shapes), tuple(pins), labels, marks, waters)


def spot_features(spots: Iterable[Spot]) -> dict[str, object]:
    """GeoJSON of spots for the map that moves."""
    features = [
        {
            "type": "Feature",
            "geometry": {
                "type": "Point",
                "coordinates": [round(spot.point.longitude, 3), round(spot.point.latitude, 3)],
            },
            "properties": {
                "label": spot.label,
                "url": spot.url,
                "letter": spot.letter,
                "kind": spot.kind,
                "key": spot.key,
                "metres": spot.metres,
            },
        }
        for spot in spots
    ]
    return {"type": "FeatureCollection", "features": features}


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


def _shapes_of(ways: Iterable[Ways], frame: Frame) -> list[Shape]:
    """One for all ways of a name, in the order of the first."""
    paths: dict[str, str] = {}
    for one in ways:
        path = _path(one.ways, frame) if one.closed else _lines(one.ways, frame)
        paths[one.shape] = paths.get(one.shape, "") + path
    return [Shape(name, path) for name, path in paths.items() if path]


def _taken(pin: Pin) -> Rectangle:
    x, y = pin.stands
    return Rectangle.around(x, y, pin.room if pin.spot.letter or pin.spot.count > 1 else 8)


def _labels(
    labelling: Labelling, frame: Frame, towns: Iterable[Town], *, most: int
) -> tuple[Label, ...]:
    """The most important that leave each other room: no suburbs beside their town."""
    labels: list[Label] = []
    places: list[tuple[int, int]] = []
    for town in towns:
        if len(labels) == most:
            break
        place = frame.place(town.point)
        if any(math.dist(place, other) < TOWNS_APART for other in places):
            continue
        if label := labelling.place(town.name, *place):
            labels.append(label)
            places.append(place)
    return tuple(labels)


def _water_labels(
    labelling: Labelling, frame: Frame, ways: Iterable[Ways]
) -> tuple[WaterLabel, ...]:
    """Each river once, where its longest piece has room; the last ones, which are drawn above the
    others, first.
    """
    lines: dict[str, list[list[tuple[int, int]]]] = {}
    for one in reversed(list(ways)):
        if one.label:
            lines.setdefault(one.label, []).extend(
                [frame.place(Point(y, x)) for x, y, *_ in way] for way in one.ways
            )
    found: list[WaterLabel] = []
    for name, pieces in lines.items():
        if len(found) == MOST_WATERS:
            break
        labels = (labelling.place_along(name, piece) for piece in sorted(pieces, key=len)[::-1])
        if label := next(filter(None, labels), None):
            found.append(label)
    return tuple(found)


def _station_marks(
    labelling: Labelling, frame: Frame, stations: Iterable[Town], shown: Collection[str]
) -> tuple[Label, ...]:
    """All inside the frame; a few with a name, where no town of this name stands already."""
    marks: list[Label] = []
    named = 0
    for station in stations:
        x, y = frame.place(station.point)
        if not (0 <= x <= frame.width and 0 <= y <= frame.height):
            continue
        label = None
        if named < MOST_STATION_NAMES and station.name not in shown:
            label = labelling.place(station.name, x, y)
        named += bool(label)
        marks.append(label if label and label.has_dot else Label("", x, y))
    return tuple(marks)


def _apart(pins: Sequence[Pin], frame: Frame) -> list[Pin]:
    """Letters and numbers step aside until none covers another; each keeps a line to its place."""
    lettered = [index for index, pin in enumerate(pins) if pin.spot.letter or pin.spot.count > 1]
    places = {index: (float(pins[index].x), float(pins[index].y)) for index in lettered}
    rooms = [pin.room for pin in pins]
    for _round in range(ROUNDS):
        is_settled = True
        for one, other in combinations(lettered, 2):
            is_settled &= not _push_apart(places, one, other, rooms[one] + rooms[other])
        if is_settled:
            break
        for index in lettered:
            room = rooms[index]
            x, y = places[index]
            places[index] = (
                min(max(x, room), max(frame.width - room, room)),
                min(max(y, room), max(frame.height - room, room)),
            )
    return [
        replace(pin, moved=(round(places[index][0]), round(places[index][1])))
        if index in places and math.dist(places[index], (pin.x, pin.y)) > MOVED
        else pin
        for index, pin in enumerate(pins)
    ]


def _push_apart(places: dict[int, tuple[float, float]], one: int, other: int, apart: float) -> bool:
    """Whether two were closer than `apart`; each then makes half of the way."""
    (x1, y1), (x2, y2) = places[one], places[other]
    away = math.dist((x1, y1), (x2, y2))
    if away >= apart - 0.5:
        return False
    # Two at one place part in a direction of their own, so that several make a ring.
    turn = one * 2.4
    along_x, along_y = (
        ((x2 - x1) / away, (y2 - y1) / away) if away > 0.01 else (math.cos(turn), math.sin(turn))
    )
    step = (apart - away) / 2
    places[one] = (x1 - along_x * step, y1 - along_y * step)
    places[other] = (x2 + along_x * step, y2 + along_y * step)
    return True


def _spaced(places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Fewer points where they crowd; both ends stay."""
    kept = [places[0]]
    for place in places[1:-1]:
        if math.dist(place, kept[-1]) >= LEAST_STEP:
            kept.append(place)
    if len(kept) > 1 and math.dist(places[-1], kept[-1]) < LEAST_STEP:
        kept.pop()
    return [*kept, places[-1]]


def _road(places: Sequence[tuple[int, int]]) -> str:
    """From place to place in bends (Catmull-Rom spline); a road ends where it ends."""
    path = [f"M{places[0][0]} {places[0][1]}"]
    for index in range(len(places) - 1):
        if len(places) == 2 or math.dist(places[index], places[index + 1]) < STRAIGHT:
            path.append(f"L{places[index + 1][0]} {places[index + 1][1]}")
            continue
        before, start = places[max(index - 1, 0)], places[index]
        end, after = places[index + 1], places[min(index + 2, len(places) - 1)]
        out = [round(s + (e - b) / 6) for b, s, e in zip(before, start, end, strict=True)]
        into = [round(e - (a - s) / 6) for s, e, a in zip(start, end, after, strict=True)]
        path.append(f"C{out[0]} {out[1]} {into[0]} {into[1]} {end[0]} {end[1]}")
    return "".join(path)


def _lines(ways: Rings, frame: Frame) -> str:
    """Open lines, in steps from point to point; what falls together is one."""
    lines = []
    for way in ways:
        places = (frame.place(Point(latitude, longitude)) for longitude, latitude, *_ in way)
        points = [place for place, _same in groupby(places)]
        if len(points) > 1:
            lines.append(_moves(points))
    return "".join(lines)


def _moves(points: Sequence[tuple[int, int]]) -> str:
    steps = (f"{x - from_x} {y - from_y}" for (from_x, from_y), (x, y) in pairwise(points))
    return f"M{points[0][0]} {points[0][1]}l{' '.join(steps)}"


def _path(rings: Rings, frame: Frame) -> str:
    """In steps from point to point, which takes half the bytes; what falls together is one."""
    lines = []
    for ring in rings:
        places = (frame.place(Point(latitude, longitude)) for longitude, latitude, *_ in ring)
        points = [place for place, _same in groupby(places)]
        if points[-1] == points[0]:
            points.pop()  # z leads back
        if len(points) > 2:
            lines.append(f"{_moves(points)}z")
    return "".join(lines)
