"""How long somebody travels to work and home again, at the hours of their shifts.

Detour, speeds and waiting are those of `commons.geography.journeys`; rush hours and parking
are planning values of ours. No timetable is read; a coordinator who knows better says so by hand.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass
from datetime import time
from functools import lru_cache
from typing import Final

from commons.geography.choices import TravelMode
from commons.geography.journeys import DETOUR, SPEED, WAITING
from core.values.geo import Point
from emergency.matching.market import Means, Shift, Terms

MODES: Final = {
    Means.WALK: TravelMode.WALK,
    Means.BIKE: TravelMode.BIKE,
    Means.TRANSIT: TravelMode.BUS,
    Means.CAR: TravelMode.CAR,
}
RUSH: Final = ((7 * 60, 9 * 60 + 30), (16 * 60 + 30, 19 * 60))  # minutes of the day
RUSH_FACTOR: Final = 1.5
PARKING: Final = 5
A_DAY: Final = 24 * 60
STEP: Final = 100  # metres: distances are counted in hundreds of them, rounded up
FARTHEST: Final = 1000  # such steps: nobody commutes so far
NEVER: Final = 100_000  # minutes


@dataclass(frozen=True, slots=True)
class Leg:
    """One way, by the minute of the day on which work begins or ends."""

    at: int
    there: bool

    @property
    def in_rush(self) -> bool:
        return any(start <= self.at <= end for start, end in RUSH)

    def is_served(self, minutes: float, terms: Terms) -> bool:
        """Does transit run from door to door?"""
        leaves, arrives = (
            (self.at - minutes, self.at) if self.there else (self.at, self.at + minutes)
        )
        opens = _of_day(terms.first_transit)
        lasts = (_of_day(terms.last_transit) - opens) % A_DAY
        return minutes < A_DAY and (leaves - opens) % A_DAY <= (arrives - opens) % A_DAY <= lasts


def steps_between(one: Point, other: Point) -> int:
    """As the crow flies, in hundreds of metres."""
    return min(math.ceil(one.distance_to(other) / STEP), FARTHEST)


@lru_cache(maxsize=1000)
def minutes_by_distance(
    means: frozenset[Means], shifts: tuple[Shift, ...], terms: Terms
) -> tuple[int, ...]:
    """For each distance the longest leg of all shifts, by the best means at its hour.

    Whole minutes, rounded up, never shorter for a longer way; NEVER where some leg has no means.
    """
    there = [Leg(_of_day(shift.start), there=True) for shift in shifts]
    legs = there + [Leg(_of_day(shift.end), there=False) for shift in shifts]
    table = []
    for step in range(FARTHEST):
        quickest = [
            min((_minutes(one, step * STEP, leg, terms) for one in means), default=NEVER)
            for leg in legs
        ]
        table.append(math.ceil(max(quickest, default=NEVER) - 1e-9))
    return (*table, NEVER)


def reach(minutes: int, table: tuple[int, ...]) -> int:
    """The farthest distance in that time; -1 when not even the next address is near enough."""
    return bisect_right(table, minutes) - 1


def _of_day(hour: time) -> int:
    return hour.hour * 60 + hour.minute


def _minutes(means: Means, metres: int, leg: Leg, terms: Terms) -> float:
    mode = MODES[means]
    moving = metres / 1000 * DETOUR * 60 / SPEED[mode]
    if means == Means.CAR:
        return PARKING + moving * (RUSH_FACTOR if leg.in_rush else 1)
    minutes = WAITING.get(mode, 0) + moving
    if means == Means.TRANSIT and not leg.is_served(minutes, terms):
        return NEVER
    return minutes
