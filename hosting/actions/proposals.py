"""Terms on the table: one side proposes, the other agrees."""

from django.db import transaction

from commons.accounts.actions import audit
from commons.accounts.models import User
from commons.accounts.permissions import require
from core.states import IllegalTransitionError, require_transition
from hosting.actions.concluding import conclude
from hosting.actions.holds import hold_nights, hold_seats
from hosting.actions.keeping_rules import require_rules_of_asking
from hosting.actions.request_states import lock_request, turn_request
from hosting.actions.sets import hold_in_set, require_in_time
from hosting.enums import (
    PROPOSAL_TRANSITIONS,
    REQUEST_TRANSITIONS,
    ExchangeMode,
    ProposalState,
    RequestState,
)
from hosting.errors.requests import ProposalGoneError, TotalMissingError
from hosting.models import Agreement, Hold, Proposal, ProposedTerms, Request
from hosting.models.requests import WISHED
from hosting.notifications import requests as notifications

COUNTED = ("check_in", "check_out", "session_id", "adults", "children")


def propose_as_asked(request: Request) -> Proposal:
    """The question itself is the first proposal, so that a host can simply agree."""
    proposal = Proposal(request=request, by=request.guest, **_terms_of(request))
    nights = len(request.dates) if request.dates else 1
    proposal.total = request.total_for(party=request.party, nights=nights)
    proposal.save()
    return proposal


@transaction.atomic
def propose_terms(*, request: Request, terms: ProposedTerms, by: User) -> Proposal:
    """Put other terms on the table. They replace those that lay there.

    Raises TotalMissingError or LocalRuleError.
    """
    require(by, "hosting.propose_terms", request)

    request = lock_request(request)
    if not request.is_open:
        raise IllegalTransitionError(old=request.state, new=RequestState.AGREED)
    if terms.total is None and ExchangeMode(request.mode).asks_money:
        raise TotalMissingError

    proposal = Proposal(request=request, by=by, **_terms_of(request))
    _apply(proposal, terms)
    _require_rules(proposal, request)

    _take_off_table(request)
    proposal.despite_closed = by.pk == request.host_id and _is_over_closed(proposal)
    proposal.save()
    _note_answer(request, by)
    audit.record(by, "proposal.made", proposal)

    notifications.tell_other_of_proposal(proposal)
    return proposal


@transaction.atomic
def agree_to_proposal(*, proposal: Proposal, by: User) -> Agreement | None:
    """Say yes: take the nights or seats, and freeze who agreed to what.

    In a set there is no agreement before its last yes; until then the nights are held. A host may
    give away nights that they closed to others; a guest may not take what was closed since.
    Raises NightsTakenError, NightsClosedSinceError, SeatsTakenError, ProposalGoneError or
    SetTooLateError.
    """
    require(by, "hosting.agree_to_proposal", proposal)

    request = lock_request(proposal.request)
    proposal = Proposal.objects.select_related("unit", "session").get(pk=proposal.pk)
    if proposal.state == ProposalState.REPLACED:
        raise ProposalGoneError
    require_transition(REQUEST_TRANSITIONS, request.state, _after_yes(request))
    require_transition(PROPOSAL_TRANSITIONS, proposal.state, ProposalState.AGREED)
    require_in_time(request)
    hold = _hold_for(proposal, even_closed=by.pk == request.host_id or proposal.despite_closed)

    if request.request_set is not None:
        return hold_in_set(request.request_set, request, proposal, hold, by)
    return conclude(request, proposal, hold, by)


def _after_yes(request: Request) -> RequestState:
    return RequestState.HELD if request.request_set is not None else RequestState.AGREED


def _terms_of(wish: Request | Proposal) -> dict[str, object]:
    return {field: getattr(wish, field) for field in WISHED}


def _apply(proposal: Proposal, terms: ProposedTerms) -> None:
    proposal.adults, proposal.children = terms.adults, terms.children
    proposal.total = terms.total
    proposal.conditions, proposal.cancellation = terms.conditions, terms.cancellation
    if terms.dates is not None:
        proposal.check_in, proposal.check_out = terms.dates.check_in, terms.dates.check_out
    if terms.unit is not None:
        proposal.unit = terms.unit
    if terms.session is not None:
        proposal.session = terms.session


def _require_rules(proposal: Proposal, request: Request) -> None:
    """What was asked before a rule was set may still be agreed: only what changes is looked at."""
    old, new = _terms_of(request), _terms_of(proposal)
    if any(old[name] != new[name] for name in COUNTED):
        is_new_day = any(old[name] != new[name] for name in ("check_in", "session_id"))
        require_rules_of_asking(proposal, request.offer, ahead=is_new_day)


def _take_off_table(request: Request) -> None:
    notifications.put_away_proposals(request)
    request.proposals.filter(state=ProposalState.OPEN).update(state=ProposalState.REPLACED)


def _note_answer(request: Request, by: User) -> None:
    """A host who proposes has answered: silence no longer ends the request."""
    if by.pk == request.host_id and request.state == RequestState.SENT:
        turn_request(request, RequestState.TENTATIVE)
        notifications.put_away_question(request)


def _is_over_closed(proposal: Proposal) -> bool:
    if proposal.unit is None or proposal.dates is None:
        return False
    return proposal.unit.periods.closed_during(proposal.dates).exists()


def _hold_for(proposal: Proposal, *, even_closed: bool) -> Hold | None:
    """Nights, seats, or nothing for what is limited by neither."""
    if proposal.unit is not None and proposal.dates is not None:
        return hold_nights(unit=proposal.unit, dates=proposal.dates, even_closed=even_closed)
    if proposal.session is not None:
        return hold_seats(session=proposal.session, seats=proposal.party)
    return None
