"""The hard constraints: a pair that breaks one is never shown.

Each is written once, as what it asks of a request and whether a home holds to it. The engine asks
for all homes at once (`fields`), a coordinator's page for one pair (`broken_by`).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from core.values.dates import DateRange
from emergency.matching.commutes import minutes_by_distance, steps_between
from emergency.matching.market import Demand, Supply, Terms
from emergency.matching.nights import gap_of, is_free, is_open


class HardConstraint(StrEnum):
    """Names of the constraints, in the order in which a person is told."""

    BY_HAND = "by_hand"
    BLOCKED = "blocked"
    LIVE = "live"
    FRESH = "fresh"
    CHECKED = "checked"
    ASKS = "asks"
    WHOLE_PLACE = "whole_place"
    HOUSEHOLD = "household"
    BEDS = "beds"
    STEP_FREE = "step_free"
    PETS = "pets"
    SMOKING = "smoking"
    ALLERGY = "allergy"
    PEOPLE = "people"
    LENGTH = "length"
    TRAVEL = "travel"
    NIGHTS = "nights"
    TAKEN = "taken"


@dataclass(frozen=True, slots=True)
class Constraint:
    """`asks` reduces a request to what counts here: equal answers are looked up once."""

    name: HardConstraint
    asks: Callable[[Demand], Hashable]
    holds: Callable[[Any, Supply, Terms], bool]


# What doesn't depend on nights or distance; those have roads of their own, below.
CONSTRAINTS: Final = (
    Constraint(
        HardConstraint.BY_HAND, lambda demand: demand.by_hand, lambda by_hand, *_: not by_hand
    ),
    Constraint(
        HardConstraint.BLOCKED,
        lambda demand: demand.blocked,
        lambda blocked, supply, _terms: supply.reference not in blocked,
    ),
    Constraint(
        HardConstraint.LIVE, lambda _demand: None, lambda _asked, supply, _terms: supply.live
    ),
    Constraint(
        HardConstraint.FRESH,
        lambda _demand: None,
        lambda _asked, supply, terms: supply.fresh_until >= terms.now,
    ),
    Constraint(
        HardConstraint.CHECKED,
        lambda _demand: None,
        lambda _asked, supply, terms: (
            supply.check_level
            >= (terms.level_for_shared if supply.shared else terms.level_for_whole)
        ),
    ),
    Constraint(
        HardConstraint.ASKS,
        lambda _demand: None,
        lambda _asked, supply, _terms: supply.asks_left > 0,
    ),
    Constraint(
        HardConstraint.WHOLE_PLACE,
        lambda demand: demand.whole_place,
        lambda needed, supply, terms: not (supply.shared and (needed or terms.whole_places_only)),
    ),
    Constraint(
        HardConstraint.HOUSEHOLD,
        lambda demand: demand.household,
        lambda accepted, supply, _terms: not supply.shared or supply.household <= accepted,
    ),
    Constraint(
        HardConstraint.BEDS,
        lambda demand: demand.sleepers,
        lambda sleepers, supply, _terms: supply.beds.fit(sleepers),
    ),
    Constraint(
        HardConstraint.STEP_FREE,
        lambda demand: demand.step_free,
        lambda needed, supply, _terms: supply.step_free or not needed,
    ),
    Constraint(
        HardConstraint.PETS,
        lambda demand: demand.pets,
        lambda pets, supply, _terms: supply.pets or not pets,
    ),
    Constraint(
        HardConstraint.SMOKING,
        lambda demand: demand.smokes,
        lambda smokes, supply, _terms: supply.smoking or not smokes,
    ),
    Constraint(
        HardConstraint.ALLERGY,
        lambda demand: demand.avoids,
        lambda avoids, supply, _terms: not supply.presences & avoids,
    ),
    Constraint(
        HardConstraint.PEOPLE,
        lambda demand: demand.sleepers.people,
        lambda people, supply, _terms: supply.most_people is None or people <= supply.most_people,
    ),
    Constraint(
        HardConstraint.LENGTH,
        lambda demand: len(demand.nights),
        lambda nights, supply, _terms: (
            supply.least_nights <= nights
            and (supply.most_nights is None or nights <= supply.most_nights)
        ),
    ),
)


def broken_by(
    demand: Demand, supply: Supply, terms: Terms, *, nights: DateRange | None = None
) -> tuple[HardConstraint, ...]:
    """Every constraint that this pair breaks; `nights` for a part of the stay."""
    nights = nights or demand.nights
    broken = [one.name for one in CONSTRAINTS if not one.holds(one.asks(demand), supply, terms)]
    if minutes_between(demand, supply, terms) > demand.longest_minutes:
        broken.append(HardConstraint.TRAVEL)
    gap = gap_of(supply, terms)
    if not is_open(supply, nights, gap):
        broken.append(HardConstraint.NIGHTS)
    elif not is_free(supply, nights, gap):
        broken.append(HardConstraint.TAKEN)
    return tuple(broken)


def minutes_between(demand: Demand, supply: Supply, terms: Terms) -> int:
    """Travel of the longest leg; see `commutes`."""
    table = minutes_by_distance(demand.means, demand.shifts, terms)
    return table[steps_between(demand.work, supply.point)]
