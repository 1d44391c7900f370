"""Accounts, lists and papers of the invented trips, kept through the actions of the workshop."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.utils import translation

from demo.loading.world import World
from demo.loading.written import TripText, money
from travel_stories.collaboration.models import Edit
from travel_stories.trip_expenses.actions import add_expense, count_heads, repayment
from travel_stories.trip_expenses.choices import Split
from travel_stories.trip_lists.actions import begin_list, change_part
from travel_stories.trip_lists.choices.lists import ChecklistKind
from travel_stories.trip_lists.choices.starters import STARTERS
from travel_stories.trip_lists.selectors.required_documents import rules_for, words_of
from travel_stories.trips.actions.trips import change_trip
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.models.plans import TripEdit
from travel_stories.trips.models.trips import Trip


@dataclass
class Keeper:
    """Who keeps the books of one trip; each action has a key of its own."""

    trip: Trip
    by: TripMember
    seats: Mapping[str, TripMember]
    today: date
    edit_count: int = 0

    def edit(self, based_on: int = 0) -> TripEdit:
        self.edit_count += 1
        key = uuid5(NAMESPACE_URL, f"demo:money:{self.trip.public_id}:{self.edit_count}")
        return Edit(by=self.by, key=key, based_on=based_on)

    def day(self, number: int) -> date:
        """Below nothing: so many days ago; else a day of the trip."""
        first = self.trip.starts_on
        if number < 0 or first is None:
            return self.today + timedelta(days=number)
        return first + timedelta(days=number - 1)


def load_money(trip: Trip, written: TripText, organiser: TripMember, world: World) -> None:
    """What the file says of this trip, in the language of its people."""
    spec = money().get(written.key, {})
    keys = {person.pk: key for key, person in world.people.items()}
    keeper = Keeper(
        trip,
        organiser,
        {keys.get(seat.person_id or 0, seat.name): seat for seat in trip.members.all()},
        world.clock.today,
    )
    with translation.override(written.language):
        # A small load has fewer people: bills of somebody who is not here are left out.
        for name, heads in spec.get("heads", {}).items():
            if name in keeper.seats:
                count_heads(member=keeper.seats[name], heads=heads, by=keeper.by)
        for bill in spec.get("expenses", ()):
            if {bill["payer"], *bill["for"]} <= keeper.seats.keys():
                seats = [keeper.seats[name] for name in bill["for"]]
                weights = bill.get("weights") or [1] * len(seats)
                words = {
                    "title": bill["title"],
                    "kind": bill["kind"],
                    "spent_on": keeper.day(bill["day"]),
                    "payer": keeper.seats[bill["payer"]],
                    "amount": bill["amount"],
                    "currency": bill.get("currency", keeper.trip.currency),
                    "rate": Decimal(bill["rate"]) if "rate" in bill else None,
                    "rate_source": bill.get("rate_source", ""),
                    "split": bill.get("split", Split.EQUAL),
                    "shares": {
                        str(seat.pk): weight for seat, weight in zip(seats, weights, strict=True)
                    },
                }
                add_expense(trip=keeper.trip, words=words, edit=keeper.edit())
        for one in spec.get("repayments", ()):
            if {one["from"], one["to"]} <= keeper.seats.keys():
                payer, receiver = keeper.seats[one["from"]], keeper.seats[one["to"]]
                day = keeper.day(one["day"])
                words = repayment(keeper.trip, payer, receiver, one["amount"], day)
                add_expense(trip=keeper.trip, words=words, edit=keeper.edit())
        _keep_lists(spec, keeper)
        _keep_papers(spec, keeper)


def _keep_lists(spec: Mapping[str, Any], keeper: Keeper) -> None:
    for one in spec.get("lists", ()):
        starter = next(known for known in STARTERS if known.code == one["starter"])
        items = [
            {
                "title": str(item.title),
                "count": keeper.trip.party if item.each else 1,
                "days_before": item.days_before,
            }
            for item in starter.items
        ]
        words = {"title": str(starter.title), "kind": starter.kind}
        checklist = begin_list(trip=keeper.trip, words=words, items=items, edit=keeper.edit())
        parts = list(checklist.items.order_by("pk"))
        for place in one.get("done", ()):
            change_part(part=parts[place], words={"done": True}, edit=keeper.edit())
        for place, name in one.get("taken", {}).items():
            if name in keeper.seats:
                taken = {"who": keeper.seats[name]}
                change_part(part=parts[int(place)], words=taken, edit=keeper.edit())


def _keep_papers(spec: Mapping[str, Any], keeper: Keeper) -> None:
    if "subsidy" in spec:
        words = {"subsidy": spec["subsidy"]}
        change_trip(trip=keeper.trip, words=words, edit=keeper.edit(keeper.trip.version))
    if "papers" not in spec:
        return
    papers = begin_list(
        trip=keeper.trip,
        words={"title": str(ChecklistKind.PAPERS.label), "kind": ChecklistKind.PAPERS},
        items=[words_of(rule, keeper.trip) for rule in rules_for(keeper.trip)],
        edit=keeper.edit(),
    )
    for item in papers.items.filter(rule__in=spec["papers"]):
        change_part(part=item, words={"got": spec["papers"][item.rule]}, edit=keeper.edit())
