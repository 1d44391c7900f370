"""What a trip has asked of its hosts, host by host, and whom it could still ask."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from hosting.models import Request
from travel_stories.models import Step, Trip, TripMember, TripRequest
from travel_stories.queries.bundles import Risk, risks_of_trip


@dataclass(frozen=True, slots=True)
class Line:
    """One request. Its conversation is open to `mine` alone; `is_spent`: look for another door."""

    asking: TripRequest
    mine: bool
    is_spent: bool

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
    """Two reads, however many rows."""
    askings = list(me.trip.requests.told())
    hosts: dict[int, HostLines] = {}
    for asking in askings:
        asking.trip = asking.step.trip = me.trip
        host = asking.request.host
        lines = hosts.setdefault(host.pk, HostLines(host.display_name)).lines
        lines.append(_line(asking, me))
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


def _line(asking: TripRequest, me: TripMember) -> Line:
    request, step = asking.request, asking.step
    mine = me.person_id is not None and request.guest_id == me.person_id
    over = not (request.is_waiting or request.is_agreed or request.is_over)
    current = step.request_id in (None, request.pk) and step.offer_id == request.offer_id
    return Line(asking, mine, over and current and step.is_present)
