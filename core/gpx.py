"""A recorded way from a GPX file: read in small pieces, simplified, its ends away from the door."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from itertools import pairwise
from typing import IO, Any, Final
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse
from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from core.geo import EARTH_RADIUS, Point

MIB: Final = 1 << 20
HEAVIEST: Final = 20 * MIB
MOST_POINTS: Final = 200_000
KEPT_POINTS: Final = 1_500  # what a drawing and a page can carry
CLOSEST: Final = 12.0  # metres between two points that are read
SMALLEST: Final = 150.0  # square metres that a point must make a difference of
NOISE: Final = 5.0  # metres of height
FROM_THE_DOOR: Final = 500.0  # metres that are left out at both ends

type Piece = list[Point]


class NotAGpxFileError(DomainError):
    message = _("This is no GPX file that we can read.")


class GpxTooHeavyError(DomainError):
    message = _("This file is too heavy: %(limit)s MiB at most.")


class GpxTooLongError(DomainError):
    message = _(
        "This file has more than %(limit)s points. Let your device or map simplify the way first."
    )


class GpxEmptyError(DomainError):
    message = _("There is no way in this file, or it is shorter than what we leave out.")


@dataclass(frozen=True, slots=True)
class Way:
    """Pieces of a line. `climb` is metres upwards, where the file knew heights."""

    pieces: list[Piece]
    metres: float
    climb: float | None


def read_gpx(file: IO[bytes], *, from_the_door: float = FROM_THE_DOOR) -> Way:
    """The way in a file. Times, names and everything else in it stay outside.

    Raises NotAGpxFileError (also for a file with entities), GpxTooHeavyError, GpxTooLongError,
    GpxEmptyError.
    """
    if file.seek(0, 2) > HEAVIEST:
        raise GpxTooHeavyError(limit=HEAVIEST // MIB)
    file.seek(0)
    try:
        raw = list(_pieces(iterparse(file, events=("start", "end"), forbid_dtd=True)))
    except (ParseError, DefusedXmlException, ValueError, LookupError) as failure:
        raise NotAGpxFileError from failure
    climb = _climb(raw)
    pieces = without_ends([[point for point, _height in piece] for piece in raw], from_the_door)
    if not pieces:
        raise GpxEmptyError
    return Way(simplified(pieces), sum(map(length_of, pieces)), climb)


def length_of(piece: Piece) -> float:
    return sum(a.distance_to(b) for a, b in pairwise(piece))


def without_ends(pieces: list[Piece], metres: float) -> list[Piece]:
    """Leave out what lies near the first and the last point: people set out from their door.

    Near is meant as the crow flies and holds for the whole way, so that a loop hides it too.
    """
    whole = [point for piece in pieces for point in piece]
    if not whole or not metres:
        return [piece for piece in pieces if len(piece) > 1]
    doors = (whole[0], whole[-1])
    kept: list[Piece] = []
    for piece in pieces:
        kept.append([])
        for point in piece:
            if min(point.distance_to(door) for door in doors) >= metres:
                kept[-1].append(point)
            elif kept[-1]:
                kept.append([])
    return [piece for piece in kept if len(piece) > 1]


def simplified(pieces: list[Piece], most: int = KEPT_POINTS) -> list[Piece]:
    """As few points as draw the same line, rounded to about a metre."""
    whole = sum(map(len, pieces))
    shares = [max(2, len(piece) * most // max(whole, most)) for piece in pieces]
    return [
        [Point(round(point.latitude, 5), round(point.longitude, 5)) for point in kept]
        for kept in map(_simpler, pieces[: most // 2], shares)
    ]


def _pieces(events: Iterable[tuple[str, Any]]) -> Iterator[list[tuple[Point, float | None]]]:
    """A piece for each track segment, or for each route where there is no track."""
    piece: list[tuple[Point, float | None]] = []
    seen, root = 0, None
    for event, element in events:
        root = element if root is None else root
        tag = str(element.tag).rpartition("}")[2]
        if event == "start":
            _require_gpx(root, tag)
            continue
        if tag in {"trkpt", "rtept"}:
            seen += 1
            if seen > MOST_POINTS:
                raise GpxTooLongError(limit=MOST_POINTS)
            _append(piece, _point_of(element), _height_of(element))
        if tag in {"trkseg", "rte"}:
            yield piece
            piece = []
        if tag in {"trkpt", "rtept", "wpt", "trkseg", "rte", "extensions", "metadata"}:
            element.clear()


def _require_gpx(root: Any, tag: str) -> None:
    if str(root.tag).rpartition("}")[2] != "gpx":
        raise NotAGpxFileError


def _append(piece: list[tuple[Point, float | None]], point: Point, height: float | None) -> None:
    """What stands nearly where the last one stood says nothing new."""
    if not piece or piece[-1][0].distance_to(point) >= CLOSEST:
        piece.append((point, height))


def _point_of(element: Any) -> Point:
    latitude, longitude = float(element.get("lat", "")), float(element.get("lon", ""))
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise NotAGpxFileError
    return Point(latitude, longitude)


def _height_of(element: Any) -> float | None:
    for child in element:
        if str(child.tag).endswith("ele") and child.text:
            height = float(child.text)
            return height if math.isfinite(height) else None
    return None


def _climb(pieces: list[list[tuple[Point, float | None]]]) -> float | None:
    """Metres upwards; what goes to and fro by less is the noise of the device."""
    heights = [height for piece in pieces for _point, height in piece if height is not None]
    if len(heights) < 2:
        return None
    climb, level = 0.0, heights[0]
    for height in heights[1:]:
        if abs(height - level) >= NOISE:
            climb, level = climb + max(0.0, height - level), height
    return climb


def _simpler(piece: Piece, most: int) -> Piece:
    """Visvalingam and Whyatt: the point whose triangle with its neighbours is smallest goes first.

    However the line winds, it takes n log n steps.
    """
    flat = _flat(piece)
    before, after = [*range(-1, len(piece) - 1)], [*range(1, len(piece) + 1)]
    gone: set[int] = set()
    heap = [(_area(flat, at - 1, at, at + 1), at) for at in range(1, len(piece) - 1)]
    current = {at: area for area, at in heap}
    heapify(heap)
    while heap and (heap[0][0] < SMALLEST or len(piece) - len(gone) > most):
        area, at = heappop(heap)
        if at in gone or area != current[at]:
            continue  # its neighbours have changed since
        gone.add(at)
        left, right = before[at], after[at]
        after[left], before[right] = right, left
        for near in (left, right):
            if 0 < near < len(piece) - 1:
                current[near] = max(area, _area(flat, before[near], near, after[near]))
                heappush(heap, (current[near], near))
    return [point for at, point in enumerate(piece) if at not in gone]


def _flat(piece: Piece) -> list[tuple[float, float]]:
    """Metres east and north, good enough over the length of a walk."""
    shrink = math.cos(math.radians(piece[0].latitude))
    return [
        (
            math.radians(point.longitude) * EARTH_RADIUS * shrink,
            math.radians(point.latitude) * EARTH_RADIUS,
        )
        for point in piece
    ]


def _area(flat: list[tuple[float, float]], left: int, at: int, right: int) -> float:
    """Square metres of the triangle."""
    (a, b), (c, d), (e, f) = flat[left], flat[at], flat[right]
    return abs((c - a) * (f - b) - (e - a) * (d - b)) / 2
