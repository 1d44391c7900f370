"""Calls to hosts and requesters: one caller at a time, and one press says what came of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from commons.accounts.models import User
from commons.audit import actions as audit
from core.permissions import require
from emergency.housing.actions.offers import confirm_offer, lock_offer, withdraw_offer
from emergency.housing.actions.request_states import transition_request
from emergency.housing.actions.requests import lock_request
from emergency.housing.actions.reveals import Revealed, reveal_contact, reveal_host_phone
from emergency.housing.choices import CallOutcome, RequestCallOutcome
from emergency.housing.errors.calls import CallBackTimeError, OnTheLineError
from emergency.housing.errors.requests import ForgottenError
from emergency.housing.models.calls import HostCall, RequestCall
from emergency.housing.models.offers import HousingOffer
from emergency.housing.models.requests import HousingRequest
from emergency.housing.states.requests import RequestState

AGAIN_AFTER: Final = timedelta(hours=1)
CALL_AGAIN_WITHIN: Final = timedelta(minutes=30)  # of the moment from which they may be called
LATEST_CALL_BACK: Final = timedelta(days=7)
CALLED: Final = frozenset({RequestState.SUBMITTED, RequestState.NEEDS_INFO})  # a call comes next


@transaction.atomic
def call_host(*, offer: HousingOffer, by: User) -> Revealed:
    """The number, read and written down as read. Raises OnTheLineError with who is faster."""
    require(by, "emergency_activations.coordinate_activation", offer)

    offer = lock_offer(offer)
    other = offer.calls.on_the_line().exclude(by=by).select_related("by").first()
    if other is not None:
        raise OnTheLineError(who=other.by.display_name)

    if not offer.calls.on_the_line().filter(by=by).exists():
        HostCall.objects.create(offer=offer, by=by)
    return reveal_host_phone(offer=offer, by=by)


@transaction.atomic
def record_host_call(*, offer: HousingOffer, outcome: CallOutcome, by: User) -> HostCall:
    """Still there: it counts as free. Gone: taken back. No answer: again tomorrow morning."""
    require(by, "emergency_activations.coordinate_activation", offer)

    locked = lock_offer(offer)
    call = locked.calls.on_the_line().filter(by=by).last() or HostCall(offer=locked, by=by)
    call.outcome = outcome
    if outcome == CallOutcome.NO_ANSWER:
        activation = locked.activation
        morning = activation.morning_of(activation.today() + timedelta(days=1))
        call.again_at = activation.after_quiet(morning)
    call.save()
    if outcome == CallOutcome.STILL_THERE:
        confirm_offer(offer=locked, by=by)
    if outcome == CallOutcome.GONE:
        withdraw_offer(offer=locked, by=by)
    audit.record(by, f"housing_offer.called_{outcome}", locked)
    return call


@transaction.atomic
def call_requester(*, request: HousingRequest, reason: str, by: User) -> Revealed:
    """Name and number, with the reading in the log; a request without an owner becomes theirs.

    Raises OnTheLineError while a colleague calls, ForgottenError, ReasonMissingError.
    """
    require(by, "emergency_activations.coordinate_activation", request)

    request = lock_request(request)
    if request.contact_id is None:
        raise ForgottenError
    other = request.calls.on_the_line().exclude(by=by).select_related("by").first()
    if other is not None:
        raise OnTheLineError(who=other.by.display_name)

    if not request.calls.on_the_line().filter(by=by).exists():
        RequestCall.objects.create(request=request, by=by)
    if request.owner_id is None and request.is_open:
        request.owner = by
        request.save(update_fields=["owner"])
        audit.record(by, "housing_request.taken_on", request)
    return reveal_contact(subject=request, reason=reason, by=by)


@transaction.atomic
def record_request_call(
    *,
    request: HousingRequest,
    outcome: RequestCallOutcome,
    by: User,
    again_at: datetime | None = None,
) -> RequestCall:
    """Reached: the first call is made, and verifying begins. Else the clock runs until the next.

    `again_at` is when to call back, within seven days. Raises CallBackTimeError.
    """
    require(by, "emergency_activations.coordinate_activation", request)

    request = lock_request(request)
    call = request.calls.on_the_line().filter(by=by).last() or RequestCall(request=request, by=by)
    now = timezone.now()
    if outcome == RequestCallOutcome.REACHED:
        again_at = None
    elif outcome == RequestCallOutcome.NO_ANSWER:
        again_at = request.activation.attended(now + AGAIN_AFTER)
    elif again_at is None or not now < again_at <= now + LATEST_CALL_BACK:
        raise CallBackTimeError
    call.outcome, call.again_at = outcome, again_at
    call.save()
    if call.again_at is not None:
        # Where a call is the next step; other steps keep the time that was promised for them. The
        # call is due half an hour after `call.again_at`, when they may first be reached.
        if request.state in CALLED:
            request.clock_from = timezone.now()
            request.next_action_at = call.again_at + CALL_AGAIN_WITHIN
            request.save(update_fields=["clock_from", "next_action_at"])
    elif request.state == RequestState.SUBMITTED:
        transition_request(request, RequestState.VERIFYING, by=by)
    audit.record(by, f"housing_request.called_{outcome}", request)
    return call
