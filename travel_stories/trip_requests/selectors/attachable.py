"""Requests and agreements that a member made outside the trip, and the steps they belong to."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from commons.accounts.models import User
from hosting.offers.choices.lists import OfferKind
from hosting.offers.presenters.offer_links import OfferLink
from hosting.offers.selectors.local_times import time_zone_of
from hosting.requests.models.requests import Request
from hosting.requests.presenters.request_links import register_request_link
from hosting.requests.presenters.request_terms import current_terms
from hosting.requests.states import RequestState
from travel_stories.trip_requests.models.requests import TripRequest
from travel_stories.trip_requests.selectors.additions import add_url
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.models.steps import Step
from travel_stories.trips.models.trips import Trip
from travel_stories.trips.selectors.nights import dates_of, is_planned_for
from travel_stories.trips.states import TripState

ALIVE = (
    *(RequestState.SENT, RequestState.TENTATIVE, RequestState.HELD),
    *(RequestState.AGREED, RequestState.COMPLETED),
)


def attachable_requests(person: User) -> QuerySet[Request]:
    """What this person asked as a guest, may still come or has come, and is in no trip yet."""
    taken = _attached().filter(request=OuterRef("pk"))
    mine = Request.objects.filter(guest=person, state__in=ALIVE)
    return mine.filter(~Exists(taken)).with_terms().order_by("-pk")


def requests_by_step(me: TripMember, steps: Iterable[Step]) -> dict[int, Request]:
    """Of each step of the plan that asks nobody yet, the newest request of mine for its offer and
    dates; two reads at most.
    """
    if me.person is None or not me.has_perm("trip_requests.attach_request", me.trip):
        return {}
    open_steps = [step for step in steps if step.asks_somebody and not step.stands]
    if not open_steps:
        return {}
    offers = {step.offer_id for step in open_steps}
    requests = list(attachable_requests(me.person).filter(offer__in=offers))
    pairs = ((step, one) for step in open_steps for one in reversed(requests) if fits(step, one))
    return {step.pk: request for step, request in pairs}


def fits(step: Step, request: Request) -> bool:
    """The same offer, and what holds now is for the nights, the day or the session of the step."""
    if step.offer_id != request.offer_id or step.offer is None:
        return False
    terms = current_terms(request)
    if terms.session is not None:
        begins = terms.session.starts_at.astimezone(time_zone_of(request.offer)).date()
        return step.date == begins
    if step.offer.kind == OfferKind.PRODUCT:
        return True
    return terms.dates is not None and is_planned_for(step, terms.dates)


def steps_to_attach(trip: Trip, request: Request) -> list[Step]:
    """The steps of its offer that ask nobody yet and that the request can belong to, in order.

    The one that it fits exactly, else those whose nights overlap or touch its own or that have no
    date yet. Other dates become those of the request.
    """
    steps = trip.steps.present().filter(offer=request.offer_id).in_order()
    found = []
    for step in steps.select_related("request", "offer__place"):
        step.trip = trip
        if step.stands:
            continue
        if fits(step, request):
            return [step]
        if _touches(step, request):
            found.append(step)
    return found


def _touches(step: Step, request: Request) -> bool:
    planned, asked = dates_of(step), current_terms(request).dates
    if planned is None:
        return True
    if asked is None:
        return False
    return planned.check_in <= asked.check_out and asked.check_in <= planned.check_out


def link_of_request(request: Request, reader: User) -> OfferLink | None:
    """For its guest: into a trip, or to the step that it belongs to."""
    if request.guest_id != reader.pk or request.state not in ALIVE:
        return None
    attached = _attached().filter(request=request).select_related("trip", "step").first()
    if attached is None:
        url = add_url(request=request.public_id)
        return OfferLink(label=_("Add to a trip"), url=url, icon="route")
    if not attached.trip.members.present().filter(person=reader).exists():
        return None
    url = f"{attached.trip.get_absolute_url()}#step-{attached.step.public_id}"
    return OfferLink(label=_("View in the trip"), url=url, icon="route")


def _attached() -> QuerySet[TripRequest]:
    """Those of trips that their members still see."""
    return TripRequest.objects.exclude(trip__state=TripState.DELETED)


register_request_link(link_of_request)
