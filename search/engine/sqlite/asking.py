"""How a question is put to the index that answers now."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from core.geo import Box, Point
from search.engine.answer import Area, Cell, Hits, Pin
from search.engine.combos import count_combos, count_values
from search.engine.grid import CLOSEST, zoom_for
from search.engine.question import OfferQuery
from search.engine.sqlite.everything import all_hits, asks_nothing
from search.engine.sqlite.gathered import area_in_gathered
from search.engine.sqlite.order import page_of
from search.engine.sqlite.rows import Row, Rows
from search.engine.sqlite.tables import count_all, live_generation, names_of
from search.engine.sqlite.tiles import area_in_tiles


def hits_of(query: OfferQuery) -> Hits:
    """One scan of what the wishes leave, or what is counted beforehand."""
    names = names_of(live_generation())
    if asks_nothing(query):
        return all_hits(query, names)
    rows = Rows(query, names)
    return Hits(
        hits=tuple(page_of(rows.fitting, query, with_words=rows.wording is not None)),
        total=rows.total,
        facets=count_values(count_combos(rows.columns, rows.met), rows.values),
        corrected=rows.corrected,
    )


def total_of(query: OfferQuery) -> int:
    names = names_of(live_generation())
    return count_all(names) if asks_nothing(query) else Rows(query, names, ordered=False).total


def area_of(query: OfferQuery, *, across: int, most: int) -> Area:
    """Pins or cells of whatever has a place."""
    names = names_of(live_generation())
    if asks_nothing(replace(query, inside=())) and (
        area := area_in_gathered(query.inside, names, across=across, most=most)
    ):
        return area
    if not query.text and not query.chosen:
        return area_in_tiles(query, names, across=across, most=most)
    placed = [row for row in Rows(query, names, ordered=False).fitting if row.x is not None]
    if not placed:
        return Area(None)
    points = {row.pk: Point(row.latitude or 0.0, row.longitude or 0.0) for row in placed}
    bounds = _bounds_of(list(points.values()))
    if len(placed) <= most:
        return Area(bounds, pins=tuple(Pin(pk, point) for pk, point in points.items()))
    zoom = zoom_for(bounds, across=across)
    return Area(bounds, cells=tuple(_cells(placed, points, zoom)), zoom=zoom)


def _cells(placed: list[Row], points: dict[int, Point], zoom: int) -> list[Cell]:
    gathered: dict[tuple[int, int], list[Point]] = defaultdict(list)
    shift = CLOSEST - zoom
    for row in placed:
        gathered[(row.x or 0) >> shift, (row.y or 0) >> shift].append(points[row.pk])
    return [Cell(*tile, _middle(inside), len(inside)) for tile, inside in gathered.items()]


def _middle(points: list[Point]) -> Point:
    return Point(
        sum(point.latitude for point in points) / len(points),
        sum(point.longitude for point in points) / len(points),
    )


def _bounds_of(points: list[Point]) -> Box:
    return Box(
        south=min(point.latitude for point in points),
        west=min(point.longitude for point in points),
        north=max(point.latitude for point in points),
        east=max(point.longitude for point in points),
    )
