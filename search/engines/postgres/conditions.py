"""The conditions of a question in SQL: what somebody typed is always a parameter."""

from __future__ import annotations

from typing import Final

from core.values.geo import EARTH_RADIUS, Box
from hosting.offers.choices.lists import Facet
from search.engines.bounding_boxes import bounding_boxes
from search.engines.clause import Clause
from search.engines.postgres.facet_columns import COLUMNS, facet_column
from search.engines.postgres.tables import Names
from search.query.offer_query import OfferQuery

METRES: Final = f"""(2 * {EARTH_RADIUS}::float8 * asin(sqrt(least(1.0::float8,
    power(sin(radians(o.latitude - %(south_{{0}})s::float8) / 2), 2)
    + cos(radians(%(south_{{0}})s::float8)) * cos(radians(o.latitude))
    * power(sin(radians(o.longitude - %(west_{{0}})s::float8) / 2), 2)))))"""


def conditions(query: OfferQuery, names: Names) -> Clause:
    """Place, people and dates: what no facet counts without."""
    clause = Clause()
    if query.near:
        circles = []
        for number, near in enumerate(query.near):
            touched = " OR ".join(_touches(clause, box) for box in bounding_boxes(near))
            point = {f"south_{number}": near.point.latitude, f"west_{number}": near.point.longitude}
            clause.parameters |= point
            within = f"{METRES.format(number)} <= {clause.mark(near.km * 1_000)}"
            circles.append(f"(({touched}) AND {within})")
        clause.add(f"({' OR '.join(circles)})")
    if query.inside:
        boxes = [
            f"({_touches(clause, box)} "
            f"AND o.latitude BETWEEN {clause.mark(box.south)} AND {clause.mark(box.north)} "
            f"AND o.longitude BETWEEN {clause.mark(box.west)} AND {clause.mark(box.east)})"
            for box in query.inside
        ]
        clause.add(f"({' OR '.join(boxes)})")
    if query.party is not None:
        clause.add(f"{clause.mark(query.share)} BETWEEN o.party_min AND o.party_max")
    if query.dates:
        # Some room for all nights in a row, or seats on one of the days.
        share, today = clause.mark(query.share), clause.mark(query.today.toordinal())
        free = []
        for starts in query.dates:
            first, last = (clause.mark(day.toordinal()) for day in (starts.first, starts.last))
            nights = clause.mark(starts.nights)
            earliest = f"greatest({first}, {today} + f.notice_days, f.first)"
            free.append(
                f"(f.until > f.first AND {nights} BETWEEN f.min_nights AND f.max_nights "
                f"AND {earliest} <= least({last}, f.until - {nights}) "
                f"OR f.until = f.first AND f.first BETWEEN {first} AND {last} + {nights})"
            )
        clause.add(
            f"EXISTS (SELECT FROM {names['free']} f "
            f"WHERE f.id = o.id AND f.takes >= {share} AND ({' OR '.join(free)}))"
        )
    return clause


def metres_to_nearest(query: OfferQuery) -> str:
    """The distance to the nearest of the wished places, whose points the conditions name."""
    metres = [METRES.format(number) for number in range(len(query.near))]
    return f"least({', '.join(metres)})" if metres else "NULL::float8"


def _touches(clause: Clause, box: Box) -> str:
    """A rough look into the tree: PostgreSQL compares its points with a little tolerance."""
    corners = [
        f"point({clause.mark(longitude)}, {clause.mark(latitude)})"
        for longitude, latitude in ((box.east, box.north), (box.west, box.south))
    ]
    return f"point(o.longitude, o.latitude) <@ box({', '.join(corners)})"


def meets(clause: Clause, query: OfferQuery, facet: Facet, names: Names) -> str:
    """Whether a row of `o` has what was chosen. The combinations that do are looked up once."""
    drawers: dict[int, list[str]] = {}
    for value in sorted(query.of(facet)):
        drawers.setdefault(facet_column(facet, value), []).append(value)
    link = " AND " if facet.holds_all else " OR "
    return link.join(
        f"o.{COLUMNS[drawer]} IN (SELECT combo FROM {names['tag']} "
        f"WHERE facet = {clause.mark(facet.value)} AND tag = ANY({clause.mark(values)}) "
        f"GROUP BY combo HAVING count(*) >= {len(values) if facet.holds_all else 1})"
        for drawer, values in drawers.items()
    )
