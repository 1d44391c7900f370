"""The map of all offers, or of all in a box: counted tiles, and what lies along an edge.

Tiles are counted as offers are written. Those that lie wholly in a box are taken as they are; of
those that its edge cuts, each offer is looked at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from core.values.geo import Box, Point
from search.engines.clause import Clause
from search.engines.grid import GATHERED, corner_of, tile_of, zoom_for
from search.engines.sqlite.conditions import in_one_of
from search.engines.sqlite.tables import MICRO, rows
from search.query.engine_results import Area, Cell

BOUNDS: Final = """SELECT
(SELECT o.latitude FROM {offer} o WHERE o.latitude >= %(south)s AND {inside}
    ORDER BY o.latitude LIMIT 1),
(SELECT o.longitude FROM {offer} o WHERE o.longitude >= %(west)s AND {inside}
    ORDER BY o.longitude LIMIT 1),
(SELECT o.latitude FROM {offer} o WHERE o.latitude <= %(north)s AND {inside}
    ORDER BY o.latitude DESC LIMIT 1),
(SELECT o.longitude FROM {offer} o WHERE o.longitude <= %(east)s AND {inside}
    ORDER BY o.longitude DESC LIMIT 1)"""
TILES: Final = """SELECT x >> %(shift)s, y >> %(shift)s, sum(offers), sum(south), sum(west)
FROM {tile} WHERE offers > 0 AND ({whole}) GROUP BY 1, 2"""
STRIP: Final = """SELECT o.id, o.latitude, o.longitude FROM {offer} o
WHERE {along} BETWEEN {first} AND {last} AND +{across} BETWEEN {least} AND {most}"""
WORLD: Final = Box(-90.0, -180.0, 90.0, 180.0)
HAIR: Final = 1e-9  # degrees: an edge of a tile is not known better


@dataclass(frozen=True, slots=True)
class TileRange:
    """The tiles that lie wholly in a box: columns and rows, both ends included."""

    west: int
    north: int
    east: int
    south: int

    @classmethod
    def of(cls, box: Box) -> TileRange:
        """All but those in which its corners lie, and what is in line with them."""
        west, north = tile_of(Point(box.north, box.west), GATHERED)
        east, south = tile_of(Point(box.south, box.east), GATHERED)
        return cls(west + 1, north + 1, east - 1, south - 1)

    def __bool__(self) -> bool:
        return self.west <= self.east and self.north <= self.south

    def holds(self, x: int, y: int) -> bool:
        return self.west <= x <= self.east and self.north <= y <= self.south

    def box(self) -> Box:
        """Where nobody has to look, a hair less than the tiles."""
        first = corner_of(self.west, self.north, GATHERED)
        last = corner_of(self.east + 1, self.south + 1, GATHERED)
        return Box(
            south=last.latitude + HAIR,
            west=first.longitude + HAIR,
            north=first.latitude - HAIR,
            east=last.longitude - HAIR,
        )


def area_from_aggregates(
    inside: Sequence[Box], names: Mapping[str, str], *, across: int, most: int
) -> Area | None:
    """None where offers are so few, or so close, that each has to be looked at."""
    whole = [TileRange.of(box) for box in inside]
    if not all(whole):
        return None
    # From each edge inwards, until somebody is there.
    clause, boxes = Clause(), inside or [WORLD]
    statement = BOUNDS.format(inside=in_one_of(clause, boxes), **names)
    ends = {
        "south": min(box.south for box in boxes),
        "west": min(box.west for box in boxes),
        "north": max(box.north for box in boxes),
        "east": max(box.east for box in boxes),
    }
    ((south, west, north, east),) = rows(statement, clause.parameters | ends)
    if south is None:
        return Area(None)
    bounds = Box(south, west, north, east)
    zoom = zoom_for(bounds, across=across)
    if zoom > GATHERED:
        return None
    counts, souths, wests = _sums(inside, whole, names, shift=GATHERED - zoom)
    if counts.total() <= most:
        return None
    cells = tuple(
        Cell(*tile, Point(souths[tile] / MICRO / offers, wests[tile] / MICRO / offers), offers)
        for tile, offers in counts.items()
    )
    return Area(bounds, cells=cells, zoom=zoom)


def _sums(
    inside: Sequence[Box], whole: Sequence[TileRange], names: Mapping[str, str], *, shift: int
) -> tuple[Counter[tuple[int, int]], ...]:
    """Offers of each cell, and the sums of both degrees in millionths."""
    counts, south, west = (Counter[tuple[int, int]]() for _ in range(3))
    clause = Clause()
    ranges = [
        f"(x BETWEEN {clause.mark(one.west)} AND {clause.mark(one.east)} "
        f"AND y BETWEEN {clause.mark(one.north)} AND {clause.mark(one.south)})"
        for one in whole
    ]
    statement = TILES.format(whole=" OR ".join(ranges) or "1", **names)
    for x, y, *sums in rows(*(statement, clause.parameters | {"shift": shift})):
        counts[x, y], south[x, y], west[x, y] = sums
    for _pk, *degrees in rows(*_edges(inside, whole, names)) if inside else ():
        x, y = tile_of(Point(*degrees), GATHERED)
        if not any(one.holds(x, y) for one in whole):
            cell = x >> shift, y >> shift
            counts[cell] += 1
            south[cell] += round(degrees[0] * MICRO)
            west[cell] += round(degrees[1] * MICRO)
    return counts, south, west


def _edges(
    inside: Sequence[Box], whole: Sequence[TileRange], names: Mapping[str, str]
) -> tuple[str, dict[str, float]]:
    """One strip along each edge of each box. Who lies in two of them is named once.

    Each by the index along which it is thin.
    """
    clause, strips = Clause(), []
    lying = {"along": "o.latitude", "across": "o.longitude"}
    standing = {"along": "o.longitude", "across": "o.latitude"}
    for box, tiles in zip(inside, whole, strict=True):
        inner = tiles.box()
        for turned, *ends in (
            (lying, box.south, inner.south, box.west, box.east),
            (lying, inner.north, box.north, box.west, box.east),
            (standing, box.west, inner.west, inner.south, inner.north),
            (standing, inner.east, box.east, inner.south, inner.north),
        ):
            marks = zip(("first", "last", "least", "most"), map(clause.mark, ends), strict=True)
            strips.append(STRIP.format(**turned, **dict(marks), **names))
    return " UNION ".join(strips), clause.parameters
