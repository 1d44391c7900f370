"""One round: at most one more stay for each home, as many requests as can be, at the least cost.

A sparse minimum-weight assignment. Each request has a column of its own that stands for staying
without a roof, so there is always an answer. Being housed outweighs all costs together, costs
outweigh lots. Sets of requests that can be housed together form a matroid: so a request of a higher
level never gives way to several lower ones, and never lowers the number housed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from itertools import chain
from typing import Final

from emergency.matching.bitset import bitset_of, indices_in
from emergency.matching.plans import Plan, Stay

EXACT: Final = 2**53  # whole numbers up to here survive as floating point


@dataclass(frozen=True, slots=True)
class Row:
    """One request: which columns it could have, at what cost. A higher level comes first."""

    level: int
    columns: Sequence[int]
    costs: Sequence[int]


def is_available() -> bool:
    """Is the numeric library there? It is an extra: `uv sync --extra matching`."""
    return find_spec("scipy") is not None


def library() -> str:
    """Its name and version, kept with each answer."""
    return f"scipy {import_module('scipy').__version__}"


def assign_in_rounds(plan: Plan) -> None:
    """A home that is lent for a month can take one stay after the other: repeat until no gain."""
    while assign_once(plan, plan.waiting):
        pass


def assign_once(plan: Plan, waiting: Sequence[int]) -> int:
    """Give homes to those who wait; returns to how many."""
    grouped = _Columns(plan)
    tables = [grouped.of(who) for who in waiting]
    given = solve([row for row, _homes in tables])
    for who, (row, homes), place in zip(waiting, tables, given, strict=True):
        if place is not None:
            home = homes[row.columns.index(place)]
            plan.give(who, Stay(home, plan.setting.demands[who].nights))
    return sum(place is not None for place in given)


class _Columns:
    """A host who may be asked less often than they have homes gets one ask a round."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.column: dict[int, int] = {}
        for host, homes in plan.setting.homes_of.items():
            if len(homes) > max(plan.asks_left[host], 0):
                self.column |= dict.fromkeys(homes, homes[0])
        self._tight = bitset_of(self.column, len(plan.setting.supplies))

    def of(self, who: int) -> tuple[Row, list[int]]:
        """The row of this request, and which home stands behind each entry."""
        options = self.plan.options(who)
        homes = indices_in(options)
        costs = self.plan.setting.costs.of(self.plan.setting.demands[who], homes)
        level = self.plan.setting.levels[who]
        if not options & self._tight:
            return Row(level, homes, costs), homes
        best: dict[int, tuple[int, int]] = {}
        for cost, home in zip(costs, homes, strict=True):
            column = self.column.get(home, home)
            best[column] = min(best.get(column, (cost, home)), (cost, home))
        columns = sorted(best)
        chosen = [best[column] for column in columns]
        return Row(level, columns, [cost for cost, _ in chosen]), [home for _, home in chosen]


def solve(rows: Sequence[Row]) -> list[int | None]:
    """A column for each row, or none; of equals the earlier row. Columns are numbers from 0 up."""
    if not any(row.columns for row in rows):
        return [None] * len(rows)
    numpy = import_module("numpy")
    columns = numpy.fromiter(chain.from_iterable(row.columns for row in rows), dtype="int64")
    costs = numpy.fromiter(chain.from_iterable(row.costs for row in rows), dtype="float64")
    costs -= costs.min() - 1  # an entry of nothing would not be there at all
    lots = len(rows) + 1
    outweighs = (len(rows) * int(costs.max()) + 1) * lots
    levels = numpy.array([row.level for row in rows], dtype="int64")
    if outweighs * int(levels.max()) >= EXACT:
        raise OverflowError("Too many requests for one round: cut it by territory.")
    width = 1 + int(columns.max())
    numbers = numpy.arange(len(rows))
    ends = numpy.cumsum([len(row.columns) for row in rows])
    weights = numpy.insert(costs * lots, ends, levels * outweighs + len(rows) - numbers)
    entries = numpy.insert(columns, ends, width + numbers)
    starts = numpy.concatenate(([0], ends + numbers + 1))
    sparse, graphs = import_module("scipy.sparse"), import_module("scipy.sparse.csgraph")
    shape = len(rows), width + len(rows)
    matrix = sparse.csr_array((weights, entries, starts), shape=shape)
    _, chosen = graphs.min_weight_full_bipartite_matching(matrix)
    return [int(column) if column < width else None for column in chosen]
