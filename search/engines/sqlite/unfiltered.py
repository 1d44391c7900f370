"""What whoever wishes nothing gets: all offers, counted as they were written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any, Final

from hosting.offers.choices.lists import Facet
from search.engines.facet_combinations import count_values, readable
from search.engines.sqlite.order import FRESH, after_of, columns_of, hit_of
from search.engines.sqlite.tables import ALL, rows
from search.query.engine_results import Hits
from search.query.offer_query import OfferQuery

PAGE: Final = """
WITH fitting AS (
    SELECT o.id, o.host, {fresh} AS fresh, o.draw_{draw} AS draw, o.published FROM {offer} o
)
SELECT {also} id, host, 0.0, NULL, fresh, draw, {order} FROM fitting
WHERE {after} ORDER BY {order} LIMIT %(size)s"""


def is_unfiltered(query: OfferQuery) -> bool:
    criteria = (query.text, query.near, query.inside, query.dates, query.adults, query.chosen)
    return not any(criteria)


def unfiltered_hits(query: OfferQuery, names: Mapping[str, str]) -> Hits:
    """Facets as the index has counted them already."""
    found = rows(f"SELECT facet, id, tags, offers FROM {names['combo']} WHERE offers > 0")
    counts: dict[Facet, Counter[int]] = {facet: Counter() for facet in Facet}
    for facet, combo, _values_json, offers in found:
        counts[Facet(facet)][combo] = offers
    values = readable([[(combo, text) for _facet, combo, text, _offers in found]])
    return Hits(
        hits=tuple(map(hit_of, _page(query, names))),
        total=counts[Facet.KIND].total(),
        facets=count_values(counts, values),
    )


def unfiltered_first_page(query: OfferQuery, names: Mapping[str, str]) -> Hits:
    """The same without the facets."""
    found = _page(query, names, also=f"({ALL.format(**names)}),")
    hits = tuple(hit_of(columns) for _total, *columns in found)
    return Hits(hits=hits, total=found[0][0] if found else 0)


def _page(query: OfferQuery, names: Mapping[str, str], *, also: str = "") -> list[tuple[Any, ...]]:
    order = columns_of(query, with_words=False)
    after = after_of(query, len(order))
    marks = ", ".join(f"%(after_{number})s" for number in range(len(after)))
    statement = PAGE.format(
        fresh=FRESH,
        draw=query.draw,
        offer=names["offer"],
        also=also,
        order=", ".join(order),
        after=f"({', '.join(order)}) > ({marks})" if after else "1",
    )
    parameters = {f"after_{number}": value for number, value in enumerate(after)}
    return rows(statement, parameters | {"today": query.today.toordinal(), "size": query.size})
