"""How a question is put to the tables of the live index."""

from __future__ import annotations

import json
from collections.abc import Hashable, Sequence
from functools import cached_property
from typing import Any, Final

from core.values.geo import Box, Point
from hosting.offers.choices.lists import Facet, OfferKind
from search.engines.clause import Clause
from search.engines.grid import CLOSEST, zoom_for
from search.engines.postgres import page
from search.engines.postgres.conditions import conditions, meets, metres_to_nearest
from search.engines.postgres.facet_columns import COLUMNS, facet_column
from search.engines.postgres.session import SearchSession
from search.engines.postgres.tables import rows
from search.engines.postgres.wording import Wording, wording
from search.engines.postgres.writing import HALF, uninterleaved
from search.query.engine_results import Area, Cell, Hit, Hits, Pin, Reasons
from search.query.offer_query import NEW_FOR, OfferQuery
from search.query.states import Order

# `missing` has one bit for each chosen facet that an offer doesn't meet.
FIT: Final = """
WITH fit AS {kept} (SELECT {columns}, {missing} AS missing FROM {source} WHERE {where})
"""
MOST_FIT: Final = """
WITH candidate AS MATERIALIZED (SELECT t.id, {found} AS found FROM {among} WHERE {where}),
fit AS MATERIALIZED (
    SELECT {columns}, {missing} AS missing FROM {source}
    WHERE o.id IN (
        SELECT id FROM candidate WHERE found = greatest({least}, (SELECT max(found) FROM candidate))
    )
)
"""
PLACE: Final = "o.id, o.tile, o.latitude, o.longitude"
PLACED: Final = "missing = 0 AND tile IS NOT NULL"


class PostgresQuery:
    """One question to the index that answers now."""

    def __init__(self, query: OfferQuery, session: SearchSession) -> None:
        self.query = query
        self.names = session.names
        self.session = session

    def hits(self) -> Hits:
        """One statement for the page, the total and all facets."""
        clause = Clause()
        end = page.statement(self.query, self._order(), self._chosen, clause, self.names)
        some, total, hits, counts = self._ask(self._ordered(), end, clause)
        facets: dict[Facet, dict[str, int]] = {}
        for facet, value, count in json.loads(counts):
            facets.setdefault(Facet(facet), {})[value] = count
        return Hits(
            hits=tuple(map(_hit, json.loads(hits))),
            total=total,
            facets=facets,
            corrected=self._corrected_for(some),
        )

    def asking_for_page(self) -> tuple[str, dict[str, Any]]:
        """The same without the facets, to be asked beside others; `page_in` reads the answer."""
        clause = Clause()
        end = page.without_facets(self.query, self._order(), clause)
        return self._statement(self._ordered(), end, clause)

    def page_in(self, answer: Sequence[Any]) -> Hits:
        some, total, hits = answer
        return Hits(tuple(map(_hit, json.loads(hits))), total, corrected=self._corrected_for(some))

    def asking_for_total(self) -> tuple[str, dict[str, Any]]:
        end = "SELECT EXISTS (SELECT FROM fit), count(*) FROM fit WHERE missing = 0"
        return self._statement("o.id", end, Clause())

    def has_to_ask_for_most(self, some: bool) -> bool:
        """Whether nobody has all of several words; then whoever has most of them may answer."""
        is_long = self._wording is not None and len(self._wording.words) > 1
        return not some and self._every and is_long

    def ask_for_most(self) -> None:
        """From now on, whatever else of this is asked in this look."""
        self.session.asking_for_most.add(self._who)

    def area(self, *, across: int, most: int) -> Area:
        """Two looks: how far it reaches, then what lies there."""
        _some, count, *bounds = self._ask(
            PLACE,
            "SELECT EXISTS (SELECT FROM fit), count(*), min(latitude), min(longitude), "
            f"max(latitude), max(longitude) FROM fit WHERE {PLACED}",
            Clause(),
        )
        if not count:
            return Area(None)
        reach = Box(*bounds)
        return self._pins(reach) if count <= most else self._cells(reach, across)

    def _corrected_for(self, some: bool) -> str:
        return self._wording.corrected if self._wording and some else ""

    def _pins(self, reach: Box) -> Area:
        end = f"SELECT id, latitude, longitude FROM fit WHERE {PLACED}"
        found = self._rows(PLACE, end, Clause())
        return Area(reach, pins=tuple(Pin(pk, Point(*at)) for pk, *at in found))

    def _cells(self, reach: Box, across: int) -> Area:
        zoom = zoom_for(reach, across=across)
        clause = Clause(parameters={"shift": 2 * (CLOSEST - zoom)})
        end = (
            "SELECT tile >> %(shift)s, sum(latitude) / count(*), sum(longitude) / count(*), "
            f"count(*) FROM fit WHERE {PLACED} GROUP BY 1"
        )
        found = self._rows(PLACE, end, clause)
        cells = tuple(
            Cell(*uninterleaved(tile), Point(latitude, longitude), count)
            for tile, latitude, longitude, count in found
        )
        return Area(reach, cells=cells, zoom=zoom)

    def _ask(self, columns: str, end: str, clause: Clause) -> tuple[Any, ...]:
        """One row, whose first value says whether anything fits but for the chosen facets."""
        ((some, *answer),) = self._rows(columns, end, clause)
        if self.has_to_ask_for_most(some):
            self.ask_for_most()
            ((some, *answer),) = self._rows(columns, end, clause)
        return (some, *answer)

    def _rows(self, columns: str, end: str, clause: Clause) -> list[tuple[Any, ...]]:
        return rows(*self._statement(columns, end, clause))

    def _statement(self, columns: str, end: str, clause: Clause) -> tuple[str, dict[str, Any]]:
        """Of what fits with every word, or with the most words that any fitting offer has.

        What is hard to find is found once; a plain walk through all offers is cheaper twice.
        """
        parts = {
            "kept": "MATERIALIZED" if self._is_hard else "NOT MATERIALIZED",
            "columns": columns,
            "missing": self._missing,
            "source": f"{self.names['offer']} o",
            "where": self._conditions.where,
        }
        parameters = {"today": self.query.today.toordinal()} | clause.parameters
        if self._wording:
            text = f"{self.names['text']} t"
            parts["source"] = f"{text} JOIN {parts['source']} USING (id)"
            parts["among"] = parts["source"] if self._conditions.sql else text
            parts["where"] += " AND t.vector @@ %(text)s::tsquery"
            parts |= {"found": self._found, "least": str(self._wording.least)}
            parameters["text"] = self._wording.question(every=self._every)
        fit = (FIT if self._every else MOST_FIT).format(**parts)
        return fit + end, parameters | self._conditions.parameters

    @cached_property
    def _wording(self) -> Wording | None:
        return wording(self.query.text, self.session.words) if self.query.text else None

    @property
    def _every(self) -> bool:
        """Whether every word has to be found."""
        return self._who not in self.session.asking_for_most

    @cached_property
    def _who(self) -> Hashable:
        """Who may answer: for everything but what was chosen, the order and the page."""
        query = self.query
        people = query.party is None, query.share
        return query.text, query.near, query.inside, query.dates, people, query.today

    @property
    def _is_hard(self) -> bool:
        return bool(self._wording or self.query.near or self.query.dates)

    @property
    def _chosen(self) -> list[Facet]:
        return [facet for facet in Facet if self.query.of(facet)]

    @cached_property
    def _conditions(self) -> Clause:
        return conditions(self.query, self.names)

    @cached_property
    def _missing(self) -> str:
        clause = self._conditions
        return (
            " + ".join(
                f"CASE WHEN {meets(clause, self.query, facet, self.names)} "
                f"THEN 0 ELSE {1 << at} END"
                for at, facet in enumerate(self._chosen)
            )
            or "0"
        )

    @cached_property
    def _relevance(self) -> str:
        known = self._wording and self._wording.words
        return (
            self._wording.relevance(self._conditions) if self._wording and known else "0.0::float8"
        )

    @cached_property
    def _found(self) -> str:
        return self._wording.found(self._conditions) if self._wording else "0"

    @property
    def _is_other(self) -> str:
        """0 for stays, 1 for everything else; 0 for all where that decides nothing."""
        if not self.query.has_stays_first:
            return "0"
        column = COLUMNS[facet_column(Facet.KIND, OfferKind.STAY.value)]
        return (
            f"(o.{column} NOT IN (SELECT combo FROM {self.names['tag']} "
            f"WHERE facet = '{Facet.KIND.value}' AND tag = '{OfferKind.STAY.value}'))::int"
        )

    def _ordered(self) -> str:
        """The columns of a page and of its facets."""
        return (
            f"o.id, o.host, o.published, {self._is_other} AS is_other, "
            f"{self._relevance} AS words, {metres_to_nearest(self.query)} AS metres, "
            f"greatest(0, {NEW_FOR} - (%(today)s - o.published)) AS fresh, "
            f"o.draw_{self.query.draw}::bigint + {HALF} AS draw, {', '.join(COLUMNS)}"
        )

    def _order(self) -> tuple[str, ...]:
        """The smallest first, as the contract says."""
        if self.query.order == Order.NEWEST:
            return ("-published", "draw", "id")
        near = ("metres",) if self.query.near else ()
        if self.query.order == Order.DISTANCE and near:
            return (*near, "draw", "id")
        kind = ("is_other",) if self.query.has_stays_first else ()
        words = ("-words",) if self._wording else ()
        return (*kind, *words, *near, "-fresh", "draw", "id")


def _hit(row: Sequence[Any]) -> Hit:
    pk, host, words, metres, fresh, draw, *position = row
    return Hit(pk, host, Reasons(words, metres, fresh, draw), tuple(position))
