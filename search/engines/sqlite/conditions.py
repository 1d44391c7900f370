"""The conditions of a question in SQL: what somebody typed is always a parameter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from core.values.geo import EARTH_RADIUS, Box
from hosting.offers.choices.lists import Facet
from search.engines.bounding_boxes import bounding_boxes
from search.engines.clause import Clause
from search.query.offer_query import OfferQuery, Starts

WIDE: Final = 3.0  # degrees of latitude
METRES: Final = f"""(2 * {EARTH_RADIUS} * ASIN(SQRT(MIN(1.0,
    POWER(SIN(RADIANS(o.latitude - %(south_{{0}})s) / 2), 2)
    + COS(RADIANS(%(south_{{0}})s)) * COS(RADIANS(o.latitude))
    * POWER(SIN(RADIANS(o.longitude - %(west_{{0}})s) / 2), 2)))))"""

# There are as many combinations as a town has offers: where words or a place leave few, each of
# those is looked at by itself; where all are walked through, the combinations are, once.
MEETS: Final = {
    True: """EXISTS (SELECT 1 FROM {combo} c, json_each(c.tags) v
        WHERE c.id = o.in_{name} AND c.facet = {facet} AND v.value IN ({values})
        GROUP BY c.id HAVING count(*) >= {least})""",
    False: """o.in_{name} IN (SELECT c.id FROM {combo} c, json_each(c.tags) v
        WHERE c.facet = {facet} AND v.value IN ({values})
        GROUP BY c.id HAVING count(*) >= {least})""",
}


def conditions(query: OfferQuery, names: Mapping[str, str], *, key: str) -> Clause:
    """Place, people and dates: what no facet counts without. `key` is how an offer is named."""
    clause = Clause()
    if query.near:
        places = query.near
        boxes = [_touches(clause, box) for near in places for box in bounding_boxes(near)]
        clause.add(f"{key} IN (SELECT id FROM {names['box']} WHERE {' OR '.join(boxes)})")
        circles = []
        for number, near in enumerate(places):
            point = {f"south_{number}": near.point.latitude, f"west_{number}": near.point.longitude}
            clause.parameters |= point
            circles.append(f"{METRES.format(number)} <= {clause.mark(near.km * 1_000)}")
        clause.add(f"({' OR '.join(circles)})")
    if query.inside:
        # Through the tree where little is left; a wide box is sooner scanned than looked up.
        if all(box.north - box.south < WIDE for box in query.inside):
            boxes = [_touches(clause, box) for box in query.inside]
            clause.add(f"{key} IN (SELECT id FROM {names['box']} WHERE {' OR '.join(boxes)})")
        clause.add(in_one_of(clause, query.inside))
    if query.party is not None:
        clause.add(f"{clause.mark(query.share)} BETWEEN o.party_min AND o.party_max")
    if query.dates:
        free = [free for starts in query.dates for free in _free(clause, query, starts, names)]
        clause.add(f"({' OR '.join(free)})")
    return clause


def add_chosen(
    clause: Clause, query: OfferQuery, names: Mapping[str, str], *, without: Facet | None = None
) -> None:
    """What facets were narrowed by."""
    meets = MEETS[bool(query.text or query.near)]
    for facet in Facet:
        if facet == without or not query.of(facet):
            continue
        values = sorted(query.of(facet))
        clause.add(
            meets.format(
                combo=names["combo"],
                name=facet.value,
                facet=clause.mark(facet.value),
                values=", ".join(map(clause.mark, values)),
                least=len(values) if facet.holds_all else 1,
            )
        )


def in_one_of(clause: Clause, inside: Sequence[Box]) -> str:
    """Exactly, and without the help of an index."""
    boxes = [
        f"(+o.latitude BETWEEN {clause.mark(box.south)} AND {clause.mark(box.north)} "
        f"AND +o.longitude BETWEEN {clause.mark(box.west)} AND {clause.mark(box.east)})"
        for box in inside
    ]
    return f"({' OR '.join(boxes)})"


def metres_to_nearest(query: OfferQuery) -> str:
    """The distance to the nearest of the wished places, whose points the conditions name."""
    metres = [METRES.format(number) for number in range(len(query.near))]
    return metres[0] if len(metres) == 1 else f"MIN({', '.join(metres)})"


def _touches(clause: Clause, box: Box) -> str:
    """A rough look into the tree, which keeps its numbers short."""
    return (
        f"(north >= {clause.mark(box.south)} AND south <= {clause.mark(box.north)} "
        f"AND east >= {clause.mark(box.west)} AND west <= {clause.mark(box.east)})"
    )


def _free(
    clause: Clause, query: OfferQuery, starts: Starts, names: Mapping[str, str]
) -> Iterator[str]:
    """Some room for all nights in a row, or seats on one of the days."""
    share, today = clause.mark(query.share), clause.mark(query.today.toordinal())
    first, last = (clause.mark(day.toordinal()) for day in (starts.first, starts.last))
    nights = clause.mark(starts.nights)
    yield (
        f"({nights} BETWEEN o.min_nights AND o.max_nights AND EXISTS (SELECT 1 FROM "
        f"{names['span']} s WHERE s.id = o.id AND s.sleeps >= {share} AND "
        f"MAX({first}, {today} + o.notice_days, s.first) <= MIN({last}, s.until - {nights})))"
    )
    yield (
        f"EXISTS (SELECT 1 FROM {names['seats']} s WHERE s.id = o.id AND s.seats >= {share} "
        f"AND s.day BETWEEN {first} AND {last} + {nights})"
    )
