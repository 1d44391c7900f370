"""What members of a trip hear of its requests to hosts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from django.utils import timezone

from commons.notifications.actions import notices
from hosting.requests.models.request_sets import RequestSet
from hosting.requests.models.requests import Request
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
    requests = [trip_request.request for trip_request in trip_requests]
    offers = ", ".join(request.offer.title for request in requests)
    _notify_of(trip, HOST_ASKED, by, requests, offers=offers, count=len(requests))


def notify_of_answer(trip: Trip, trip_request: TripRequest) -> None:
    """Once it is sure what came of it; a set is told once, as a whole."""
    request = trip_request.request
    if request.is_waiting or request.is_over:
        return
    offers, requests = request.offer.title, [request]
    together: RequestSet | None = request.request_set
    if together is not None and request.state in (RequestState.AGREED, *RELEASED):
        requests = list(together.requests.select_related("offer").order_by("pk"))
        if any(one.is_waiting for one in requests):
            return
        offers = ", ".join(one.offer.title for one in requests)
    template = HOST_AGREED if request.is_agreed else HOST_LOST
    _notify_of(trip, template, trip_request.by, requests, offers=offers, state=request.state)


def _notify_of(
    trip: Trip, template: str, by: TripMember, requests: Sequence[Request], **data: str | int
) -> None:
    """Everybody with an account but the two sides: hosting tells them itself.

    A host may travel along.
    """
    data |= _days_of(requests)
    if organisation := _organisation_of(requests):
        data["organisation"] = organisation
    hosts = {request.host_id for request in requests}
    seats = trip.members.present().exclude(person=None).exclude(pk=by.pk)
    for seat in seats.exclude(person__in=hosts).select_related("person"):
        if seat.person is not None:
            notices.notify(seat.person, template, trip, by=by.name, **data)


def _organisation_of(requests: Sequence[Request]) -> str:
    """In whose name they were sent; all are by one person, who chose once."""
    request = requests[0]
    is_shown = request.on_behalf_of is not None and not request.on_behalf_of.is_hidden
    return request.asked_as if is_shown else ""


def _days_of(requests: Sequence[Request]) -> dict[str, str]:
    """The first and the last day of them all, as ISO 8601; nothing where no day was named."""
    days: set[date] = set()
    for request in requests:
        agreement = None if request.is_waiting else getattr(request, "agreement", None)
        terms = agreement or request
        if terms.session is not None:
            days.add(timezone.localdate(terms.session.starts_at))
        elif terms.dates is not None:
            last = terms.dates.check_out if terms.takes_nights else terms.dates.nights[-1]
            days |= {terms.dates.check_in, last}
    return {"first": min(days).isoformat(), "last": max(days).isoformat()} if days else {}
