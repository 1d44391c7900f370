"""A request or an agreement that was made outside a trip becomes part of it.

An agreement fills its step, as where the request was sent from the trip.
Locks are taken in the order of `actions.requests`: whatever hosting locks, then the trip.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID, uuid5

from django.core.exceptions import PermissionDenied
from django.db import transaction

from commons.accounts.models import User
from core.permissions import require
from hosting.requests.models.requests import Request
from hosting.requests.presenters.request_terms import current_terms
from travel_stories.collaboration.actions.changes import find_earlier, record_change
from travel_stories.collaboration.choices import Verb
from travel_stories.collaboration.models import Edit
from travel_stories.trip_requests.actions.additions import begin_frame, make_room, place_addition
from travel_stories.trip_requests.actions.agreements import apply_agreement
from travel_stories.trip_requests.errors.additions import (
    AttachedAlreadyError,
    RequestEndedError,
    RequestNotForStepError,
    SeveralStepsError,
)
from travel_stories.trip_requests.errors.requests import AgreedOutsideTripError, NothingAgreedError
from travel_stories.trip_requests.models.requests import TripRequest
from travel_stories.trip_requests.selectors.additions import addition_of
from travel_stories.trip_requests.selectors.attachable import ALIVE, fits, steps_to_attach
from travel_stories.trips.actions.plans import lock_trip
from travel_stories.trips.errors.plans import PartGoneError
from travel_stories.trips.errors.steps import AlreadyAskedError
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.models.plans import TOGETHER, TripEdit
from travel_stories.trips.models.steps import Step
from travel_stories.trips.models.trips import Trip
from travel_stories.trips.selectors.nights import is_planned_for
from travel_stories.trips.states import TripState


@transaction.atomic
def attach_request(*, step: Step, request: Request, edit: TripEdit) -> TripRequest | None:
    """Give a step the request that its member made before; only its guest may.

    Raises RequestEndedError, AttachedAlreadyError, PartGoneError, AlreadyAskedError,
    RequestNotForStepError. A second press changes nothing, also after an undo: then there is none.
    """
    require(edit.by, "trip_requests.attach_request", step.trip)

    request = _locked(request, edit.by.person)
    trip = lock_trip(step.trip)
    known = _attached(request, trip)
    if known or find_earlier(edit):
        return known
    step = _open_step(step, trip)
    if not fits(step, request):
        raise RequestNotForStepError
    return _attach(trip, step, request, edit, since=trip.last_number)


@transaction.atomic
def add_request(
    *,
    request: Request,
    seat: TripMember,
    key: UUID,
    step: Step | None = None,
    accepted_days: int = 0,
) -> Step:
    """Attach a request to the step of the trip that it is for, or to a new one.

    A step of its offer with other dates takes those of the request. `step` says which of several.
    Raises SeveralStepsError, and what `attach_request` and `place_addition` raise.
    """
    require(seat, "trip_requests.attach_request", seat.trip)

    request = _locked(request, seat.person)
    trip = lock_trip(seat.trip)
    if known := _attached(request, trip):
        return known.step
    edit = Edit(by=seat, key=uuid5(key, "attach"))
    since = trip.last_number  # what comes now is one press, and has one undo
    step = _chosen(steps_to_attach(trip, request), step)
    if step is None:
        step = place_addition(
            addition=addition_of(request), seat=seat, key=key, accepted_days=accepted_days
        )
    elif not find_earlier(edit):
        make_room(addition=addition_of(request), seat=seat, key=key, accepted_days=accepted_days)
    trip = lock_trip(trip)
    if find_earlier(edit):
        return step
    step = _open_step(step, trip)
    _attach(trip, step, request, edit, since=since)
    return step


@transaction.atomic
def begin_with_request(*, request: Request, key: UUID, by: User) -> Step:
    """Begin a trip that holds this request alone. The same `key` begins only one.

    The account is locked before the request, as where an account is closed.
    """
    require(by, "trips.begin_trip", by)

    seat = begin_frame(addition=addition_of(request), key=key, by=by)
    return add_request(request=request, seat=seat, key=key)


@transaction.atomic
def restore_agreed_dates(*, step: Step, edit: TripEdit) -> Step:
    """Put a step back to the day and nights that its host agreed to.

    Raises NothingAgreedError, AgreedOutsideTripError, TripOverError.
    """
    require(edit.by, "trips.change_itinerary", step.trip)

    trip = lock_trip(step.trip)
    asked = TripRequest.objects.filter(step=step, request=step.request_id or 0)
    trip_request = asked.select_related("by", "request__offer", "request__agreement").first()
    if trip_request is None or not trip_request.request.is_agreed:
        raise NothingAgreedError
    filled = apply_agreement(trip, trip_request, trip_request.request.agreement)
    agreed = trip_request.request.agreement.dates
    if agreed is not None and not is_planned_for(filled, agreed):
        raise AgreedOutsideTripError
    return filled


def _locked(request: Request, person: User | None) -> Request:
    request = Request.objects.with_terms().locked(request.pk)
    if person is None or request.guest_id != person.pk:
        raise PermissionDenied
    if request.state not in ALIVE:
        raise RequestEndedError
    return request


def _attached(request: Request, trip: Trip) -> TripRequest | None:
    """Where it is already. A deleted trip, which no one can open any more, lets it go."""
    known = TripRequest.objects.filter(request=request).select_related("trip", "step__trip").first()
    if known is None or known.trip_id == trip.pk:
        return known
    if known.trip.state != TripState.DELETED:
        raise AttachedAlreadyError
    Step.objects.filter(request=request).update(request=None)
    known.delete()
    return None


def _open_step(step: Step, trip: Trip) -> Step:
    steps = Step.objects.filter(trip=trip).select_related("request", "offer__place")
    step = steps.locked(step.pk)
    step.trip = trip
    if not step.is_present:
        raise PartGoneError(part=step)
    if step.stands:
        raise AlreadyAskedError
    return step


def _chosen(steps: Sequence[Step], step: Step | None) -> Step | None:
    """The only one, or the one that was chosen among several; nothing where there is none."""
    if len(steps) < 2:
        return steps[0] if steps else None
    if step not in steps:
        raise SeveralStepsError
    return step


def _attach(trip: Trip, step: Step, request: Request, edit: TripEdit, *, since: int) -> TripRequest:
    step.request = request
    step.save(update_fields=["request"])
    trip_request = TripRequest.objects.create(
        trip=trip, step=step, request=request, by=edit.by, state=request.state
    )
    if request.is_agreed or request.is_over or not fits(step, request):
        apply_agreement(trip, trip_request, current_terms(request))
        step.refresh_from_db()
    together = list(range(since + 1, trip.last_number + 1))
    after = trip_request.snapshot() | ({TOGETHER: together} if together else {})
    change = record_change(trip, trip_request, Verb.ATTACHED, edit, before=None, after=after)
    trip_request.version = change.number
    trip_request.save(update_fields=["version"])
    return trip_request
