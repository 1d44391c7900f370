"""For each request the set of homes that suit it, nights aside."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable, Sequence
from functools import cached_property
from typing import Final

from core.values.geo import Point
from emergency.matching.bitset import bitset_of
from emergency.matching.commutes import minutes_by_distance, reach, steps_between
from emergency.matching.constraints import CONSTRAINTS, Constraint, HardConstraint
from emergency.matching.market import Demand, Supply, Terms

STRIDE: Final = 64


class HomesByDistance:
    """Homes by their distance from one place of work."""

    def __init__(self, work: Point, supplies: Sequence[Supply]) -> None:
        self.steps = [steps_between(work, supply.point) for supply in supplies]
        self._order = sorted(range(len(supplies)), key=lambda home: (self.steps[home], home))
        self._sorted = [self.steps[home] for home in self._order]

    @cached_property
    def _milestones(self) -> list[int]:
        """The set of the nearest 0, 64, 128… homes."""
        sets = [0]
        for start in range(0, len(self._order), STRIDE):
            more = bitset_of(self._order[start : start + STRIDE], len(self._order))
            sets.append(sets[-1] | more)
        return sets

    def within(self, steps: int) -> int:
        """The set of homes at most so far away."""
        number = bisect_right(self._sorted, steps)
        whole = number // STRIDE
        return self._milestones[whole] | bitset_of(
            self._order[whole * STRIDE : number], len(self._order)
        )


class Choices:
    """Asks each constraint once for each different wish."""

    def __init__(self, supplies: Sequence[Supply], terms: Terms) -> None:
        self.supplies = supplies
        self.terms = terms
        self._holding: dict[tuple[HardConstraint, Hashable], int] = {}
        self._around: dict[Point, HomesByDistance] = {}
        self._minutes: dict[Hashable, list[int]] = {}

    def suiting(self, demand: Demand, *, without: HardConstraint | None = None) -> int:
        """Homes that hold to every constraint but those on nights; one may be left out."""
        homes = (1 << len(self.supplies)) - 1
        for constraint in CONSTRAINTS:
            if constraint.name != without:
                homes &= self.holding(constraint, demand)
        if without != HardConstraint.TRAVEL:
            homes &= self.within(demand, demand.longest_minutes)
        return homes

    def holding(self, constraint: Constraint, demand: Demand) -> int:
        """Homes that hold to this one."""
        asked = constraint.asks(demand)
        known = self._holding.get((constraint.name, asked))
        if known is None:
            holding = (
                home
                for home, supply in enumerate(self.supplies)
                if constraint.holds(asked, supply, self.terms)
            )
            known = bitset_of(holding, len(self.supplies))
            self._holding[constraint.name, asked] = known
        return known

    def within(self, demand: Demand, minutes: int) -> int:
        """Homes from which work is at most so long away."""
        table = minutes_by_distance(demand.means, demand.shifts, self.terms)
        return self.around(demand.work).within(reach(minutes, table))

    def minutes(self, demand: Demand) -> list[int]:
        """Travel from each home."""
        key = (demand.work, demand.means, demand.shifts)
        if key not in self._minutes:
            table = minutes_by_distance(demand.means, demand.shifts, self.terms)
            self._minutes[key] = [table[steps] for steps in self.around(demand.work).steps]
        return self._minutes[key]

    def around(self, work: Point) -> HomesByDistance:
        """Kept: many work in the same hospital."""
        if work not in self._around:
            self._around[work] = HomesByDistance(work, self.supplies)
        return self._around[work]
