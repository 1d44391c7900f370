"""Several questions in one statement: a page that offers ways out asks a dozen of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import batched, groupby
from operator import itemgetter
from typing import Any, Final

from hosting.offers.choices.lists import Facet
from search.engines.clause import owned
from search.engines.sqlite.source import Source, finding
from search.engines.sqlite.tables import rows

IN_ONE: Final = 24  # questions in one statement


@dataclass(frozen=True, slots=True)
class Statement:
    """Grows part by part; each keeps its parameters by names of its own."""

    finds: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    parameters: dict[str, Any] = field(default_factory=dict)

    def add(
        self, number: int, source: Source, parts: Iterable[str], named: Mapping[str, Any]
    ) -> None:
        """Where nobody knows which wording is the one, the statement finds it once."""
        if source.is_open:
            find, find_parameters = finding(source)
            find = self._own(number, find, find_parameters)
            self.finds.append(f"found_{number} (wording) AS MATERIALIZED ({find})")
        self.parts.extend(self._own(number, part, named) for part in parts)

    def read(self) -> list[tuple[Any, ...]]:
        """In the order in which the parts were added."""
        if not self.parts:
            return []
        before = f"WITH {', '.join(self.finds)} " if self.finds else ""
        return rows(before + " UNION ALL ".join(self.parts), self.parameters)

    def _own(self, number: int, sql: str, shared: Mapping[str, Any]) -> str:
        own, named = owned(number, sql, shared)
        self.parameters.update(named)
        return own


def totals_together(sources: Iterable[Source]) -> list[int]:
    """How many fit each."""
    totals = []
    for some in batched(sources, IN_ONE):
        statement = Statement()
        for number, source in enumerate(some):
            tails, parameters = _tails(source)
            counts = [f"(SELECT count(*) {tail})" for tail in tails]
            if source.is_open:
                found = f"(SELECT wording FROM found_{number})"
                cases = " ".join(f"WHEN {at} THEN {count}" for at, count in enumerate(counts))
                part = f"SELECT {number}, {found}, CASE {found} {cases} ELSE 0 END"
            else:
                part = f"SELECT {number}, NULL, {counts[0] if counts else '0'}"
            statement.add(number, source, [part], parameters)
        for source, (_number, wording, total) in zip(some, statement.read(), strict=True):
            _remember(source, wording)
            totals.append(total)
    return totals


def rows_together(
    sources: Iterable[Source], columns: Sequence[Sequence[str]]
) -> list[Sequence[Sequence[Any]]]:
    """Who fits each: the number of the question, then its own columns.

    All have as many of these, and the first is never null.
    """
    rows_of_all: list[Sequence[Sequence[Any]]] = []
    for asked in batched(zip(sources, columns, strict=True), IN_ONE):
        statement = Statement()
        for number, (source, some) in enumerate(asked):
            tails, parameters = _tails(source)
            statement.add(number, source, _pages(number, tails, some, source), parameters)
        rows_by_number = {
            number: list(found) for number, found in groupby(statement.read(), itemgetter(0))
        }
        for number, (source, _columns) in enumerate(asked):
            found = rows_by_number.get(number, [])
            first = found.pop(0) if found and found[0][1] is None else (number, None, None)
            _remember(source, first[2])
            rows_of_all.append(found)
    return rows_of_all


def _pages(
    number: int, tails: Sequence[str], columns: Sequence[str], source: Source
) -> Iterator[str]:
    """Before the rows of an open question, one that tells which wording found them."""
    select = f"SELECT {number}, {', '.join(columns)}"
    if not source.is_open:
        yield from (f"{select} {tail}" for tail in tails)
        return
    nothing = ", NULL" * (len(columns) - 2)
    yield f"SELECT {number}, NULL, wording{nothing} FROM found_{number}"
    for at, tail in enumerate(tails):
        is_it = f"SELECT -1 FROM found_{number} WHERE wording = {at}"
        yield f"SELECT * FROM ({select} {tail} LIMIT coalesce(({is_it}), 0))"


def counted_apart(source: Source, facets: Iterable[Facet]) -> dict[Facet, Counter[int]]:
    """Each of these facets without its own choice. One read, none where nobody fits."""
    counts: dict[Facet, Counter[int]] = {facet: Counter() for facet in facets}
    statement = Statement()
    if source.expression or not source.wording:
        for number, facet in enumerate(counts):
            column = f"o.in_{facet.value}"
            tail, parameters = source.among(source.expression, apart=facet)
            part = f"SELECT '{facet.value}', {column}, count(*) {tail} GROUP BY {column}"
            statement.add(number, source, [part], parameters)
    for facet, combo, count in statement.read():
        counts[Facet(facet)][combo] = count
    return counts


def _tails(source: Source) -> tuple[list[str], dict[str, Any]]:
    """What follows the columns, for each wording that may be the one."""
    tails, parameters = [], dict[str, Any]()
    for at, expression in enumerate(source.candidates):
        tail, named = source.among(expression, name=f"match_{at}")
        tails.append(tail)
        parameters |= named
    return tails, parameters


def _remember(source: Source, wording: int | None) -> None:
    if source.is_open:
        source.found_by("" if wording is None else source.candidates[wording])
