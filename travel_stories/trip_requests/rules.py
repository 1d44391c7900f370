"""Who may ask hosts out of a trip."""

from __future__ import annotations

import rules

from commons.accounts.rules import has_verified_email
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.models.trips import Trip
from travel_stories.trips.rules import has_account, has_seat, organises, plans


@rules.predicate
def may_be_a_party(member: TripMember, trip: Trip | None) -> bool:
    """Hosting makes agreements with accounts that answered our mail once."""
    person = member.person
    return person is not None and person.is_active and bool(has_verified_email(person))


rules.add_perm("trip_requests.ask_hosts", has_seat & organises & may_be_a_party)
rules.add_perm("trip_requests.introduce_oneself", has_seat & has_account)
rules.add_perm("trip_requests.attach_request", has_seat & plans & has_account)
