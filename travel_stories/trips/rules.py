"""Who may do what in a trip: a seat has a role, and the role says it."""

from __future__ import annotations

import rules

from commons.accounts.rules import has_verified_email
from travel_stories.trips.choices import PLANNING, MemberRole
from travel_stories.trips.models.links import TripLink
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.models.parts import Part
from travel_stories.trips.models.trips import Trip


@rules.predicate
def has_seat(member: TripMember, trip: Trip | None) -> bool:
    return trip is not None and member.trip_id == trip.pk and member.left_at is None


@rules.predicate
def has_account(member: TripMember, trip: Trip | None) -> bool:
    return member.person_id is not None


@rules.predicate
def made_it(member: TripMember, link: TripLink | None) -> bool:
    return link is not None and link.by_id == member.pk and member.left_at is None


@rules.predicate
def organises_its_trip(member: TripMember, link: TripLink | None) -> bool:
    organiser = member.role == MemberRole.ORGANISER and member.left_at is None
    return link is not None and organiser and link.trip_id == member.trip_id


def _is(*roles: MemberRole) -> rules.predicates.Predicate:
    def holds(member: TripMember, trip: Trip | None) -> bool:
        return member.role in roles

    return rules.predicates.Predicate(holds, name=f"is_{'_or_'.join(roles)}")


@rules.predicate
def in_its_trip(member: TripMember, part: Part | None) -> bool:
    return part is not None and part.trip_id == member.trip_id and member.left_at is None


organises = _is(MemberRole.ORGANISER)
plans = _is(*PLANNING)
decides = plans | _is(MemberRole.PAYER)

rules.add_perm("trips.begin_trip", rules.is_active & has_verified_email)
rules.add_perm("trips.see_trip", has_seat)
rules.add_perm("trips.leave_trip", has_seat)
rules.add_perm("trips.represent_organisation", has_seat & has_account)
rules.add_perm("trips.tell_trip", has_seat & has_account & decides)
rules.add_perm("trips.undo_change", has_seat & decides)
rules.add_perm("trips.change_trip", has_seat & organises)
rules.add_perm("trips.open_trip", has_seat & organises)
rules.add_perm("trips.revoke_link", made_it | organises_its_trip)
rules.add_perm("trips.invite", has_seat & organises)
rules.add_perm("trips.change_member", has_seat & organises)
rules.add_perm("trips.delete_trip", has_seat & organises)
rules.add_perm("trips.change_itinerary", has_seat & plans)
rules.add_perm("trips.complete_trip", rules.always_deny)  # left to SYSTEM
rules.add_perm("trips.forget_trip", rules.always_deny)  # left to SYSTEM
