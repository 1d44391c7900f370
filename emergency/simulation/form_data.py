"""People and homes of the seeds, as they would fill in an intake form."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any, Final

from core.values.dates import DateRange
from emergency.housing.states.offers import AccessMode, HostHousehold, PlaceKind
from emergency.housing.states.requests import Household, Situation, TravelMode
from emergency.matching.commutes import minutes_by_distance, reach
from emergency.matching.market import Demand, Means, Supply
from emergency.matching.market import Household as Living
from emergency.simulation.fixtures import Fixtures, guest_phone, host_phone, rounded
from emergency.simulation.seeds import TERMS

LEAD: Final = 7  # a stay begins on the day of its request, or up to so many days later
LONGEST: Final = 40  # nights
SITUATIONS: Final = {
    Situation.NOWHERE: 25,
    Situation.FRAGILE: 30,
    Situation.FAR: 35,
    Situation.APART: 10,
}
WITH_CHILDREN, AMONG_WOMEN = 0.02, 0.4
LENT_AT_LEAST: Final = 10  # nights from the first day on


def request_words(
    demand: Demand, number: int, *, fixtures: Fixtures, chance: Random
) -> dict[str, Any]:
    """What somebody who works in a hospital writes in the form."""
    shift = demand.shifts[0]
    return {
        **_contact(f"guest-{number}", guest_phone(number), chance),
        "category": chance.choice(list(fixtures.activation.categories.all())).pk,
        "hospital": fixtures.hospitals[demand.work].pk,
        **_nights(demand.nights),
        "people": demand.sleepers.people,
        "pets": demand.pets,
        "step_free": demand.step_free,
        "household": Household.ALONE if demand.whole_place else Household.ANY,
        "travel_mode": _mode(demand),
        "travel_minutes": min(max(demand.longest_minutes, 5), 120),
        "shift_begins": shift.start.isoformat(),
        "shift_ends": shift.end.isoformat(),
        "situation": chance.choices(list(SITUATIONS), list(SITUATIONS.values()))[0],
    }


def as_in_life(demand: Demand, *, today: date, chance: Random) -> dict[str, Any]:
    """What a simulation says instead: soon, not for months, some with children or among women."""
    first = today + timedelta(days=chance.randrange(LEAD))
    last = first + timedelta(days=min(len(demand.nights), LONGEST))
    data = {**_nights(DateRange(first, last)), "with_minors": chance.random() < WITH_CHILDREN}
    if not demand.whole_place and chance.random() < AMONG_WOMEN:
        data["household"] = Household.WOMEN
    return data


def offer_words(
    supply: Supply, number: int, *, fixtures: Fixtures, chance: Random
) -> dict[str, Any]:
    """What somebody who lends a home writes in the form."""
    if not supply.shared:
        household = HostHousehold.NONE
    elif supply.household == frozenset({Living.WOMEN}):
        household = HostHousehold.WOMEN
    else:
        household = HostHousehold.MIXED
    return {
        **_contact(f"host-{number}", host_phone(number), chance),
        "locality": fixtures.communes[rounded(supply.point)].pk,
        "kind": PlaceKind.SHARED if supply.shared else PlaceKind.WHOLE,
        **_nights(supply.windows[0]),
        "sleeps": supply.beds.single,
        "step_free": supply.step_free,
        "takes_pets": supply.pets,
        "household": household,
        "access_mode": AccessMode.KEY_BOX,
        "address": f"{number} rue de la Répétition",
    }


def lent_from(today: date, supply: Supply) -> dict[str, str]:
    """From this day on, and not for a few nights only."""
    nights = max(len(supply.windows[0]), LENT_AT_LEAST)
    return _nights(DateRange(today, today + timedelta(days=nights)))


def _nights(nights: DateRange) -> dict[str, str]:
    return {"check_in": nights.check_in.isoformat(), "check_out": nights.check_out.isoformat()}


def _contact(name: str, phone: str, chance: Random) -> dict[str, str]:
    """Everybody has a telephone; six of ten leave an e-mail address as well."""
    mail = f"{name}@rehearsal.example" if chance.random() < 0.6 else ""
    return {"name": name, "phone": phone, "email": mail}


def _mode(demand: Demand) -> str:
    """Of their means the one that takes them farthest, at the hours of their shift."""

    def farthest(means: Means) -> int:
        pair = frozenset({means, Means.WALK})
        return reach(demand.longest_minutes, minutes_by_distance(pair, demand.shifts, TERMS))

    return TravelMode(max(sorted(demand.means), key=farthest))
