"""A recorded way from a GPX file: read in small pieces, simplified, its ends away from the door.

What somebody uploads is read through `core.files.gpx_uploads`, apart from the site.
"""

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
from core.values.geo import EARTH_RADIUS, Point

MIB: Final = 1 << 20
HEAVIEST: Final = 20 * MIB
MOST_POINTS: Final = 200_000
MOST_ELEMENTS: Final = 800_000  # a point of a watch brings up to eight along
DEEPEST: Final = 30
POINTS: Final = {"trkpt", "rtept"}
KEPT_POINTS: Final = 1_500  # what a drawing and a page can carry
CLOSEST: Final = 12.0  # metres between two points that are read
SMALLEST: Final = 150.0  # square metres that a point must make a difference of
MOST_PIECES: Final = KEPT_POINTS // 2  # each is drawn by two points at least
NOISE: Final = 5.0  # metres of height
TRIM_METRES: Final = 500.0  # metres that are left out at both ends

type Piece = list[Point]
type Measured = list[tuple[Point, float | None]]  # with its height, where the file knows one


class NotAGpxFileError(DomainError):
    message = _("This file isn’t a GPX file we can read. Export it again, or choose another one.")


class GpxTooHeavyError(DomainError):
    message = _("This file is too large. Choose one that’s %(limit)s MB or smaller.")


class GpxTooLongError(DomainError):
    message = _(
        "This file has more than %(limit)s points. Simplify the route in "
        "your route planner or GPS app, then upload the file again."
    )


class GpxTooDetailedError(DomainError):
    message = _(
        "This file contains too much data besides the route. Export it again without sensor data."
    )


class GpxTooManyPiecesError(DomainError):
    message = _(
        "This route is split into more than %(limit)s segments. Join "
        "them in your route planner or GPS app, then upload the file "
        "again."
    )


class GpxEmptyError(DomainError):
    message = _(
        "There’s no route in this file, or it’s shorter than the parts "
        "we remove at both ends. Choose another file."
    )


@dataclass(frozen=True, slots=True)
class Way:
    """Pieces of a line as it is shown. `climb` is metres upwards on it, where heights are known."""

    pieces: list[Piece]
    metres: float
    climb: float | None


def read_gpx(file: IO[bytes], *, trim_metres: float = TRIM_METRES) -> Way:
    """The way in a file. Times, names and everything else in it stay outside.

    Raises NotAGpxFileError (also for a file with entities), GpxTooHeavyError, GpxTooLongError,
    GpxTooDetailedError, GpxTooManyPiecesError, GpxEmptyError.
    """
    require_light(file)
    file.seek(0)
    try:
        raw = list(_pieces(iterparse(file, events=("start", "end"), forbid_dtd=True)))
    except (ParseError, DefusedXmlException, ValueError, LookupError) as failure:
        raise NotAGpxFileError from failure
    shown = without_ends(raw, trim_metres)
    if not shown:
        raise GpxEmptyError
    if len(shown) > MOST_PIECES:
        raise GpxTooManyPiecesError(limit=MOST_PIECES)
    pieces = [[point for point, _height in piece] for piece in shown]
    # Metres upwards within the pieces; smaller ups and downs are the noise of the device.
    known = [[height for _point, height in piece if height is not None] for piece in shown]
    climbs = [_climb_of(heights) for heights in known if len(heights) > 1]
    return Way(simplified(pieces), sum(map(length_of, pieces)), sum(climbs) if climbs else None)


def require_light(file: IO[bytes]) -> None:
    """Raises GpxTooHeavyError; nothing is read."""
    if file.seek(0, 2) > HEAVIEST:
        raise GpxTooHeavyError(limit=HEAVIEST // MIB)


def length_of(piece: Piece) -> float:
    return sum(a.distance_to(b) for a, b in pairwise(piece))


def without_ends(pieces: list[Measured], metres: float) -> list[Measured]:
    """Leave out what lies near the first and the last point: people set out from their door.

    Near is meant as the crow flies and holds for the whole way, so that a loop hides it too.
    """
    whole = [point for piece in pieces for point, _height in piece]
    if not whole or not metres:
        return [piece for piece in pieces if len(piece) > 1]
    ends = (whole[0], whole[-1])
    kept: list[Measured] = []
    for piece in pieces:
        kept.append([])
        for point, height in piece:
            if min(point.distance_to(end) for end in ends) >= metres:
                kept[-1].append((point, height))
            elif kept[-1]:
                kept.append([])
    return [piece for piece in kept if len(piece) > 1]


def simplified(pieces: list[Piece], most: int = KEPT_POINTS) -> list[Piece]:
    """As few points as draw the same line, rounded to about a metre. Every piece stays."""
    whole = sum(map(len, pieces))
    shares = [max(2, len(piece) * most // max(whole, most)) for piece in pieces]
    return [
        [Point(round(point.latitude, 5), round(point.longitude, 5)) for point in kept]
        for kept in map(_simpler, pieces, shares)
    ]


def _pieces(events: Iterable[tuple[str, Any]]) -> Iterator[Measured]:
    """A piece for each track segment, or for each route where there is no track."""
    piece: Measured = []
    points = 0
    for tag, element in _ended(events):
        if tag in POINTS:
            points += 1
            if points > MOST_POINTS:
                raise GpxTooLongError(limit=MOST_POINTS)
            latitude, longitude = float(element.get("lat", "")), float(element.get("lon", ""))
            if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
                raise NotAGpxFileError
            point = Point(latitude, longitude)
            height = _height_of(element)
            # What stands nearly where the last one stood says nothing new.
            if not piece or piece[-1][0].distance_to(point) >= CLOSEST:
                piece.append((point, height))
        elif tag in {"trkseg", "rte"}:
            yield piece
            piece = []


def _ended(events: Iterable[tuple[str, Any]]) -> Iterator[tuple[str, Any]]:
    """Each element at its end, with its name; nothing but what is open stays in memory."""
    open_elements: list[Any] = []
    seen = 0
    for event, element in events:
        if event == "start":
            seen += 1
            open_elements.append(element)
            if _name_of(open_elements[0]) != "gpx" or len(open_elements) > DEEPEST:
                raise NotAGpxFileError
            if seen > MOST_ELEMENTS:
                raise GpxTooDetailedError
            continue
        open_elements.pop()
        yield _name_of(element), element
        if open_elements and _name_of(open_elements[-1]) not in POINTS:
            del open_elements[-1][:]


def _name_of(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _height_of(element: Any) -> float | None:
    for child in element:
        if str(child.tag).endswith("ele") and child.text:
            height = float(child.text)
            return height if math.isfinite(height) else None
    return None


def _climb_of(heights: list[float]) -> float:
    climb, level = 0.0, heights[0]
    for height in heights[1:]:
        if abs(height - level) >= NOISE:
            climb, level = climb + max(0.0, height - level), height
    return climb


def _simpler(piece: Piece, most: int) -> Piece:
    """Visvalingam and Whyatt: the point whose triangle with its neighbours is smallest goes first.

    The end of a way there and back has a triangle without any area: it is weighed by its distance
    as well (`_weight`). However the line winds, it takes n log n steps.
    """
    # Metres east and north, good enough over the length of a walk.
    shrink = math.cos(math.radians(piece[0].latitude))
    flat = [
        (
            math.radians(point.longitude) * EARTH_RADIUS * shrink,
            math.radians(point.latitude) * EARTH_RADIUS,
        )
        for point in piece
    ]
    before, after = [*range(-1, len(piece) - 1)], [*range(1, len(piece) + 1)]
    gone: set[int] = set()
    heap = [(_weight(flat, at - 1, at, at + 1), at) for at in range(1, len(piece) - 1)]
    current = {at: weight for weight, at in heap}
    heapify(heap)
    while heap and (heap[0][0] < SMALLEST or len(piece) - len(gone) > most):
        weight, at = heappop(heap)
        if at in gone or weight != current[at]:
            continue  # its neighbours have changed since
        gone.add(at)
        left, right = before[at], after[at]
        after[left], before[right] = right, left
        for near in (left, right):
            if 0 < near < len(piece) - 1:
                current[near] = max(weight, _weight(flat, before[near], near, after[near]))
                heappush(heap, (current[near], near))
    return [point for at, point in enumerate(piece) if at not in gone]


def _weight(flat: list[tuple[float, float]], left: int, at: int, right: int) -> float:
    """Square metres: of the triangle, or of the distance to the side across, whichever is more."""
    (a, b), (c, d), (e, f) = flat[left], flat[at], flat[right]
    area = abs((c - a) * (f - b) - (e - a) * (d - b)) / 2
    side = (e - a) ** 2 + (f - b) ** 2
    along = ((c - a) * (e - a) + (d - b) * (f - b)) / side if side else 0.0
    nearest = min(1.0, max(0.0, along))
    away = (c - a - nearest * (e - a)) ** 2 + (d - b - nearest * (f - b)) ** 2
    return max(area, away)
