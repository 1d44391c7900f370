"""Address and contact of a host: only for the member whose agreement it is."""

from __future__ import annotations

from hosting.queries.requests import Contacts, contacts_for
from travel_stories.models import Step, TripMember


def contacts_of(step: Step, member: TripMember) -> Contacts | None:
    """Hosting decides; whoever travels along without being a party asks the one who is."""
    if step.request is None or member.person is None:
        return None
    return contacts_for(member.person, step.request)
