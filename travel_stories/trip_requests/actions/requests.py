"""From the plan to the host: hosting asks, and the trip remembers what was asked and follows it.

Locks are taken in one order, also by hosts who answer: whatever hosting locks, then the trip.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import uuid4, uuid5

from django.core.exceptions import PermissionDenied
from django.db import transaction

from commons.accounts.models import User
from core.permissions import require
from core.values.half_days import Half, HalfDay
from hosting.offers.choices.lists import OfferKind
from hosting.requests.actions.request_set_submission import send_request_set
from hosting.requests.actions.requests import send_request
from hosting.requests.models.request_sets import RequestSet
from hosting.requests.models.requests import Request, RequestDraft
from travel_stories.collaboration.actions.changes import record_addition, record_change
from travel_stories.collaboration.choices import Verb
from travel_stories.collaboration.models import Edit
from travel_stories.trip_requests import notifications
from travel_stories.trip_requests.actions.agreements import apply_agreement
from travel_stories.trip_requests.errors.requests import (
    NobodyToAskError,
    StepMovedError,
    StepUndatedError,
)
from travel_stories.trip_requests.models.requests import (
    RequestTerms,
    RequestWords,
    TripRequest,
    group_kind_of,
)
from travel_stories.trips.actions.plans import lock_trip
from travel_stories.trips.errors.plans import PartGoneError
from travel_stories.trips.errors.steps import AlreadyAskedError
from travel_stories.trips.models.plans import TripEdit
from travel_stories.trips.models.steps import Step
from travel_stories.trips.models.trips import Trip
from travel_stories.trips.selectors.nights import dates_of
from travel_stories.trips.states import TripState


@transaction.atomic
def ask_host(*, terms: RequestTerms, words: RequestWords, edit: TripEdit) -> TripRequest:
    """Ask the host of a step for its dates and people. The same key asks only once.

    Raises what hosting refuses, AlreadyAskedError, StepUndatedError or StepMovedError.
    """
    require(edit.by, "trip_requests.ask_hosts", terms.step.trip)
    asked = _question(terms, words)

    request = send_request(draft=asked, key=edit.key, by=_person(edit))
    trip = lock_trip(terms.step.trip)
    if known := TripRequest.objects.filter(request=request).first():
        return known

    trip_request = _remember(trip, terms, request, edit)
    notifications.notify_of_requests(trip, [trip_request], by=edit.by)
    return trip_request


@transaction.atomic
def ask_together(
    *, terms: Sequence[RequestTerms], words: RequestWords, edit: TripEdit
) -> RequestSet:
    """Ask several hosts at once, for something that holds only if all of them say yes in time."""
    for one in terms:
        require(edit.by, "trip_requests.ask_hosts", one.step.trip)
    asked = [_question(one, words) for one in terms]

    together, requests = send_request_set(drafts=asked, key=edit.key, by=_person(edit))
    trip = lock_trip(edit.by.trip)
    if TripRequest.objects.filter(request__in=requests).exists():
        return together

    trip_requests = [
        _remember(trip, one, request, Edit(by=edit.by, key=uuid5(edit.key, str(number))))
        for number, (one, request) in enumerate(zip(terms, requests, strict=True))
    ]
    notifications.notify_of_requests(trip, trip_requests, by=edit.by)
    return together


@transaction.atomic
def follow_request(*, request: Request, **_signal: Any) -> TripRequest | None:
    """The host, the guest or the clock has moved it: the trip is told, in their transaction.

    Receives `request_changed`.
    """
    trip_request = TripRequest.objects.filter(request=request).select_related("by", "step").first()
    if trip_request is None:
        return None
    trip = Trip.objects.locked(trip_request.trip_id)
    trip_request = (
        TripRequest.objects.filter(pk=trip_request.pk).select_related("by", "step").first()
    )
    if trip_request is None:  # it was let go of meanwhile
        return None
    if trip.state == TripState.DELETED or trip_request.state == request.state:
        return trip_request

    edit = Edit(by=trip_request.by, key=uuid4())
    before = trip_request.snapshot()
    trip_request.request, trip_request.state = request, request.state
    after = trip_request.snapshot()
    trip_request.version = record_change(
        trip, trip_request, Verb.CHANGED, edit, before=before, after=after
    ).number
    trip_request.save(update_fields=["state", "version"])
    if request.is_agreed:
        apply_agreement(trip, trip_request, request.agreement)

    notifications.notify_of_answer(trip, trip_request)
    return trip_request


def _person(edit: TripEdit) -> User:
    """With whom a host will agree. The permission has seen to it that there is somebody."""
    if edit.by.person is None:
        raise PermissionDenied
    return edit.by.person


def _question(terms: RequestTerms, words: RequestWords) -> RequestDraft:
    """What hosting sends. Read without a lock; `_remember` looks again under it."""
    step, dates = terms.step, dates_of(terms.step)
    if step.offer is None or not step.asks_somebody:
        raise NobodyToAskError
    if dates is None and terms.session is None and step.offer.kind != OfferKind.PRODUCT:
        raise StepUndatedError
    # A workspace is asked for the whole day of its step.
    whole_day: tuple[HalfDay, ...] = ()
    if step.offer.kind == OfferKind.WORKSPACE and dates is not None:
        whole_day = tuple(HalfDay(day, half) for day in dates.nights for half in Half)
    return RequestDraft(
        offer=step.offer,
        adults=terms.adults,
        children=terms.children,
        message=words.message,
        dates=None if terms.session or whole_day else dates,
        half_days=whole_day,
        session=terms.session,
        rate=terms.rate,
        needs=words.needs,
        quantity=terms.quantity,
        on_behalf_of=words.on_behalf_of,
        reason=words.reason,
        group_kind=words.group_kind or group_kind_of(step.trip),
        group_words=words.group_words,
    )


def _remember(trip: Trip, terms: RequestTerms, request: Request, edit: TripEdit) -> TripRequest:
    """The step points to its request from now on."""
    steps = Step.objects.filter(trip=trip).select_related("request", "offer")
    step = steps.locked(terms.step.pk)
    step.trip = trip
    if not step.is_present:
        raise PartGoneError(part=step)
    if step.stands:
        raise AlreadyAskedError
    if step.offer_id != request.offer_id or dates_of(step) != terms.seen:
        raise StepMovedError

    step.request = request
    step.save(update_fields=["request"])
    trip_request = TripRequest.objects.create(trip=trip, step=step, request=request, by=edit.by)
    record_addition(trip, trip_request, edit)
    return trip_request
