"""What a trip has asked of its hosts, host by host, and whom it could still ask."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from core.text.texts import without_controls
from hosting.requests.models.requests import Request
from hosting.requests.selectors.revealed_addresses import Contacts
from travel_stories.trip_requests.models.requests import TripRequest
from travel_stories.trip_requests.selectors.bundles import Risk, risks_of_trip
from travel_stories.trip_requests.selectors.contacts import contacts_by_request
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.models.steps import Step
from travel_stories.trips.models.trips import Trip


@dataclass(frozen=True, slots=True)
class RequestLine:
    """One request. Its conversation and the contacts are open to `mine` alone; `is_spent`: look
    for another door.
    """

    trip_request: TripRequest
    mine: bool
    is_spent: bool
    contacts: Contacts | None

    @property
    def request(self) -> Request:
        return self.trip_request.request


@dataclass(frozen=True, slots=True)
class HostRequests:
    """Everything that was asked of one host, the newest first."""

    name: str
    lines: list[RequestLine] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class RequestOverview:
    """The room. `open_steps` have somebody to ask and nothing under way."""

    hosts: list[HostRequests]
    open_steps: list[Step]
    risks: list[Risk]


def request_overview_of(me: TripMember) -> RequestOverview:
    """Three reads, however many rows."""
    trip_requests = list(me.trip.requests.with_details())
    known = contacts_by_request(
        (one.request_id for one in trip_requests if one.request.is_agreed), me
    )
    hosts: dict[int, HostRequests] = {}
    for trip_request in trip_requests:
        trip_request.trip = trip_request.step.trip = me.trip
        host = trip_request.request.host
        lines = hosts.setdefault(host.pk, HostRequests(host.display_name)).lines
        contacts = known.get(trip_request.request_id)
        request, step = trip_request.request, trip_request.step
        mine = me.person_id is not None and request.guest_id == me.person_id
        over = not (request.is_waiting or request.is_agreed or request.is_over)
        current = step.request_id in (None, request.pk) and step.offer_id == request.offer_id
        lines.append(
            RequestLine(trip_request, mine, over and current and step.is_present, contacts)
        )
    return RequestOverview(
        list(hosts.values()), open_steps(me.trip), risks_of_trip(me.trip, trip_requests)
    )


def open_steps(trip: Trip, among: Iterable[str] | None = None) -> list[Step]:
    """Steps that can be asked for, in the order of the way; `among` these public ids only."""
    steps = trip.steps.present().exclude(offer=None).in_order()
    if among is not None:
        steps = steps.filter(public_id__in=[without_controls(one) for one in among])
    related = ("offer__host", "offer__place__locality", "session", "request")
    found = list(steps.select_related(*related).prefetch_related("people"))
    for step in found:
        step.trip = trip
    return [step for step in found if step.asks_somebody and not step.stands]
