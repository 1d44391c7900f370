"""Where the names of a map stand: clear of pins, of each other and of the frame."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

SIZE: Final = 22  # units of the drawing: the largest that the style sheet takes, on a phone
ADVANCE: Final = 0.54  # width of a letter for its size, on average
GAP: Final = 8  # from the dot to the name
AIR: Final = 3  # around a name
EDGE: Final = 5  # to the frame
SLOPE: Final = 35  # degrees: a steeper river is named across


@dataclass(frozen=True, slots=True)
class Rectangle:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Rectangle) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    @property
    def middle(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    @classmethod
    def around(cls, x: float, y: float, radius: float) -> Rectangle:
        return cls(x - radius, y - radius, x + radius, y + radius)


@dataclass(frozen=True, slots=True)
class Label:
    """A name beside its dot, or beside the pin that covers it. `side` is `right`, `left`, `above`
    or `below`.
    """

    name: str
    x: int
    y: int
    side: str = "right"
    has_dot: bool = True


@dataclass(frozen=True, slots=True)
class WaterLabel:
    """The name of a river along its course; `angle` in degrees, clockwise."""

    name: str
    x: int
    y: int
    angle: int = 0


class Labelling:
    """Places names one after the other, the most important first; what has no room is left out."""

    def __init__(self, width: int, height: int, taken: Iterable[Rectangle] = ()) -> None:
        self._frame = Rectangle(EDGE, EDGE, width - EDGE, height - EDGE)
        self._pins = list(taken)
        self._taken = list(self._pins)

    def place(self, name: str, x: int, y: int) -> Label | None:
        """On the first side that has room: beside its dot, or beside the pin that covers it."""
        dot = Rectangle.around(x, y, AIR)
        cover = next((pin for pin in self._pins if dot.meets(pin)), None)
        if cover is None and any(dot.meets(other) for other in self._taken):
            return None
        around = cover or dot
        for side, box in self._sides(name, around):
            if self._is_free([box]):
                self._taken += [box] if cover else [box, dot]
                if cover is None:
                    return Label(name, x, y, side)
                return Label(name, *_start(side, cover), side, has_dot=False)
        return None

    def place_along(self, name: str, line: Sequence[tuple[int, int]]) -> WaterLabel | None:
        """On a river, where a long piece of it is nearly straight and has room."""
        reach = width_of(name) / 2
        for x, y, angle in _places_along(line, reach):
            turn = math.radians(angle)
            boxes = [
                Rectangle.around(
                    x + share * reach * math.cos(turn), y + share * reach * math.sin(turn), SIZE / 2
                )
                for share in (-1, -0.5, 0, 0.5, 1)
            ]
            if self._is_free(boxes):
                self._taken += boxes
                return WaterLabel(name, round(x), round(y), round(angle))
        return None

    def _is_free(self, boxes: Iterable[Rectangle]) -> bool:
        frame = self._frame
        return all(
            frame.left <= box.left
            and box.right <= frame.right
            and frame.top <= box.top
            and box.bottom <= frame.bottom
            and not any(box.meets(other) for other in self._taken)
            for box in boxes
        )

    @staticmethod
    def _sides(name: str, around: Rectangle) -> Iterator[tuple[str, Rectangle]]:
        width, half = width_of(name), SIZE * 0.62
        x, y = around.middle
        left, right = around.left - GAP + AIR, around.right + GAP - AIR
        yield "right", Rectangle(right - AIR, y - half, right + width + AIR, y + half)
        yield "left", Rectangle(left - width - AIR, y - half, left + AIR, y + half)
        high = SIZE + GAP - AIR
        yield "above", Rectangle(x - width / 2, around.top - high, x + width / 2, around.top)
        yield "below", Rectangle(x - width / 2, around.bottom, x + width / 2, around.bottom + high)


def _start(side: str, cover: Rectangle) -> tuple[int, int]:
    """Where a dot would stand whose name begins at the edge of a pin."""
    x, y = cover.middle
    starts = {
        "right": (cover.right - AIR, y),
        "left": (cover.left + AIR, y),
        "above": (x, cover.top + AIR),
        "below": (x, cover.bottom - AIR),
    }
    return round(starts[side][0]), round(starts[side][1])


def width_of(name: str) -> float:
    """Of a name at its largest, in units of the drawing."""
    return len(name) * SIZE * ADVANCE


def _places_along(
    line: Sequence[tuple[int, int]], reach: float
) -> Iterator[tuple[float, float, float]]:
    """Middles of pieces as long as the name, the straightest first, with their direction."""
    found = []
    for start in range(len(line)):
        length = 0.0
        for end in range(start + 1, len(line)):
            length += math.dist(line[end - 1], line[end])
            if length >= 2 * reach:
                (x1, y1), (x2, y2) = sorted((line[start], line[end]))
                straight = math.dist(line[start], line[end]) / length
                angle = math.degrees(math.atan2(y2 - y1, x2 - x1))
                bend = (1 - straight) + max(abs(angle) - SLOPE, 0) / 90
                middle = line[(start + end) // 2]
                found.append(
                    (bend, ((x1 + x2) / 2 + middle[0]) / 2, (y1 + y2 + 2 * middle[1]) / 4, angle)
                )
                break
    for bend, x, y, angle in sorted(found):
        if bend < 0.35:
            yield x, y, angle
