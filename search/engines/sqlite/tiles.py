"""The map of a question: gathered by the tables, then again into the cells of what is shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Final

from core.values.geo import Box, Point
from search.engines.grid import CLOSEST, GATHERED, zoom_for
from search.engines.sqlite.session import SearchSession
from search.engines.sqlite.source import Source
from search.query.engine_results import Area, Cell, Pin
from search.query.offer_query import OfferQuery

SUMS: Final = "count(*), sum(o.latitude), sum(o.longitude)"
REACH: Final = "min(o.latitude), min(o.longitude), max(o.latitude), max(o.longitude)"
PINS: Final = "o.id, o.latitude, o.longitude"

type Tile = tuple[int, int]


def area_in_tiles(query: OfferQuery, session: SearchSession, *, across: int, most: int) -> Area:
    """One look where few fit, another one where many do, and a third for cells of a few streets."""
    source = Source(query, session)
    found = source.read(PINS, end=f"AND o.x IS NOT NULL LIMIT {most + 1:d}")
    if not found:
        return Area(None)
    if len(found) <= most:
        pins = tuple(Pin(pk, Point(*at)) for pk, *at in found)
        return Area(_bounds_of([at * 2 for _pk, *at in found]), pins=pins)
    tiles = _tiles(source, GATHERED, f"{SUMS}, {REACH}")
    bounds = _bounds_of(sums[3:] for sums in tiles.values())
    zoom = zoom_for(bounds, across=across)
    finest = GATHERED if zoom <= GATHERED else zoom
    fine = tiles if finest == GATHERED else _tiles(source, finest, SUMS)
    # Tiles into cells that are so many zooms coarser; each at the middle of what lies in it.
    gathered: dict[Tile, list[Sequence[Any]]] = defaultdict(list)
    for (x, y), sums in fine.items():
        gathered[x >> (finest - zoom), y >> (finest - zoom)].append(sums)
    cells = []
    for tile, inside in gathered.items():
        count, south, west = (sum(sums[at] for sums in inside) for at in range(3))
        cells.append(Cell(*tile, Point(south / count, west / count), count))
    return Area(bounds, cells=tuple(cells), zoom=zoom)


def _tiles(source: Source, zoom: int, columns: str) -> dict[Tile, Sequence[Any]]:
    shift = CLOSEST - zoom
    columns = f"o.x >> {shift}, o.y >> {shift}, {columns}"
    found = source.read(columns, end="AND o.x IS NOT NULL GROUP BY 1, 2")
    return {(x, y): sums for x, y, *sums in found}


def _bounds_of(reaches: Iterable[Sequence[float]]) -> Box:
    south, west, north, east = zip(*reaches, strict=True)
    return Box(min(south), min(west), max(north), max(east))
