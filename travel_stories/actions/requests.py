"""From the plan to the host: hosting asks, and the trip remembers what was asked and follows it.

Locks are taken in one order, also by hosts who answer: whatever hosting locks, then the trip.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import uuid4, uuid5

from django.core.exceptions import PermissionDenied
from django.db import transaction

from commons.accounts.models import User
from commons.accounts.permissions import require
from hosting.actions.requests import send_request
from hosting.actions.sending_sets import send_set
from hosting.enums import OfferKind
from hosting.models import Asked, Request, RequestSet
from travel_stories import notifications
from travel_stories.actions.filling import fill_step
from travel_stories.actions.plans import lock_trip, note, note_added
from travel_stories.enums import TripState, Verb
from travel_stories.errors.plans import PartGoneError
from travel_stories.errors.requests import (
    AlreadyAskedError,
    NobodyToAskError,
    StepMovedError,
    StepUndatedError,
)
from travel_stories.models import Edit, Step, Trip, TripRequest
from travel_stories.models.requests import Terms, Words
from travel_stories.queries.nights import dates_of


@transaction.atomic
def ask_host(*, terms: Terms, words: Words, edit: Edit) -> TripRequest:
    """Ask the host of a step for its dates and people. The same key asks only once.

    Raises what hosting refuses, AlreadyAskedError, StepUndatedError or StepMovedError.
    """
    require(edit.by, "travel_stories.ask_hosts", terms.step.trip)
    asked = _question(terms, words)

    request = send_request(asked=asked, key=edit.key, by=_person(edit))
    trip = lock_trip(terms.step.trip)
    if known := TripRequest.objects.filter(request=request).first():
        return known

    asking = _remember(trip, terms, request, edit)
    notifications.tell_of_asking(trip, [asking], by=edit.by)
    return asking


@transaction.atomic
def ask_together(
    *, terms: Sequence[Terms], words: Words, closes_at: datetime, edit: Edit
) -> RequestSet:
    """Ask several hosts at once, for something that holds only if all of them say yes in time."""
    for one in terms:
        require(edit.by, "travel_stories.ask_hosts", one.step.trip)
    asked = [_question(one, words) for one in terms]

    together, requests = send_set(asked=asked, closes_at=closes_at, key=edit.key, by=_person(edit))
    trip = lock_trip(edit.by.trip)
    if TripRequest.objects.filter(request__in=requests).exists():
        return together

    askings = [
        _remember(trip, one, request, Edit(by=edit.by, key=uuid5(edit.key, str(number))))
        for number, (one, request) in enumerate(zip(terms, requests, strict=True))
    ]
    notifications.tell_of_asking(trip, askings, by=edit.by)
    return together


@transaction.atomic
def follow_request(*, request: Request) -> TripRequest | None:
    """The host, the guest or the clock has moved it: the trip is told, in their transaction."""
    asking = TripRequest.objects.filter(request=request).select_related("by", "step").first()
    if asking is None:
        return None
    trip = Trip.objects.select_for_update().get(pk=asking.trip_id)
    if trip.state == TripState.DELETED or asking.state == request.state:
        return asking

    edit = Edit(by=asking.by, key=uuid4())
    before = asking.snapshot()
    asking.request, asking.state = request, request.state
    after = asking.snapshot()
    asking.version = note(trip, asking, Verb.CHANGED, edit, before=before, after=after).number
    asking.save(update_fields=["state", "version"])
    if request.is_agreed:
        fill_step(trip, asking, request.agreement)

    notifications.tell_of_answer(trip, asking)
    return asking


def _person(edit: Edit) -> User:
    """With whom a host will agree. The permission has seen to it that there is somebody."""
    if edit.by.person is None:
        raise PermissionDenied
    return edit.by.person


def _question(terms: Terms, words: Words) -> Asked:
    """What hosting sends. Read without a lock; `_remember` looks again under it."""
    step, dates = terms.step, dates_of(terms.step)
    if step.offer is None or not step.asks_somebody:
        raise NobodyToAskError
    if dates is None and terms.session is None and step.offer.kind != OfferKind.PRODUCT:
        raise StepUndatedError
    return Asked(
        offer=step.offer,
        adults=terms.adults,
        children=terms.children,
        message=words.message,
        dates=None if terms.session else dates,
        session=terms.session,
        rate=terms.rate,
        needs=words.needs,
    )


def _remember(trip: Trip, terms: Terms, request: Request, edit: Edit) -> TripRequest:
    """The step points to its request from now on."""
    steps = Step.objects.select_for_update(of=("self",)).select_related("request", "offer")
    step = steps.get(pk=terms.step.pk, trip=trip)
    step.trip = trip
    if not step.is_present:
        raise PartGoneError(part=step)
    if step.stands:
        raise AlreadyAskedError
    if step.offer_id != request.offer_id or dates_of(step) != terms.seen:
        raise StepMovedError

    step.request = request
    step.save(update_fields=["request"])
    asking = TripRequest.objects.create(trip=trip, step=step, request=request, by=edit.by)
    note_added(trip, asking, edit)
    return asking
