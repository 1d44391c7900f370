"""Which homes are free on which nights. A stay takes its nights, and the gap after them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from copy import copy
from datetime import date, timedelta

from core.values.dates import DateRange
from emergency.matching.bitset import bitset_of
from emergency.matching.market import Supply, Terms


def gap_of(supply: Supply, terms: Terms) -> int:
    """The longer one of what the host and what the activation asks for."""
    return max(supply.gap, terms.least_gap)


def with_gap(nights: DateRange, gap: int) -> DateRange:
    """Everything that one stay takes of a home."""
    return DateRange(nights.check_in, nights.check_out + timedelta(days=gap))


def is_open(supply: Supply, nights: DateRange, gap: int) -> bool:
    """Does the host lend it on all these nights, and for the gap after them?"""
    needed = with_gap(nights, gap)
    return any(
        window.check_in <= needed.check_in and needed.check_out <= window.check_out
        for window in _joined(supply.windows)
    )


def is_free(supply: Supply, nights: DateRange, gap: int) -> bool:
    """Does nobody else stay there, or clean, on these nights?"""
    needed = with_gap(nights, gap)
    return not any(needed.overlaps(with_gap(taken, gap)) for taken in supply.taken)


def _joined(windows: Iterable[DateRange]) -> list[DateRange]:
    """Windows that touch are one."""
    joined: list[DateRange] = []
    for window in sorted(windows, key=lambda one: one.check_in):
        if joined and window.check_in <= joined[-1].check_out:
            latest = max(joined[-1].check_out, window.check_out)
            joined[-1] = DateRange(joined[-1].check_in, latest)
        else:
            joined.append(window)
    return joined


class Calendar:
    """For each night the set of homes that are free; engines take nights and give them back."""

    def __init__(
        self,
        supplies: Sequence[Supply],
        terms: Terms,
        horizon: DateRange,
        *,
        without: Callable[[Supply], Iterable[DateRange]] = lambda supply: supply.taken,
    ) -> None:
        """`horizon` holds every night that a request may ask for."""
        self.gaps = [gap_of(supply, terms) for supply in supplies]
        self._first = horizon.check_in
        self._length = len(horizon) + max(self.gaps, default=0)
        self._by_gap = self._group_by_gap()
        free = self._spans(
            zip(supplies, [one.windows for one in supplies], strict=True), gapped=False
        )
        shut = self._spans(((one, without(one)) for one in supplies), gapped=True)
        self._free = [opened & ~closed for opened, closed in zip(free, shut, strict=True)]

    def copy(self) -> Calendar:
        twin = copy(self)
        twin._free = self._free.copy()
        return twin

    def fitting(self, nights: DateRange) -> int:
        """The set of homes that are free for this stay and the gap after it."""
        start, end = self._place(nights.check_in), self._place(nights.check_out)
        free = self._by_gap[-1][1]
        for night in range(start, end):
            free &= self._free[night]
        fitting, reached = 0, end
        for gap, homes in self._by_gap[:-1]:
            for night in range(reached, end + gap):
                free &= self._free[night]
            reached = end + gap
            fitting |= free & homes
        return fitting

    def longest_from(self, night: date, home: int, most: int) -> int:
        """How many nights from this one on the home is free, at most so many, gap not counted."""
        start = self._place(night)
        end = min(start + most + self.gaps[home], self._length)
        free = next((at for at in range(start, end) if not self._free[at] >> home & 1), end)
        return max(0, min(free - start - self.gaps[home], most))

    def take(self, home: int, nights: DateRange) -> None:
        """Nobody else can have these nights now."""
        for night in self._taken_by(home, nights):
            self._free[night] &= ~(1 << home)

    def give_back(self, home: int, nights: DateRange) -> None:
        """Undo one `take`."""
        for night in self._taken_by(home, nights):
            self._free[night] |= 1 << home

    def _taken_by(self, home: int, nights: DateRange) -> range:
        return range(self._place(nights.check_in), self._place(nights.check_out) + self.gaps[home])

    def _place(self, night: date) -> int:
        return (night - self._first).days

    def _group_by_gap(self) -> list[tuple[int, int]]:
        """From the shortest gap on; the last one stands for all homes."""
        size = len(self.gaps)
        lengths = sorted(set(self.gaps))
        groups = [
            (gap, bitset_of((at for at, own in enumerate(self.gaps) if own == gap), size))
            for gap in lengths
        ]
        return [*groups, (0, (1 << size) - 1)]

    def _spans(
        self, spans: Iterable[tuple[Supply, Iterable[DateRange]]], *, gapped: bool
    ) -> list[int]:
        homes: list[list[int]] = [[] for _ in range(self._length)]
        for home, (_supply, ranges) in enumerate(spans):
            for nights in ranges:
                end = self._place(nights.check_out) + (self.gaps[home] if gapped else 0)
                for night in range(max(self._place(nights.check_in), 0), min(end, self._length)):
                    homes[night].append(home)
        return [bitset_of(one, len(self.gaps)) for one in homes]
