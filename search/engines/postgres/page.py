"""The end of the statement that answers a search: one page in order, the total, the facets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from hosting.offers.choices.lists import Facet
from search.engines.clause import Clause
from search.engines.postgres.facet_columns import COLUMNS
from search.engines.postgres.tables import Names
from search.query.errors import InvalidPageCursorError
from search.query.offer_query import OfferQuery

PAGE: Final = """,
page AS (
    SELECT id, host, words, metres, fresh, draw, {order} FROM fit
    WHERE missing = 0 AND {after} ORDER BY {order} LIMIT %(size)s
)"""
HITS: Final = """(SELECT coalesce(json_agg(json_build_array({row})), '[]')::text FROM page
        AS page (id, host, words, metres, fresh, draw, {places}))"""
COUNTED: Final = """,
counted AS (
    SELECT coalesce({combos}) AS combo, grouping({first}) AS is_other, {missing} AS missing,
        count(*) AS count
    FROM fit WHERE {counted} GROUP BY GROUPING SETS ({sets})
),
facet AS (
    SELECT t.facet, t.tag, sum(c.count)::int AS count
    FROM counted c JOIN {tag} t ON t.combo = c.combo
    WHERE c.missing = 0 OR {own}
    GROUP BY 1, 2
)
SELECT EXISTS (SELECT FROM fit),
    (SELECT coalesce(sum(count), 0)::int FROM counted WHERE is_other = 0 AND missing = 0),
    {hits},
    (SELECT coalesce(json_agg(json_build_array(facet, tag, count)), '[]')::text FROM facet)"""


def statement(
    query: OfferQuery, order: Sequence[str], chosen: Sequence[Facet], clause: Clause, names: Names
) -> str:
    """Each facet is counted without its own choice, except where all of its choices must be met."""
    bits = {facet: 1 << at for at, facet in enumerate(chosen) if not facet.holds_all}
    missing, key = ("missing", "missing, ") if chosen else ("0", "")
    counted = COUNTED.format(
        combos=", ".join(COLUMNS),
        first=COLUMNS[0],
        missing=missing,
        counted=f"missing IN ({', '.join(map(str, (0, *bits.values())))})" if chosen else "true",
        sets=", ".join(f"({key}{column})" for column in COLUMNS),
        tag=names["tag"],
        own=" OR ".join(
            f"c.missing = {bit} AND t.facet = '{facet.value}'" for facet, bit in bits.items()
        )
        or "false",
        hits=_hits(order),
    )
    return _page(query, order, clause) + counted


def without_facets(query: OfferQuery, order: Sequence[str], clause: Clause) -> str:
    total = "(SELECT count(*) FROM fit WHERE missing = 0)"
    columns_sql = f" SELECT EXISTS (SELECT FROM fit), {total}, {_hits(order)}"
    return _page(query, order, clause) + columns_sql


def _page(query: OfferQuery, order: Sequence[str], clause: Clause) -> str:
    clause.parameters |= {"size": query.size}
    after = "true"
    if query.after is not None:  # behind the last hit of the page before
        numbers = all(isinstance(one, (int, float)) for one in query.after)
        if len(query.after) != len(order) or not numbers:
            raise InvalidPageCursorError
        marks = ", ".join(f"%(after_{number})s::float8" for number in range(len(order)))
        clause.parameters |= {f"after_{number}": value for number, value in enumerate(query.after)}
        after = f"({', '.join(order)}) > ({marks})"
    return PAGE.format(order=", ".join(order), after=after)


def _hits(order: Sequence[str]) -> str:
    places = [f"place_{number}" for number in range(len(order))]
    row = ", ".join(("id", "host", "words", "metres", "fresh", "draw", *places))
    return HITS.format(row=row, places=", ".join(places))
