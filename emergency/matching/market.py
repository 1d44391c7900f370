"""What the matching knows of homes lent and roofs asked for, and nothing else.

There is no name, profession, employer, age or origin here: what isn't a field can't weigh.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, time
from enum import StrEnum
from typing import Final

from core.values.dates import DateRange
from core.values.geo import Point
from emergency.matching.weights import Weights

VERSION: Final = "1"  # goes up whenever the same market could get another answer


class Means(StrEnum):
    """How somebody can get to work by themselves."""

    WALK = "walk"
    BIKE = "bike"
    TRANSIT = "transit"
    CAR = "car"


class Household(StrEnum):
    """Who lives in a shared home."""

    WOMEN = "women"
    MEN = "men"
    CHILDREN = "children"


class Presence(StrEnum):
    """What is in a home, and what somebody can't bear."""

    CAT = "cat"
    DOG = "dog"
    OTHER_ANIMAL = "other_animal"
    SMOKE = "smoke"


@dataclass(frozen=True, slots=True)
class Shift:
    """Hours of work; one that ends before it starts ends on the next day."""

    start: time
    end: time


DAY: Final = Shift(time(8), time(18))


@dataclass(frozen=True, slots=True)
class Sleepers:
    """Who sleeps there. A couple shares a double bed; nobody else has to share one."""

    singles: int = 1
    couples: int = 0
    infants: int = 0  # in cots

    def __post_init__(self) -> None:
        if min(self.singles, self.couples, self.infants) < 0 or self.people == 0:
            raise ValueError("Somebody has to sleep there.")

    @property
    def people(self) -> int:
        return self.singles + 2 * self.couples + self.infants


@dataclass(frozen=True, slots=True)
class Beds:
    """What a home has to sleep in."""

    single: int = 1
    double: int = 0
    cots: int = 0

    def fit(self, sleepers: Sleepers) -> bool:
        spare = self.double - sleepers.couples
        return (
            spare >= 0 and self.single + spare >= sleepers.singles and self.cots >= sleepers.infants
        )

    def unused_by(self, sleepers: Sleepers) -> int:
        """How many beds stay empty; cots are put away."""
        return self.single + self.double - sleepers.singles - sleepers.couples


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """One verified housing request."""

    reference: str
    work: Point
    nights: DateRange
    longest_minutes: int  # to work or back, by one's own means, at the hours of the shifts
    sleepers: Sleepers = Sleepers()
    means: frozenset[Means] = frozenset({Means.WALK, Means.TRANSIT})
    shifts: tuple[Shift, ...] = (DAY,)
    whole_place: bool = True
    household: frozenset[Household] = frozenset()  # who may live in a shared home
    step_free: bool = False
    pets: bool = False
    smokes: bool = False
    avoids: frozenset[Presence] = frozenset()
    by_hand: bool = False  # minors, complex needs: people place them, never a machine
    splits: bool = False  # agrees to move once or more
    blocked: frozenset[str] = frozenset()  # references of homes that are never proposed again
    urgency: int = 0
    waiting_days: int = 0
    wishes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Supply:
    """One home lent. Its host sets conditions, and can't choose people."""

    reference: str
    host: str
    point: Point
    windows: tuple[DateRange, ...]
    fresh_until: datetime
    beds: Beds = Beds()
    taken: tuple[DateRange, ...] = ()  # held, asked for or lived in
    gap: int = 1  # nights between two stays
    shared: bool = False
    household: frozenset[Household] = frozenset()
    presences: frozenset[Presence] = frozenset()
    step_free: bool = False
    pets: bool = False
    smoking: bool = False
    most_people: int | None = None
    least_nights: int = 1
    most_nights: int | None = None
    live: bool = True
    check_level: int = 2
    asks_left: int = 3  # of the host, this week
    reply: float = 1.0  # how likely the host answers
    load: int = 0  # what the host already carries: open asks and stays
    features: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Rules of an activation that every pair has to keep."""

    now: datetime
    level_for_whole: int = 1
    level_for_shared: int = 2
    least_gap: int = 1
    whole_places_only: bool = False
    first_transit: time = time(5, 30)
    last_transit: time = time(23, 30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Market:
    """Everything one run may look at. Two equal markets get the same answer."""

    demands: tuple[Demand, ...]
    supplies: tuple[Supply, ...]
    terms: Terms
    lately: tuple[Demand, ...] = ()  # who asked these last days, housed or not: others will too
    weights: Weights = field(default_factory=Weights)
    tie_break_seed: str = (
        ""  # of the activation: ties are drawn with it, so nobody can choose a lucky reference
    )

    def __post_init__(self) -> None:
        _require_unique(demand.reference for demand in self.demands)
        _require_unique(supply.reference for supply in self.supplies)


def _require_unique(references: Iterable[str]) -> None:
    repeated = [reference for reference, times in Counter(references).items() if times > 1]
    if repeated:
        raise ValueError(f"More than once in one market: {', '.join(sorted(repeated)[:5])}")
