"""The trips in which whoever looks has a seat."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import QuerySet

from commons.accounts.permissions import Visitor
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.models.trips import Trip


def seats_of(person: Visitor) -> QuerySet[TripMember]:
    """The seats that they have in trips by their account, and haven't left."""
    return TripMember.objects.present().filter(person=person.pk)


def trips_of(visitor: Visitor, passes: Mapping[str, str]) -> list[Trip]:
    """The trips of an account, and those that a guest pass opens; the newest first."""
    own = Trip.objects.of_person(visitor).select_related("locality")
    by_pass = [TripMember.objects.seat_of(visitor, public_id, passes) for public_id in passes]
    trips = {trip.pk: trip for trip in own} | {seat.trip_id: seat.trip for seat in by_pass if seat}
    return sorted(trips.values(), key=lambda trip: trip.pk, reverse=True)
