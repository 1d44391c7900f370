"""What a wish leaves of the index, read once: every offer that fits, in columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from heapq import nsmallest
from operator import neg
from typing import Any, Final

from hosting.offers.choices.lists import Facet, OfferKind
from search.engines.facet_combinations import combination_of, count_values
from search.engines.sqlite.batch_queries import counted_apart
from search.engines.sqlite.conditions import metres_to_nearest
from search.engines.sqlite.order import FRESH, after_of, columns_of, hit_of
from search.engines.sqlite.relevance import relevance_of
from search.engines.sqlite.source import Source
from search.engines.sqlite.tables import COMBOS, FIELDS, rows, values_of
from search.query.contract import WEIGHTS
from search.query.engine_results import Hit
from search.query.states import Order

RELEVANCE: Final = f"bm25({{text}}, {', '.join(str(WEIGHTS[field]) for field in FIELDS)}, 0.0)"
HIT_COLUMNS: Final = (
    "id",
    "host",
    "words",
    "metres",
    "fresh",
    "draw",
)  # of each, with its position
STAYS: Final = combination_of(Facet.KIND, [OfferKind.STAY.value])[0]
DEFAULTS: Final = {"words": 0.0, "metres": None}

type Column = Sequence[Any]


class Rows:
    """A page, the total and all facets come from the same columns."""

    def __init__(self, source: Source, found: Mapping[str, Column] | None = None) -> None:
        self.query = source.query
        self.names = source.names
        self.source = source
        self._read_before = found

    def page(self) -> tuple[Hit, ...]:
        """The first of them behind the page before. A key ends each position: no two are alike."""
        order = columns_of(self.query, with_words=self.source.wording is not None)
        after = after_of(self.query, len(order))
        keyed = zip(*map(self._column, (*order, *HIT_COLUMNS)), strict=True)
        behind = (row for row in keyed if row[: len(order)] > after) if after else keyed
        first = nsmallest(self.query.size, behind)
        return tuple(hit_of((*row[len(order) :], *row[: len(order)])) for row in first)

    @property
    def total(self) -> int:
        return len(self._found["id"])

    def facets(self) -> dict[Facet, dict[str, int]]:
        """Each without its own choice, except where all of its choices must be met."""
        apart = [facet for facet in Facet if self.query.of(facet) and not facet.holds_all]
        counts = {
            facet: Counter(self._found[f"in_{facet.value}"])
            for facet in Facet
            if facet not in apart
        }
        if any(self._asks_only(facet) for facet in apart):
            counts |= {facet: self._counted_beforehand(facet) for facet in apart}
        else:
            counts |= counted_apart(self.source, apart)
        combos = {combo for counter in counts.values() for combo in counter}
        ordered = {facet: counts[facet] for facet in Facet}
        return count_values(ordered, values_of(combos, self.names))

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
        return self._found[name] if name in self._found else [DEFAULTS[name]] * self.total

    @cached_property
    def _compared(self) -> Column:
        """The words of the few that lie around, which the table hasn't compared."""
        pks, wording = self._found["id"], self.source.wording
        fit = relevance_of(pks, wording.offers_with if wording else {}, self.source.session)
        return [-fit[pk] for pk in pks]

    @cached_property
    def _found(self) -> Mapping[str, Column]:
        if self._read_before is not None:
            return self._read_before
        columns = columns_asked(self.source) | {name: f"o.{name}" for name in COMBOS}
        return in_columns(columns, self.source.read(", ".join(columns.values())))


def columns_asked(source: Source) -> dict[str, str]:
    """What a page reads of each offer."""
    query = source.query
    columns = {"id": "o.id", "host": "o.host", "fresh": FRESH, "draw": f"o.draw_{query.draw}"}
    if source.wording and not source.tiles:  # BM25 counts downwards here
        columns["words"] = RELEVANCE.format(**source.names)
    if query.near:
        columns["metres"] = metres_to_nearest(query)
    if query.has_stays_first:
        columns["is_other"] = f"(o.in_kind <> {STAYS})"
    if query.order == Order.NEWEST:
        columns["published"] = "o.published"
    return columns


def in_columns(names: Collection[str], found: Sequence[Sequence[Any]]) -> dict[str, Column]:
    """Rows turned by a quarter."""
    ordered = zip(*found, strict=True) if found else [()] * len(names)
    return dict(zip(names, ordered, strict=True))
