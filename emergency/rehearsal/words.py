"""People and homes of the seeds, in the words that they would type at a door."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any, Final

from emergency.enums import AccessMode, HostHousehold, Household, PlaceKind, Situation, TravelMode
from emergency.matching.market import Demand, Means, Supply
from emergency.matching.market import Household as Living
from emergency.models import Category
from emergency.rehearsal.ground import Ground, rounded

LEAD: Final = 7  # a stay begins on the day of its request, or up to so many days later
LONGEST: Final = 40  # nights
SITUATIONS: Final = {
    Situation.NOWHERE: 25,
    Situation.FRAGILE: 30,
    Situation.FAR: 35,
    Situation.APART: 10,
}
WITH_CHILDREN: Final = 0.02
LENT_AT_LEAST: Final = 10  # nights from the first day on


def request_words(
    demand: Demand, number: int, *, ground: Ground, today: date, chance: Random
) -> dict[str, Any]:
    """What somebody who works in a hospital says at the door."""
    first = today + timedelta(days=chance.randrange(LEAD))
    shift = demand.shifts[0]
    return {
        **_contact(f"guest-{number}", number, chance),
        "category": _category(ground, chance).pk,
        "hospital": ground.hospitals[demand.work].pk,
        "check_in": first.isoformat(),
        "check_out": (first + timedelta(days=min(len(demand.nights), LONGEST))).isoformat(),
        "people": demand.sleepers.people,
        "with_minors": chance.random() < WITH_CHILDREN,
        "pets": demand.pets,
        "step_free": demand.step_free,
        "household": _accepted(demand, chance),
        "travel_mode": _mode(demand, chance),
        "travel_minutes": min(max(demand.longest_minutes, 5), 120),
        "shift_begins": shift.start.isoformat(),
        "shift_ends": shift.end.isoformat(),
        "situation": chance.choices(list(SITUATIONS), list(SITUATIONS.values()))[0],
    }


def offer_words(
    supply: Supply, number: int, *, ground: Ground, today: date, chance: Random
) -> dict[str, Any]:
    """What somebody who lends a home says at the door."""
    nights = max(len(supply.windows[0]), LENT_AT_LEAST)
    return {
        **_contact(f"host-{number}", 500_000 + number, chance),
        "locality": ground.communes[rounded(supply.point)].pk,
        "kind": PlaceKind.SHARED if supply.shared else PlaceKind.WHOLE,
        "check_in": today.isoformat(),
        "check_out": (today + timedelta(days=nights)).isoformat(),
        "sleeps": supply.beds.single,
        "step_free": supply.step_free,
        "takes_pets": supply.pets,
        "household": _household(supply),
        "access_mode": AccessMode.KEY_BOX,
        "address": f"{number} rue de la Répétition",
    }


def _contact(name: str, number: int, chance: Random) -> dict[str, str]:
    """Everybody has a telephone; six of ten leave an e-mail address as well."""
    mail = f"{name}@rehearsal.example" if chance.random() < 0.6 else ""
    return {"name": name, "phone": f"+336{39_000_000 + number:08}", "email": mail}


def _category(ground: Ground, chance: Random) -> Category:
    return chance.choice(list(ground.activation.categories.all()))


def _accepted(demand: Demand, chance: Random) -> str:
    if demand.whole_place:
        return Household.ALONE
    return Household.WOMEN if chance.random() < 0.4 else Household.ANY


def _mode(demand: Demand, chance: Random) -> str:
    if Means.CAR in demand.means:
        return TravelMode.CAR
    return chance.choices((TravelMode.TRANSIT, TravelMode.BIKE, TravelMode.WALK), (60, 30, 10))[0]


def _household(supply: Supply) -> str:
    if not supply.shared:
        return HostHousehold.NONE
    women = supply.household == frozenset({Living.WOMEN})
    return HostHousehold.WOMEN if women else HostHousehold.MIXED
