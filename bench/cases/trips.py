"""A trip as large as one gets: so many steps and members that every row of it shows in a figure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle
from typing import Final
from uuid import uuid4

from django.db import transaction
from django.urls import reverse

from bench.cases.rivals import headers_of
from bench.tools.fixtures import count_on
from bench.tools.load import Ask
from commons.geography.choices import TravelMode
from tests.factories.geography import LocalityFactory
from tests.factories.travel_stories import ExpenseFactory, SeatFactory, StepFactory, TripFactory
from travel_stories.trip_expenses.choices import ExpenseKind
from travel_stories.trips.choices import MemberRole, StepKind
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.models.steps import Step
from travel_stories.trips.models.trips import Trip

STEPS: Final = 200
MEMBERS: Final = 40
DAYS: Final = 20
START: Final = date(2027, 5, 1)
TOWNS: Final = 40  # two a day
LEG_EVERY: Final = 4
EXPENSES: Final = 2_000
SHARED_BY: Final = (40, 6, 4, 2)  # everybody, a car, a table, a tent


@dataclass(frozen=True)
class Group:
    """The trip, its people (the first one organises), and its steps in order."""

    trip: Trip
    members: Sequence[TripMember]
    steps: Sequence[Step]

    def address(self, name: str, *more: str) -> str:
        return reverse(f"travel_stories:{name}", args=(self.trip.address, *more))


def large_group(*, steps: int = STEPS, members: int = MEMBERS) -> Group:
    """Steps at real distances from each other, a leg of travel now and then."""
    count_on()
    trip = TripFactory(days=DAYS, starts_on=START)
    seats = [
        SeatFactory(trip=trip, role=MemberRole.COMPANION if place else MemberRole.ORGANISER)
        for place in range(members)
    ]
    towns = [
        LocalityFactory(latitude=47.2 + place / 40, longitude=0.4 + place / 25)
        for place in range(TOWNS)
    ]
    made: list[Step] = []
    for place, town, seat in zip(range(steps), cycle(towns), cycle(seats), strict=False):
        is_leg = place % LEG_EVERY == 0
        step = StepFactory(
            trip=trip,
            kind=StepKind.LEG if is_leg else StepKind.WISH,
            mode=TravelMode.BIKE if is_leg else "",
            locality=None if is_leg else town,
            day=1 + place * DAYS // steps,
            words="" if is_leg else "Billets à prendre avant ; le matin il y aura moins de monde.",
            by=seat,
        )
        made.append(step)
    trip.refresh_from_db()
    return Group(trip, seats, made)


@transaction.atomic
def spend(group: Group, *, expenses: int = EXPENSES) -> None:
    """What twenty days cost: each pays in turn, for everybody or for a few around."""
    twice = [*group.members, *group.members]
    for number, sharing in zip(range(expenses), cycle(SHARED_BY), strict=False):
        payer = number % len(group.members)
        ExpenseFactory(
            payer=group.members[payer],
            of=twice[payer : payer + sharing],
            kind=tuple(ExpenseKind)[number % len(ExpenseKind)],
            spent_on=START + timedelta(days=number * DAYS // expenses),
            amount=1_000 + 137 * (number % 89),
        )
    group.trip.refresh_from_db()


def press(
    group: Group, member: Mapping[str, str], name: str, *more: str, based_on: int, **words: str
) -> Ask:
    """What a browser sends for one change; every call has a key of its own."""
    form = {"key": str(uuid4()), "based_on": str(based_on), **words}
    return Ask(group.address(name, *more), "POST", member, form)


def browsers(group: Group) -> list[dict[str, str]]:
    """Everybody is logged in."""
    people = [seat.person for seat in group.members]
    return [headers_of(person) for person in people if person is not None]
