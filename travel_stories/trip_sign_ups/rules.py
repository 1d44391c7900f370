"""Who opens a sign-up, who registers, and who takes a registration back."""

from __future__ import annotations

import rules

from commons.accounts.permissions import Visitor
from travel_stories.trip_sign_ups.models import Registration
from travel_stories.trips.choices import TripKind
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.models.trips import Trip
from travel_stories.trips.rules import has_seat, organises


@rules.predicate
def is_of_council(member: TripMember, trip: Trip | None) -> bool:
    return trip is not None and trip.kind == TripKind.WORKS_COUNCIL


@rules.predicate
def is_registered(person: Visitor, registration: Registration | None) -> bool:
    return registration is not None and registration.person_id == person.pk


rules.add_perm("trip_sign_ups.manage_sign_up", has_seat & organises & is_of_council)
rules.add_perm("trip_sign_ups.register", rules.is_active)
rules.add_perm("trip_sign_ups.withdraw_registration", rules.is_active & is_registered)
rules.add_perm("trip_sign_ups.forget_registration", rules.always_deny)  # left to SYSTEM
