"""The printable notebook: the plan with all that one member may take along on paper."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hosting.requests.selectors.revealed_addresses import Contacts
from travel_stories.notebooks.models.documents import Document
from travel_stories.notebooks.selectors import documents_by_step
from travel_stories.trip_lists.selectors.checklists import OpenList, lists_of
from travel_stories.trip_requests.selectors.contacts import contacts_by_request
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.models.steps import Step
from travel_stories.trips.models.trips import Trip
from travel_stories.trips.selectors.plans import Day, itinerary_of
from travel_stories.trips.selectors.roads import Road, road_of


@dataclass(frozen=True, slots=True)
class Notebook:
    """`contacts` by the key of their step: only where this member has an agreement. `keepers` are
    the members whose it is elsewhere: to them the host gave the address, and nobody passes it on
    but they (ADR 30).

    `documents` by the key of their step; those for the whole way have none.
    """

    trip: Trip
    days: list[Day]
    road: Road
    contacts: dict[int, Contacts]
    keepers: dict[int, str]
    documents: dict[int | None, list[Document]]
    lists: list[OpenList]


def notebook_of(me: TripMember) -> Notebook:
    days = itinerary_of(me.trip)
    steps = [step for day in days for step in day.steps if step.request is not None]
    known = contacts_by_request((step.request_id for step in steps), me)
    contacts = {step.pk: known[step.request_id] for step in steps if step.request_id in known}
    return Notebook(
        trip=me.trip,
        days=days,
        road=road_of(days),
        contacts=contacts,
        keepers=_keepers(me.trip, (step for step in steps if step.pk not in contacts)),
        documents=documents_by_step(me.trip),
        lists=lists_of(me.trip, me),
    )


def _keepers(trip: Trip, steps: Iterable[Step]) -> dict[int, str]:
    agreed = {
        one.pk: one.request.guest_id for one in steps if one.request and one.request.is_agreed
    }
    if not agreed:
        return {}
    seats = trip.members.present().filter(person__in=agreed.values())
    names = dict(seats.values_list("person", "name"))
    return {step: names[guest] for step, guest in agreed.items() if guest in names}
