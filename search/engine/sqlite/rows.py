"""What a wish leaves of the index, read once: every offer that fits, in columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from heapq import nsmallest
from operator import neg
from typing import Any, Final

from hosting.enums import Facet
from search.engine.answer import Hit
from search.engine.combos import count_values
from search.engine.contract import WEIGHTS
from search.engine.sqlite.conditions import METRES
from search.engine.sqlite.order import FRESH, after_of, columns_of, hit_of
from search.engine.sqlite.relevance import relevance_of
from search.engine.sqlite.source import Source
from search.engine.sqlite.tables import COMBOS, FIELDS, count_all, rows, values_of
from search.enums import Order

RELEVANCE: Final = f"bm25({{text}}, {', '.join(str(WEIGHTS[field]) for field in FIELDS)}, 0.0)"
TOLD: Final = ("id", "host", "words", "metres", "fresh", "draw")  # of each, with its position
UNASKED: Final = {"words": 0.0, "metres": None}

type Column = Sequence[Any]


class Rows:
    """A page, the total and all facets come from the same columns."""

    def __init__(self, source: Source, *, counted: bool = True) -> None:
        self.query = source.query
        self.names = source.names
        self.source = source
        self.counted = counted  # whether anybody asks for facets

    def page(self) -> tuple[Hit, ...]:
        """The first of them behind the page before. A key ends each position: no two are alike."""
        order = columns_of(self.query, with_words=self.source.wording is not None)
        after = after_of(self.query, len(order))
        keyed = zip(*map(self._column, (*order, *TOLD)), strict=True)
        behind = (row for row in keyed if row[: len(order)] > after) if after else keyed
        first = nsmallest(self.query.size, behind)
        return tuple(hit_of((*row[len(order) :], *row[: len(order)])) for row in first)

    @property
    def total(self) -> int:
        return len(self._found["id"])

    def facets(self) -> dict[Facet, dict[str, int]]:
        """Each without its own choice, except where all of its choices must be met."""
        counts = {facet: self._counted(facet) for facet in Facet}
        combos = {combo for counter in counts.values() for combo in counter}
        return count_values(counts, values_of(combos, self.names))

    def _counted(self, facet: Facet) -> Counter[int]:
        if facet.holds_all or not self.query.of(facet):
            return Counter(self._found[f"in_{facet.value}"])
        if self._asks_only(facet):
            return self._counted_beforehand(facet)
        column = f"o.in_{facet.value}"
        found = self.source.read(f"{column}, count(*)", without=facet, end=f"GROUP BY {column}")
        return Counter(dict(found))

    def _asks_only(self, facet: Facet) -> bool:
        query = self.query
        others = (query.text, query.near, query.inside, query.dates, query.adults)
        return not any(others) and not any(query.of(one) for one in Facet if one != facet)

    def _counted_beforehand(self, facet: Facet) -> Counter[int]:
        """As the index counted them when they were written."""
        statement = f"SELECT id, offers FROM {self.names['combo']} WHERE facet = %s AND offers > 0"
        return Counter(dict(rows(statement, [facet.value])))

    def _column(self, name: str) -> Column:
        """As in an order: a minus turns it round. What nobody asked for wasn't read."""
        if name == "words" and self.source.tiles:
            return self._compared
        if name.startswith("-"):
            return list(map(neg, self._found[name[1:]]))
        return self._found[name] if name in self._found else [UNASKED[name]] * self.total

    @cached_property
    def _compared(self) -> Column:
        """The words of the few that lie around, which the table hasn't compared."""
        pks, wording = self._found["id"], self.source.wording
        said = wording.offers_with if wording else {}
        fit = relevance_of(pks, said, total=count_all(self.names), names=self.names)
        return [-fit[pk] for pk in pks]

    @cached_property
    def _found(self) -> dict[str, Column]:
        combos = COMBOS if self.counted else ()
        columns = {name: f"o.{name}" for name in ("id", "host", *combos)}
        columns |= {"fresh": FRESH, "draw": f"o.draw_{self.query.draw}"}
        if self.source.wording and not self.source.tiles:  # BM25 counts downwards here
            columns["words"] = RELEVANCE.format(**self.names)
        if self.query.near:
            columns["metres"] = METRES
        if self.query.order == Order.NEWEST:
            columns["published"] = "o.published"
        found = self.source.read(", ".join(columns.values()))
        told = zip(*found, strict=True) if found else [()] * len(columns)
        return dict(zip(columns, told, strict=True))
