"""What members of a trip hear of its requests to hosts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from commons.notifications.actions import notices
from hosting.requests.models.request_sets import RequestSet
from hosting.requests.states import RequestState
from travel_stories.trip_requests.models.requests import TripRequest
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.models.trips import Trip

MAIL: Final = "trip_requests/email/"
HOST_AGREED: Final = f"{MAIL}host_agreed.txt"
HOST_ASKED: Final = f"{MAIL}host_asked.txt"
HOST_LOST: Final = f"{MAIL}host_lost.txt"
RELEASED: Final = (
    RequestState.DECLINED,
    RequestState.WITHDRAWN,
    RequestState.EXPIRED,
    RequestState.RELEASED,
)


def notify_of_requests(trip: Trip, trip_requests: Sequence[TripRequest], *, by: TripMember) -> None:
    """The others hear what was asked; what is said about it stays between the two."""
    offers = ", ".join(trip_request.request.offer.title for trip_request in trip_requests)
    _notify_of(trip, HOST_ASKED, by, offers=offers, count=len(trip_requests))


def notify_of_answer(trip: Trip, trip_request: TripRequest) -> None:
    """Once it is sure what came of it; a set is told once, as a whole."""
    request = trip_request.request
    if request.is_waiting or request.is_over:
        return
    offers = request.offer.title
    together: RequestSet | None = request.request_set
    if together is not None and request.state in (RequestState.AGREED, *RELEASED):
        members = together.requests.select_related("offer").order_by("pk")
        if any(one.is_waiting for one in members):
            return
        offers = ", ".join(one.offer.title for one in members)
    template = HOST_AGREED if request.is_agreed else HOST_LOST
    _notify_of(trip, template, trip_request.by, offers=offers, state=request.state)


def _notify_of(trip: Trip, template: str, by: TripMember, **data: str | int) -> None:
    """Everybody with an account but the one who asked: hosting tells that one itself."""
    seats = trip.members.present().exclude(person=None).exclude(pk=by.pk)
    for seat in seats.select_related("person"):
        if seat.person is not None:
            notices.notify(seat.person, template, trip, by=by.name, **data)
