"""Address and contact of a host: only for the member whose agreement it is."""

from __future__ import annotations

from collections.abc import Iterable

from hosting.requests.models.requests import Request
from hosting.requests.selectors.revealed_addresses import (
    Contacts,
    contacts_for,
    contacts_of_asker,
)
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.models.steps import Step


def contacts_of(step: Step, member: TripMember) -> Contacts | None:
    """Hosting decides; whoever travels along without being a party asks the one who is."""
    if step.request is None or member.person is None:
        return None
    return contacts_for(member.person, step.request)


def contacts_by_request(keys: Iterable[int | None], member: TripMember) -> dict[int, Contacts]:
    """Of these requests, those that are this member's. Two reads, however many."""
    person = member.person
    if person is None:
        return {}
    mine = Request.objects.filter(pk__in=[key for key in keys if key], guest=person)
    frozen = mine.select_related("agreement__contacts", "agreement__host")
    return contacts_of_asker(person, frozen)
