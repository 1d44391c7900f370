"""Requests that hold only together: held one by one, then agreed or let go in one go.

Every action here runs under the lock of the set, which is taken before that of any request.
"""

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from commons.accounts.models import User
from commons.accounts.permissions import Actor
from commons.audit import actions as audit
from core.permissions import SYSTEM, require
from core.states import require_transition
from hosting.calendars.models import Hold
from hosting.requests.actions.agreements import create_agreement
from hosting.requests.actions.guest_mandates import accepted_by, require_held_mandate
from hosting.requests.actions.request_states import close_request, transition_request
from hosting.requests.models.agreements import Agreement
from hosting.requests.models.request_sets import RequestSet
from hosting.requests.models.requests import Proposal, Request
from hosting.requests.notifications import request_sets as notifications
from hosting.requests.states import SET_TRANSITIONS, ProposalState, RequestState, SetState


def hold_in_request_set(
    request_set: RequestSet, request: Request, proposal: Proposal, hold: Hold | None, by: User
) -> Agreement | None:
    """Note that these two agree; with the last of the set all become agreements at once.

    Raises SetMandateEndedError.
    """
    proposal.state, proposal.hold, proposal.accepted_by = ProposalState.HELD, hold, by
    proposal.save(update_fields=["state", "hold", "accepted_by"])
    transition_request(request, RequestState.HELD)
    audit.record(by, "proposal.held", proposal)

    if request_set.requests.exclude(state=RequestState.HELD).exists():
        notifications.notify_other_of_hold(request, proposal, by)
        return None
    # The nights are held already: only a mandate that has ended can refuse it, and then all of it.
    agreements = {}
    for each in _locked_requests(request_set):
        held = each.proposals.select_related("hold", "unit", "session", "by", "accepted_by").get(
            state=ProposalState.HELD
        )
        held.request = each
        require_held_mandate(each, held)
        agreements[each.pk] = create_agreement(each, held, held.hold, accepted_by(each, held))
    transition_request_set(request_set, SetState.AGREED)
    return agreements.get(request.pk)


def cancel_siblings(request: Request, by: Actor) -> None:
    """One of a set has ended: the others are free again, and everybody hears of it."""
    request_set = request.request_set
    if request_set is None:
        return
    released = list(_locked_requests(request_set).exclude(pk=request.pk))
    for other in released:
        close_request(other, RequestState.RELEASED)
        audit.record(SYSTEM, "request.let_go", other)
    notifications.notify_hosts_of_release(released)
    transition_request_set(request_set, SetState.RELEASED)
    if request.state != RequestState.WITHDRAWN:
        notifications.notify_guest_of_release(request)


@transaction.atomic
def expire_request_set(*, request_set: RequestSet, by: Actor) -> RequestSet:
    """Its time has run out: whoever was silent has been silent, the others are let go."""
    require(by, "requests.expire_request_set", request_set)

    request_set = RequestSet.objects.locked(request_set.pk, no_key=True)
    require_transition(SET_TRANSITIONS, request_set.state, SetState.RELEASED)
    if not request_set.is_too_late:
        return request_set

    requests = list(_locked_requests(request_set))
    for request in requests:
        silent = request.state == RequestState.SENT
        close_request(request, RequestState.EXPIRED if silent else RequestState.RELEASED)
        audit.record(by, "request.expired" if silent else "request.let_go", request)
    notifications.notify_hosts_of_deadline(requests)
    transition_request_set(request_set, SetState.RELEASED)

    notifications.notify_guest_of_deadline(request_set)
    return request_set


def _locked_requests(request_set: RequestSet) -> QuerySet[Request]:
    """In the order of their keys, so that two of us never wait for each other."""
    return request_set.requests.select_for_update(no_key=True).order_by("pk")


def transition_request_set(request_set: RequestSet, state: SetState) -> None:
    require_transition(SET_TRANSITIONS, request_set.state, state)
    request_set.state, request_set.ended_at = state, timezone.now()
    request_set.save(update_fields=["state", "ended_at"])
