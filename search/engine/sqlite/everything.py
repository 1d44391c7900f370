"""What whoever wishes nothing gets: all offers, counted and gathered as they were written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Final

from core.geo import Box, Point
from hosting.enums import Facet
from search.engine.answer import Area, Cell, Hits
from search.engine.combos import count_values, readable
from search.engine.grid import GATHERED, zoom_for
from search.engine.question import OfferQuery
from search.engine.sqlite.order import after_of, columns_of, hit_of
from search.engine.sqlite.rows import FRESH
from search.engine.sqlite.tables import MICRO, count_all, rows

PAGE: Final = """
WITH fitting AS (
    SELECT o.id, o.host, {fresh} AS fresh, o.draw_{draw} AS draw, o.published FROM {offer} o
)
SELECT id, host, 0.0, NULL, fresh, draw, {order} FROM fitting
WHERE {after} ORDER BY {order} LIMIT %(size)s"""
BOUNDS: Final = """SELECT (SELECT min(latitude) FROM {offer}), (SELECT min(longitude) FROM {offer}),
    (SELECT max(latitude) FROM {offer}), (SELECT max(longitude) FROM {offer})"""


def asks_nothing(query: OfferQuery) -> bool:
    wishes = (query.text, query.near, query.inside, query.dates, query.adults, query.chosen)
    return not any(wishes)


def all_hits(query: OfferQuery, names: Mapping[str, str]) -> Hits:
    """Facets as the index has counted them already."""
    found = rows(f"SELECT facet, id, tags, offers FROM {names['combo']} WHERE offers > 0")
    counts: dict[Facet, Counter[int]] = {facet: Counter() for facet in Facet}
    for facet, combo, _told, offers in found:
        counts[Facet(facet)][combo] = offers
    values = readable([[(combo, told) for _facet, combo, told, _offers in found]])
    return Hits(
        hits=tuple(map(hit_of, _page(query, names))),
        total=counts[Facet.KIND].total(),
        facets=count_values(counts, values),
    )


def all_cells(
    names: Mapping[str, str], *, across: int, most: int, inside: Sequence[Box] = ()
) -> Area | None:
    """The gathered tiles. None where offers are so few, or so close, that each is looked at,
    and where no box of the map holds all of them.
    """
    if count_all(names) <= most:
        return None
    ((south, west, north, east),) = rows(BOUNDS.format(**names))
    if south is None:
        return Area(None)
    bounds = Box(south, west, north, east)
    if inside and not any(_holds(box, bounds) for box in inside):
        return None
    zoom = zoom_for(bounds, across=across)
    if zoom > GATHERED:
        return None
    tiles = rows(
        f"SELECT x >> %(shift)s, y >> %(shift)s, sum(south), sum(west), sum(offers) "
        f"FROM {names['tile']} WHERE offers > 0 GROUP BY 1, 2",
        {"shift": GATHERED - zoom},
    )
    if sum(offers for *_tile, offers in tiles) <= most:
        return None
    cells = tuple(
        Cell(x, y, Point(south / MICRO / offers, west / MICRO / offers), offers)
        for x, y, south, west, offers in tiles
    )
    return Area(bounds, cells=cells, zoom=zoom)


def _holds(box: Box, bounds: Box) -> bool:
    return (
        box.south <= bounds.south
        and box.west <= bounds.west
        and box.north >= bounds.north
        and box.east >= bounds.east
    )


def _page(query: OfferQuery, names: Mapping[str, str]) -> list[tuple[Any, ...]]:
    order = columns_of(query, with_words=False)
    after = after_of(query, len(order))
    marks = ", ".join(f"%(after_{number})s" for number in range(len(after)))
    statement = PAGE.format(
        fresh=FRESH,
        draw=query.draw,
        offer=names["offer"],
        order=", ".join(order),
        after=f"({', '.join(order)}) > ({marks})" if after else "1",
    )
    told = {f"after_{number}": value for number, value in enumerate(after)}
    return rows(statement, told | {"today": query.today.toordinal(), "size": query.size})
