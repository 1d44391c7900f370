"""How a question is put to the tables of the live index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, Final

from core.geo import Box, Point
from hosting.enums import Facet
from search.engine.answer import Area, Cell, Hit, Hits, Pin, Reasons
from search.engine.combos import count_combos, count_values, readable, which_meet
from search.engine.contract import WEIGHTS
from search.engine.grid import CLOSEST, zoom_for
from search.engine.question import NEW_FOR, OfferQuery
from search.engine.sqlite.conditions import METRES, Clause, conditions
from search.engine.sqlite.tables import COMBOS, FIELDS, live_generation, names_of, rows
from search.engine.sqlite.wording import Wording, wording
from search.enums import Order
from search.errors import PageUnknownError

RELEVANCE: Final = f"bm25({{text}}, {', '.join(str(WEIGHTS[field]) for field in FIELDS)})"
PAGE: Final = """
WITH fitting AS {kept} (
    SELECT o.id, o.host, {relevance} AS words, {metres} AS metres,
        MAX(0, {new_for} - (%(today)s - o.published)) AS fresh, o.draw_{draw} AS draw, o.published
    FROM {source} WHERE {where}
)
SELECT id, host, words, metres, fresh, draw, {order} FROM fitting
WHERE {after} ORDER BY {order} LIMIT %(size)s"""


class Question:
    """One question to the index that answers now. What is read once is kept."""

    def __init__(self, query: OfferQuery) -> None:
        self.query = query
        self.names = names_of(live_generation())
        self.expression: str | None = None

    def hits(self) -> Hits:
        if self._asks_nothing:
            return self._all_hits()
        total = self.total()
        counts = count_combos(self._columns, self._met)
        return Hits(
            hits=tuple(map(self._hit, self._page())) if total else (),
            total=total,
            facets=count_values(counts, self._values(counts)),
            corrected=self._wording.corrected if self._wording and self.expression else "",
        )

    def _all_hits(self) -> Hits:
        """Whoever wishes nothing gets everything, as the index has counted it already."""
        found = rows(f"SELECT facet, id, tags, offers FROM {self.names['combo']} WHERE offers > 0")
        counts: dict[Facet, Counter[int]] = {facet: Counter() for facet in Facet}
        for facet, combo, _told, offers in found:
            counts[Facet(facet)][combo] = offers
        values = readable([[(combo, told) for _facet, combo, told, _offers in found]])
        return Hits(
            hits=tuple(map(self._hit, self._page())),
            total=counts[Facet.KIND].total(),
            facets=count_values(counts, values),
        )

    @property
    def _asks_nothing(self) -> bool:
        query = self.query
        wishes = (query.near, query.inside, query.dates, query.adults, query.chosen, self._wording)
        return not any(wishes)

    def total(self) -> int:
        met = self._met.values()
        return sum(map(all, zip(*met, strict=True))) if met else len(self._columns[Facet.KIND])

    def area(self, *, across: int, most: int) -> Area:
        """Two looks: how far it reaches, then what lies there."""
        clause = self._everything()
        clause.add("o.latitude IS NOT NULL")
        source = f"FROM {self._source} WHERE {clause.where}"
        ((count, south, west, north, east),) = rows(
            "SELECT count(*), min(o.latitude), min(o.longitude), max(o.latitude), "
            f"max(o.longitude) {source}",
            clause.parameters,
        )
        if not count:
            return Area(None)
        bounds = Box(south, west, north, east)
        if count <= most:
            found = rows(f"SELECT o.id, o.latitude, o.longitude {source}", clause.parameters)
            return Area(bounds, pins=tuple(Pin(pk, Point(*at)) for pk, *at in found))
        zoom = zoom_for(bounds, across=across)
        cells = rows(
            f"SELECT o.x >> %(shift)s AS x, o.y >> %(shift)s AS y, avg(o.latitude), "
            f"avg(o.longitude), count(*) {source} GROUP BY 1, 2",
            clause.parameters | {"shift": CLOSEST - zoom},
        )
        return Area(
            bounds, cells=tuple(Cell(x, y, Point(*at), n) for x, y, *at, n in cells), zoom=zoom
        )

    @cached_property
    def _columns(self) -> Mapping[Facet, Sequence[int]]:
        """The combinations of every offer that fits but for the chosen facets.

        Of the wordings the first that anything fits is taken.
        """
        expressions = self._wording.expressions if self._wording else (None,)
        found: list[tuple[int, ...]] = []
        for self.expression in expressions:
            clause = self._conditions()
            statement = f"SELECT {', '.join(COMBOS)} FROM {self._source} WHERE {clause.where}"
            if found := rows(statement, clause.parameters):
                break
        else:
            self.expression = None
        return dict(
            zip(Facet, zip(*found, strict=True) if found else [()] * len(Facet), strict=True)
        )

    @cached_property
    def _wording(self) -> Wording | None:
        return wording(self.query.text, self.names) if self.query.text else None

    @cached_property
    def _met(self) -> Mapping[Facet, Sequence[bool]]:
        return which_meet(self._columns, self._allowed)

    @cached_property
    def _allowed(self) -> Mapping[Facet, frozenset[int]]:
        """For each chosen facet, the combinations that meet it."""
        return {
            facet: frozenset(pk for (pk,) in rows(*self._meeting(facet)))
            for facet in Facet
            if self.query.of(facet)
        }

    def _meeting(self, facet: Facet) -> tuple[str, list[Any]]:
        chosen = sorted(self.query.of(facet))
        marks = ", ".join(["%s"] * len(chosen))
        needed = len(chosen) if facet.holds_all else 1
        return (
            f"SELECT combo FROM {self.names['tag']} WHERE facet = %s AND tag IN ({marks}) "
            "GROUP BY combo HAVING count(*) >= %s",
            [facet.value, *chosen, needed],
        )

    @property
    def _source(self) -> str:
        if self.expression is None:
            return f"{self.names['offer']} o"
        return f"{self.names['text']} t JOIN {self.names['offer']} o ON o.id = t.rowid"

    def _conditions(self) -> Clause:
        clause = conditions(self.query, self.names)
        if self.expression is not None:
            clause.add(f"{self.names['text']} MATCH %(expression)s", expression=self.expression)
        elif self._wording:
            clause.add("0")  # nobody wrote any of these words
        return clause

    def _everything(self) -> Clause:
        """With the chosen facets; the wording is settled by then."""
        allowed = self._allowed if not self._wording else (self._columns, self._allowed)[1]
        clause = self._conditions()
        for facet, combos in allowed.items():
            numbers = ", ".join(map(str, sorted(combos)))
            clause.add(f"o.in_{facet.value} IN ({numbers})")
        return clause

    def _page(self) -> list[tuple[Any, ...]]:
        query, clause = self.query, self._everything()
        order = self._order()
        clause.parameters |= {"today": query.today.toordinal(), "size": query.size}
        statement = PAGE.format(
            kept="MATERIALIZED" if self.expression else "NOT MATERIALIZED",  # bm25 counts once
            relevance=RELEVANCE.format(**self.names) if self.expression else "0.0",
            metres=METRES if query.near else "NULL",
            new_for=NEW_FOR,
            draw=query.draw,
            source=self._source,
            where=clause.where,
            order=", ".join(order),
            after=_after(query, order, clause),
        )
        return rows(statement, clause.parameters)

    def _order(self) -> tuple[str, ...]:
        """The smallest first, as the contract says; BM25 counts downwards here."""
        if self.query.order == Order.NEWEST:
            return ("-published", "draw", "id")
        near = ("metres",) if self.query.near else ()
        if self.query.order == Order.DISTANCE and near:
            return (*near, "draw", "id")
        words = ("words",) if self.expression else ()
        return (*words, *near, "-fresh", "draw", "id")

    def _hit(self, row: Sequence[Any]) -> Hit:
        pk, host, words, metres, fresh, draw, *position = row
        return Hit(pk, host, Reasons(-words or 0.0, metres, fresh, draw), tuple(position))

    def _values(self, counts: Mapping[Facet, Iterable[int]]) -> dict[int, list[str]]:
        """What the counted combinations hold."""
        return readable(
            rows(f"SELECT id, tags FROM {self.names['combo']} WHERE id IN ({numbers})")
            for numbers in _in_parts({combo for facet in counts.values() for combo in facet})
        )


def _after(query: OfferQuery, order: Sequence[str], clause: Clause) -> str:
    """Behind the last hit of the page before."""
    if query.after is None:
        return "1"
    numbers = (int, float)
    if len(query.after) != len(order) or not all(isinstance(one, numbers) for one in query.after):
        raise PageUnknownError
    marks = ", ".join([clause.mark(value) for value in query.after])
    return f"({', '.join(order)}) > ({marks})"


def _in_parts(numbers: Iterable[int], *, size: int = 5_000) -> Iterable[str]:
    """Our own numbers, written into the statement: there may be more than it takes parameters."""
    told = sorted(numbers)
    for at in range(0, len(told), size):
        yield ", ".join(map(str, told[at : at + size]))
