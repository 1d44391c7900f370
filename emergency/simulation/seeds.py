"""A made-up territory: sixty kilometres square, twelve hospitals, homes that lie elsewhere.

The same seed always makes the same people and homes. What is drawn how: docs/emergency-matching.md.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Final

from core.values.dates import DateRange
from core.values.geo import EARTH_RADIUS, Point
from emergency.matching.commutes import STEP, minutes_by_distance
from emergency.matching.market import (
    Beds,
    Demand,
    Household,
    Market,
    Means,
    Shift,
    Sleepers,
    Supply,
    Terms,
)

FIRST_NIGHT: Final = date(2027, 3, 1)
TERMS: Final = Terms(now=datetime(2027, 3, 1, 8, tzinfo=UTC))
CORNER: Final = Point(47.0, 0.4)  # south-west, in the Touraine
SIDE: Final = 60_000.0  # metres
HOSPITALS: Final = 12
STARTS_WITHIN: Final = 30  # days
SHIFTS: Final = (Shift(time(7), time(15)), Shift(time(14), time(22)), Shift(time(21), time(7)))
NIGHT_SHARES: Final = (45, 30, 25)
PARTIES: Final = (85, 9, 4, 2)  # of 1, 2, 3 and 4 people
BEDS: Final = (40, 35, 15, 10)  # of 1, 2, 3 and 4 beds
BY_CAR: Final = frozenset({Means.CAR, Means.WALK})
WITHOUT: Final = frozenset({Means.WALK, Means.BIKE, Means.TRANSIT})

NO_CAR, STEP_FREE, THREE_OR_MORE, UNREGISTERED = (
    "no car",
    "step-free",
    "three and more people",
    "unregistered staff",
)
GROUPS: Final = (NO_CAR, STEP_FREE, THREE_OR_MORE, UNREGISTERED)


@dataclass(frozen=True, slots=True)
class Seed:
    """One market, requests in the order in which they came, and who belongs to which group.

    Groups are for counting afterwards: the matching never sees them.
    """

    market: Market
    groups: dict[str, frozenset[str]]


def make_seed(number: int, *, requests: int, homes: int) -> Seed:
    """Numbers, not people."""
    chance = Random(f"{number} {requests} {homes}")  # noqa: S311  made-up data, no secret
    hospitals = [_anywhere(chance) for _ in range(HOSPITALS)]
    shares = [chance.paretovariate(1.1) for _ in hospitals]
    supplies = tuple(_home(chance, at, hospitals) for at in range(homes))
    staff = [_request(chance, at, hospitals, shares) for at in range(requests)]
    demands = tuple(demand for demand, _ in staff)
    market = Market(demands=demands, supplies=supplies, terms=TERMS, tie_break_seed=str(number))
    return Seed(market, _groups(staff))


def _groups(staff: list[tuple[Demand, bool]]) -> dict[str, frozenset[str]]:
    members: dict[str, set[str]] = {name: set() for name in GROUPS}
    for demand, registered in staff:
        for name, belongs in (
            (NO_CAR, Means.CAR not in demand.means),
            (STEP_FREE, demand.step_free),
            (THREE_OR_MORE, demand.sleepers.people >= 3),
            (UNREGISTERED, not registered),
        ):
            if belongs:
                members[name].add(demand.reference)
    return {name: frozenset(references) for name, references in members.items()}


def _request(
    chance: Random, at: int, hospitals: list[Point], shares: list[float]
) -> tuple[Demand, bool]:
    registered = chance.random() < 0.7  # aides, cleaners and porters are in no register
    car = chance.random() < (0.65 if registered else 0.48)  # 60 in 100 of all
    means = BY_CAR if car else WITHOUT
    shift = chance.choices(SHIFTS, NIGHT_SHARES)[0]
    kilometres = chance.uniform(8, 25) if car else chance.uniform(2, 6)
    people = chance.choices((1, 2, 3, 4), PARTIES)[0]
    whole = chance.random() < 0.6
    demand = Demand(
        reference=f"R{at:05d}",
        work=chance.choices(hospitals, shares)[0],
        nights=_nights(chance, chance.randrange(STARTS_WITHIN), median=14, spread=0.7, most=90),
        longest_minutes=minutes_by_distance(means, (shift,), TERMS)[int(kilometres * 1000 / STEP)],
        sleepers=Sleepers(singles=people),
        means=means,
        shifts=(shift,),
        whole_place=whole,
        household=frozenset() if whole else frozenset(Household),
        step_free=chance.random() < 0.03,
        pets=chance.random() < 0.05,
    )
    return demand, registered


def _home(chance: Random, at: int, hospitals: list[Point]) -> Supply:
    """Half lie around some hospital, each as likely as the next; half lie anywhere."""
    near = chance.random() < 0.5
    shared = chance.random() >= 0.65
    return Supply(
        reference=f"H{at:05d}",
        host=f"host {at}",
        point=_around(chance, chance.choice(hospitals)) if near else _anywhere(chance),
        windows=(_nights(chance, chance.randrange(-10, 20), median=35, spread=0.6, most=180),),
        fresh_until=TERMS.now + timedelta(days=3),
        beds=Beds(single=chance.choices((1, 2, 3, 4), BEDS)[0]),
        shared=shared,
        household=frozenset({chance.choice(list(Household))}) if shared else frozenset(),
        step_free=chance.random() < 0.1,
        pets=chance.random() < 0.5,
    )


def _nights(chance: Random, start: int, *, median: float, spread: float, most: int) -> DateRange:
    """Log-normal lengths: many short ones, a few long ones."""
    length = max(1, min(most, round(chance.lognormvariate(math.log(median), spread))))
    first = FIRST_NIGHT + timedelta(days=start)
    return DateRange(first, first + timedelta(days=length))


def _anywhere(chance: Random) -> Point:
    east = chance.uniform(0, SIDE)
    north = chance.uniform(0, SIDE)
    shrink = math.cos(math.radians(CORNER.latitude))
    return Point(
        CORNER.latitude + math.degrees(north / EARTH_RADIUS),
        CORNER.longitude + math.degrees(east / EARTH_RADIUS) / shrink,
    )


def _around(chance: Random, hospital: Point) -> Point:
    """Uniform in area, within eight kilometres."""
    bearing, metres = chance.uniform(0, math.tau), 8_000 * math.sqrt(chance.random())
    north, east = metres * math.cos(bearing), metres * math.sin(bearing)
    shrink = math.cos(math.radians(hospital.latitude))
    return Point(
        hospital.latitude + math.degrees(north / EARTH_RADIUS),
        hospital.longitude + math.degrees(east / EARTH_RADIUS) / shrink,
    )
