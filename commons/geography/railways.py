"""The way between two places along the railways of the map layers.

Lines are as coarse as a map shows them and end at the borders of regions, so their loose ends are
joined to the nearest line. Only France has lines; elsewhere nothing is found.
"""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from commons.geography.layers import LayerKind, features_of, regions_around
from commons.geography.outlines import Position
from core.values.geo import EARTH_RADIUS, Box, Point

TO_THE_LINE: Final = 8_000.0  # metres: farther from a railway, no train stops at a place
JOINED: Final = 2_000.0  # metres between the loose end of a line and the one it goes on with
SHORTEST: Final = 5_000.0  # metres as the crow flies: below, lines are drawn too coarsely
LONGEST_DETOUR: Final = 1.7  # times the straight line: beyond, the network misses a piece
APART: Final = 2_500.0  # metres between two positions of a straight piece, at most
CELL: Final = 0.1  # degrees of the grid in which positions are looked up
DEGREE: Final = math.radians(1) * EARTH_RADIUS  # metres of a degree of latitude


@lru_cache(maxsize=512)
def railway_between(start: Point, end: Point) -> tuple[Point, ...]:
    """Points of the shortest way by rail, without both ends; nothing where none is known."""
    straight = start.distance_to(end)
    if straight < SHORTEST:
        return ()
    middle = Point((start.latitude + end.latitude) / 2, (start.longitude + end.longitude) / 2)
    around = Box.around(middle, metres=straight * LONGEST_DETOUR / 2)
    network = _network(tuple(regions_around(around)))
    first, last = network.nearest(start), network.nearest(end)
    if first is None or last is None or first == last:
        return ()
    way = network.shortest_way(first, last, longest=straight * LONGEST_DETOUR)
    return tuple(Point(latitude, longitude) for longitude, latitude in way)


@dataclass(frozen=True, slots=True)
class Network:
    """Positions of lines, in a grid, and how many metres away the next ones are."""

    links: Mapping[Position, dict[Position, float]]
    grid: Mapping[tuple[int, int], list[Position]]

    def nearest(self, point: Point) -> Position | None:
        """Where a train may stop for this place."""
        here = (point.longitude, point.latitude)
        near = ((_metres(here, one), one) for one in self.near(here, TO_THE_LINE))
        metres, nearest = min(near, default=(math.inf, None))
        return nearest if metres <= TO_THE_LINE else None

    def near(self, here: Position, metres: float) -> Iterator[Position]:
        """Positions in the cells that a circle touches."""
        high = metres / DEGREE
        wide = high / max(math.cos(math.radians(here[1])), 0.01)
        for column in range(_cell(here[0] - wide), _cell(here[0] + wide) + 1):
            for row in range(_cell(here[1] - high), _cell(here[1] + high) + 1):
                yield from self.grid.get((column, row), ())

    def shortest_way(self, start: Position, end: Position, *, longest: float) -> list[Position]:
        """By A*; nothing where every way is longer than so many metres."""
        came_from: dict[Position, Position | None] = {}
        waiting: list[tuple[float, float, Position, Position | None]] = [(0.0, 0.0, start, None)]
        while waiting:
            _least, length, here, before = heapq.heappop(waiting)
            if here in came_from:
                continue
            came_from[here] = before
            if here == end:
                return list(_back(came_from, end))[::-1]
            for there, metres in self.links[here].items():
                least = length + metres + _metres(there, end)
                if there not in came_from and least <= longest:
                    heapq.heappush(waiting, (least, length + metres, there, here))
        return []


@lru_cache(maxsize=4)  # a few megabytes each
def _network(regions: tuple[str, ...]) -> Network:
    ways = [way for region in regions for way in _railways(region)]
    links: dict[Position, dict[Position, float]] = defaultdict(dict)
    for way in ways:
        for before, after in pairwise(way):
            links[before][after] = links[after][before] = _metres(before, after)
    grid: dict[tuple[int, int], list[Position]] = defaultdict(list)
    for position in links:
        grid[_cell(position[0]), _cell(position[1])].append(position)
    network = Network(links, grid)
    for end in {end for way in ways for end in (way[0], way[-1])}:
        for other in network.near(end, JOINED):
            metres = _metres(end, other)
            if other != end and metres <= JOINED:
                links[end].setdefault(other, metres)
                links[other].setdefault(end, metres)
    return network


def _railways(region: str) -> Iterator[tuple[Position, ...]]:
    for feature in features_of(region):
        if feature.kind == LayerKind.RAILWAY:
            yield from (tuple(_in_short_pieces(way)) for way in feature.ways if len(way) > 1)


def _in_short_pieces(way: tuple[Position, ...]) -> Iterator[Position]:
    """With positions on long straight pieces too: a place beside one is near the line."""
    for (x, y), (to_x, to_y) in pairwise(way):
        pieces = math.ceil(_metres((x, y), (to_x, to_y)) / APART) or 1
        for piece in range(pieces):
            share = piece / pieces
            yield (x + (to_x - x) * share, y + (to_y - y) * share)
    yield way[-1]


def _back(came_from: Mapping[Position, Position | None], end: Position) -> Iterator[Position]:
    here: Position | None = end
    while here is not None:
        yield here
        here = came_from[here]


def _metres(one: Position, other: Position) -> float:
    """On a plane between both; less than a percent off over the length of a country."""
    wide = math.cos(math.radians((one[1] + other[1]) / 2))
    return math.hypot((one[0] - other[0]) * wide, one[1] - other[1]) * DEGREE


def _cell(degrees: float) -> int:
    return math.floor(degrees / CELL)
