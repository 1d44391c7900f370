"""The way of a request through its states: how it is locked, turned, and ended."""

from django.utils import timezone

from commons.audit import actions as audit
from core.permissions import SYSTEM
from core.states import require_transition
from hosting.calendars.actions.holds import release_hold
from hosting.requests.models.request_sets import RequestSet
from hosting.requests.models.requests import Request
from hosting.requests.models.swaps import Swap
from hosting.requests.notifications import requests as notifications
from hosting.requests.signals import request_changed
from hosting.requests.states import (
    CLOSED_STATES,
    REQUEST_TRANSITIONS,
    ProposalState,
    RequestState,
)


def lock_request(request: Request) -> Request:
    """Its set or swap first: whoever ends one request ends the others, and never half of them."""
    request_set: RequestSet | None = None
    if request.request_set_id is not None:
        request_set = RequestSet.objects.locked(request.request_set_id, no_key=True)
    lock_swap(request)
    locked = Request.objects.locked(request.pk, no_key=True)
    locked.request_set = request_set
    return locked


def lock_swap(request: Request) -> None:
    """Whoever changes one of two requests that hold together waits for the other to be done."""
    if request.swap_id is not None:
        Swap.objects.locked(request.swap_id, no_key=True)


def transition_request(request: Request, state: RequestState) -> None:
    """Put a locked request into another state, and say so upwards."""
    require_transition(REQUEST_TRANSITIONS, request.state, state)
    request.state = state
    if state in CLOSED_STATES:
        request.closed_at = timezone.now()
    request.save(update_fields=["state", "closed_at"])
    request_changed.send(sender=Request, request=request)


def close_request(request: Request, state: RequestState) -> None:
    """Nothing of it stays: no proposal, no question for an answer, no night that was held.

    Of a swap nor of its other side.
    """
    _close_one(request, state)
    other = request.counterpart
    if other is not None and other.is_waiting:
        _close_one(other, RequestState.RELEASED)
        audit.record(SYSTEM, "request.let_go", other)


def _close_one(request: Request, state: RequestState) -> None:
    transition_request(request, state)
    notifications.dismiss_proposal_notices(request)
    notifications.dismiss_request_notices(request)
    for proposal in request.proposals.filter(hold__isnull=False).select_related("hold"):
        if proposal.hold is not None:
            release_hold(hold=proposal.hold)
    standing = (ProposalState.OPEN, ProposalState.HELD)
    request.proposals.filter(state__in=standing).update(state=ProposalState.LAPSED)
