"""Requests that hold only together: held one by one, then agreed or let go in one go.

Every deed here stands under the lock of the set, which is taken before that of any request.
"""

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from commons.accounts.actions import audit
from commons.accounts.models import User
from commons.accounts.permissions import SYSTEM, Actor, require
from core.states import require_transition
from hosting.actions.concluding import conclude
from hosting.actions.request_states import end_request, turn_request
from hosting.enums import SET_TRANSITIONS, ProposalState, RequestState, SetState
from hosting.errors.requests import SetTooLateError
from hosting.models import Agreement, Hold, Proposal, Request, RequestSet
from hosting.notifications import sets as notifications


def require_in_time(request: Request) -> None:
    """A yes after the deadline counts for nothing, even before the clock has let the set go."""
    if request.request_set is not None and request.request_set.is_too_late:
        raise SetTooLateError


def hold_in_set(
    together: RequestSet, request: Request, proposal: Proposal, hold: Hold | None, by: User
) -> Agreement | None:
    """Note that these two agree; with the last of the set all become agreements at once."""
    proposal.state, proposal.hold = ProposalState.HELD, hold
    proposal.save(update_fields=["state", "hold"])
    turn_request(request, RequestState.HELD)
    audit.record(by, "proposal.held", proposal)

    if together.requests.exclude(state=RequestState.HELD).exists():
        notifications.tell_other_of_yes(request, proposal, by)
        return None
    return _agree_to_all(together, by).get(request.pk)


def let_go_of_others(request: Request, by: Actor) -> None:
    """One of a set has ended: the others are free again, and everybody hears of it."""
    together = request.request_set
    if together is None:
        return
    for other in _locked_requests(together).exclude(pk=request.pk):
        end_request(other, RequestState.LET_GO)
        audit.record(SYSTEM, "request.let_go", other)
        notifications.tell_host_of_letting_go(other)
    _end(together, SetState.LET_GO)
    if by != together.guest:
        notifications.tell_guest_of_letting_go(request)


@transaction.atomic
def expire_set(*, request_set: RequestSet, by: Actor) -> RequestSet:
    """Its time has run out: whoever was silent has been silent, the others are let go."""
    require(by, "hosting.expire_set", request_set)

    together = RequestSet.objects.select_for_update(no_key=True).get(pk=request_set.pk)
    require_transition(SET_TRANSITIONS, together.state, SetState.LET_GO)
    if not together.is_too_late:
        return together

    for request in _locked_requests(together):
        silent = request.state == RequestState.SENT
        end_request(request, RequestState.EXPIRED if silent else RequestState.LET_GO)
        audit.record(by, "request.expired" if silent else "request.let_go", request)
        notifications.tell_host_of_deadline(request, silent=silent)
    _end(together, SetState.LET_GO)

    notifications.tell_guest_of_deadline(together)
    return together


def _agree_to_all(together: RequestSet, by: User) -> dict[int, Agreement]:
    """By request. The nights are held already, so that nothing can be refused half-way."""
    agreements = {}
    for request in _locked_requests(together):
        proposal = request.proposals.select_related("hold", "unit", "session").get(
            state=ProposalState.HELD
        )
        agreements[request.pk] = conclude(request, proposal, proposal.hold, by)
    _end(together, SetState.AGREED)
    return agreements


def _locked_requests(together: RequestSet) -> QuerySet[Request]:
    """In the order of their keys, so that two of us never wait for each other."""
    return together.requests.select_for_update(no_key=True).order_by("pk")


def _end(together: RequestSet, state: SetState) -> None:
    require_transition(SET_TRANSITIONS, together.state, state)
    together.state, together.ended_at = state, timezone.now()
    together.save(update_fields=["state", "ended_at"])
