"""What a wish leaves of the index: every offer that fits but for the chosen facets, in columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import compress
from typing import Any, Final

from hosting.enums import Facet
from search.engine.combos import which_meet
from search.engine.contract import WEIGHTS
from search.engine.question import NEW_FOR, OfferQuery
from search.engine.sqlite.conditions import METRES, conditions
from search.engine.sqlite.nearby import tiles_around
from search.engine.sqlite.relevance import relevance_of
from search.engine.sqlite.tables import COMBOS, FIELDS, count_all, values_of
from search.engine.sqlite.tables import rows as read
from search.engine.sqlite.wording import Wording, wording

RELEVANCE: Final = f"bm25({{text}}, {', '.join(str(WEIGHTS[field]) for field in FIELDS)}, 0.0)"
FRESH: Final = f"MAX(0, {NEW_FOR} - (%(today)s - o.published))"
SOURCES: Final = {  # with a text the words come first, once: no place and no offer leads the way
    True: "{text} t CROSS JOIN {offer} o ON o.id = t.rowid",
    False: "{offer} o",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One offer: what its order is made of, and where it lies. BM25 counts downwards here."""

    pk: int
    host: int
    words: float
    metres: float | None
    fresh: int
    draw: int
    published: int
    latitude: float | None
    longitude: float | None
    x: int | None
    y: int | None


class Rows:
    """Read once. Whether a chosen facet is met, is seen from the combinations."""

    def __init__(
        self, query: OfferQuery, names: Mapping[str, str], *, ordered: bool = True
    ) -> None:
        self.query = query
        self.names = names
        self.ordered = ordered  # whether anybody asks how well the words fit

    @cached_property
    def wording(self) -> Wording | None:
        return wording(self.query.text, self.names) if self.query.text else None

    @property
    def fitting(self) -> list[Row]:
        """With the chosen facets."""
        told: Iterable[tuple[Any, ...]] = zip(*self._found[: len(Row.__slots__)], strict=True)
        if self.met:
            told = compress(told, map(all, zip(*self.met.values(), strict=True)))
        found = [Row(*row) for row in told]
        if not (self.ordered and self.wording and self.query.near):
            return found
        return self._compared(found)

    def _compared(self, found: list[Row]) -> list[Row]:
        """The words of the few that lie around, where the table hasn't compared them."""
        if self.wording is None or any(row.words for row in found):
            return found
        fit = relevance_of(
            [row.pk for row in found],
            self.wording.offers_with,
            total=count_all(self.names),
            names=self.names,
        )
        return [replace(row, words=-fit[row.pk]) for row in found]

    @property
    def total(self) -> int:
        met = self.met.values()
        return sum(map(all, zip(*met, strict=True))) if met else len(self._found[0])

    @property
    def corrected(self) -> str:
        return self.wording.corrected if self.wording and self._found[0] else ""

    @cached_property
    def columns(self) -> dict[Facet, Sequence[int]]:
        """The combination of each facet."""
        return dict(zip(Facet, self._found[len(Row.__slots__) :], strict=True))

    @cached_property
    def values(self) -> dict[int, list[str]]:
        """What the combinations hold."""
        return values_of(
            {combo for column in self.columns.values() for combo in column}, self.names
        )

    @cached_property
    def met(self) -> dict[Facet, list[bool]]:
        allowed = {
            facet: frozenset(
                combo for combo in set(self.columns[facet]) if self._meets(facet, combo)
            )
            for facet in Facet
            if self.query.of(facet)
        }
        return which_meet(self.columns, allowed)

    def _meets(self, facet: Facet, combo: int) -> bool:
        chosen, values = self.query.of(facet), self.values[combo]
        return chosen.issubset(values) if facet.holds_all else not chosen.isdisjoint(values)

    @cached_property
    def _found(self) -> list[Sequence[Any]]:
        """Of the wordings, the first that anything fits is taken."""
        found: list[tuple[Any, ...]] = []
        for expression in self.wording.expressions if self.wording else (None,):
            if found := self._read(expression):
                break
        width = len(Row.__slots__) + len(COMBOS)
        return list(zip(*found, strict=True)) if found else [()] * width

    def _read(self, expression: str | None) -> list[tuple[Any, ...]]:
        with_words = expression is not None
        key = "+t.rowid" if with_words else "o.id"
        clause = conditions(self.query, self.names, key=key)
        nearby = tiles_around(self.query.near) if expression and self.query.near else ""
        if expression:
            match = f"{{{' '.join(FIELDS)}}} : ({expression})"
            match += f" AND tiles : ({nearby})" if nearby else ""
            clause.add(f"{self.names['text']} MATCH %(match)s", match=match)
        compares = self.ordered and with_words and not nearby
        words = RELEVANCE.format(**self.names) if compares else "0.0"
        metres = METRES if self.query.near else "NULL"
        statement = (
            f"SELECT o.id, o.host, {words}, {metres}, {FRESH}, o.draw_{self.query.draw}, "
            f"o.published, o.latitude, o.longitude, o.x, o.y, {', '.join(COMBOS)} "
            f"FROM {SOURCES[with_words].format(**self.names)} WHERE {clause.where}"
        )
        return read(statement, clause.parameters | {"today": self.query.today.toordinal()})
