"""A person leaves for good: their seats are given back, and no trip stays without an organiser."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from commons.accounts.models import User
from commons.audit import actions as audit
from core.security.tokens import new_nonce
from travel_stories.trips.actions.members import heirs_of
from travel_stories.trips.actions.trips import delete_trip
from travel_stories.trips.choices import MemberRole
from travel_stories.trips.models.members import Invitation, TripMember
from travel_stories.trips.signals import member_left_trip


@transaction.atomic
def leave_trips(person: User) -> None:
    """The longest-standing member organises from then on; an empty trip is deleted."""
    for seat in TripMember.objects.present().filter(person=person).select_related("trip"):
        _pass_on(seat)
        member_left_trip.send(sender=TripMember, member=seat)
    for seat in TripMember.objects.filter(person=person):
        seat.name, seat.left_at, seat.nonce = "…", seat.left_at or timezone.now(), new_nonce()
        seat.on_behalf_of = None
        seat.save(update_fields=["name", "left_at", "nonce", "on_behalf_of"])
        audit.record(person, "trip.left", seat.trip, member=seat.pk)
    Invitation.objects.filter(email__iexact=person.email).update(
        email="", revoked_at=timezone.now()
    )


def _pass_on(seat: TripMember) -> None:
    if seat.role != MemberRole.ORGANISER or seat.trip.members.organising().count() > 1:
        return
    heir = heirs_of(seat).first()
    if heir is None:
        delete_trip(trip=seat.trip, by=seat)
        return
    heir.role = MemberRole.ORGANISER
    heir.save(update_fields=["role"])
