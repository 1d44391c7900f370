"""Whose seat it is that looks at a trip."""

from __future__ import annotations

from collections.abc import Mapping

from commons.accounts.permissions import Visitor
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.models.trips import Trip
from travel_stories.trips.states import TripState


def seat_of(visitor: Visitor, public_id: str, passes: Mapping[str, str]) -> TripMember | None:
    """By the account, else by a guest pass (`passes` maps trips to tokens); with its trip."""
    seats = (
        TripMember.objects.present()
        .filter(trip__public_id=public_id)
        .exclude(trip__state=TripState.DELETED)
        .select_related("trip__locality", "person")
    )
    if visitor.is_authenticated and (own := seats.filter(person=visitor.pk).first()):
        return own
    token = passes.get(public_id)
    return seats.with_pass(token) if token else None


def trips_of(visitor: Visitor, passes: Mapping[str, str]) -> list[Trip]:
    """The trips of an account, and those that a guest pass opens; the newest first."""
    own = Trip.objects.of_person(visitor).select_related("locality")
    by_pass = [seat_of(visitor, public_id, passes) for public_id in passes]
    trips = {trip.pk: trip for trip in own} | {seat.trip_id: seat.trip for seat in by_pass if seat}
    return sorted(trips.values(), key=lambda trip: trip.pk, reverse=True)
