"""What a trip has asked of its hosts, host by host, and whom it could still ask."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from hosting.models import Request
from hosting.queries.requests import Contacts
from travel_stories.models import Step, Trip, TripMember, TripRequest
from travel_stories.queries.bundles import Risk, risks_of_trip
from travel_stories.queries.contacts import contacts_by_request


@dataclass(frozen=True, slots=True)
class Line:
    """One request. Its conversation and the contacts are open to `mine` alone; `is_spent`: look
    for another door.
    """

    asking: TripRequest
    mine: bool
    is_spent: bool
    contacts: Contacts | None

    @property
    def request(self) -> Request:
        return self.asking.request


@dataclass(frozen=True, slots=True)
class HostLines:
    """Everything that was asked of one host, the newest first."""

    name: str
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Asking:
    """The room. `open_steps` have somebody to ask and nothing under way."""

    hosts: list[HostLines]
    open_steps: list[Step]
    risks: list[Risk]


def asking_of(me: TripMember) -> Asking:
    """Three reads, however many rows."""
    askings = list(me.trip.requests.told())
    known = contacts_by_request((one.request_id for one in askings if one.request.is_agreed), me)
    hosts: dict[int, HostLines] = {}
    for asking in askings:
        asking.trip = asking.step.trip = me.trip
        host = asking.request.host
        lines = hosts.setdefault(host.pk, HostLines(host.display_name)).lines
        lines.append(_line(asking, me, known.get(asking.request_id)))
    return Asking(list(hosts.values()), open_steps(me.trip), risks_of_trip(me.trip, askings))


def open_steps(trip: Trip, among: Iterable[str] | None = None) -> list[Step]:
    """Steps that can be asked for, in the order of the way; `among` these public ids only."""
    steps = trip.steps.present().exclude(offer=None).in_order()
    if among is not None:
        steps = steps.filter(public_id__in=list(among))
    related = ("offer__host", "offer__place__locality", "session", "request")
    found = list(steps.select_related(*related).prefetch_related("people"))
    for step in found:
        step.trip = trip
    return [step for step in found if step.asks_somebody and not step.stands]


def _line(asking: TripRequest, me: TripMember, contacts: Contacts | None) -> Line:
    request, step = asking.request, asking.step
    mine = me.person_id is not None and request.guest_id == me.person_id
    over = not (request.is_waiting or request.is_agreed or request.is_over)
    current = step.request_id in (None, request.pk) and step.offer_id == request.offer_id
    return Line(asking, mine, over and current and step.is_present, contacts)
