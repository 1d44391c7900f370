"""The map of a question that chooses nothing and says nothing: gathered by the tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from core.geo import Box, Point
from search.engine.answer import Area, Cell, Pin
from search.engine.grid import CLOSEST, zoom_for
from search.engine.question import OfferQuery
from search.engine.sqlite.conditions import conditions
from search.engine.sqlite.tables import rows

REACH: Final = """SELECT count(*), min(o.latitude), min(o.longitude), max(o.latitude),
    max(o.longitude) FROM {source}"""
PINS: Final = "SELECT o.id, o.latitude, o.longitude FROM {source}"
CELLS: Final = """SELECT o.x >> %(shift)s, o.y >> %(shift)s, avg(o.latitude), avg(o.longitude),
    count(*) FROM {source} GROUP BY 1, 2"""


def area_in_tiles(query: OfferQuery, names: Mapping[str, str], *, across: int, most: int) -> Area:
    """Two looks: how far it reaches, then what lies there."""
    clause = conditions(query, names, key="o.id")
    source = f"{names['offer']} o WHERE o.x IS NOT NULL AND {clause.where}"
    ((count, *corners),) = rows(REACH.format(source=source), clause.parameters)
    if not count:
        return Area(None)
    bounds = Box(*corners)
    if count <= most:
        found = rows(PINS.format(source=source), clause.parameters)
        return Area(bounds, pins=tuple(Pin(pk, Point(*at)) for pk, *at in found))
    zoom = zoom_for(bounds, across=across)
    told = clause.parameters | {"shift": CLOSEST - zoom}
    cells = tuple(
        Cell(x, y, Point(south, west), offers)
        for x, y, south, west, offers in rows(CELLS.format(source=source), told)
    )
    return Area(bounds, cells=cells, zoom=zoom)
