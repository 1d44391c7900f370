"""Terms on the table: one side proposes, the other agrees."""

from django.db import transaction

from commons.accounts.models import User
from commons.audit import actions as audit
from core.permissions import require
from core.states import IllegalTransitionError, require_transition
from hosting.calendars.actions.holds import hold_nights, hold_seats
from hosting.offers.choices.lists import ExchangeMode
from hosting.requests.actions.agreement_creation import create_agreement
from hosting.requests.actions.request_rules import enforce_request_rules
from hosting.requests.actions.request_sets import hold_in_request_set, require_set_open
from hosting.requests.actions.request_states import lock_request, transition_request
from hosting.requests.errors import MissingTotalError, ProposalReplacedError
from hosting.requests.models.agreements import Agreement
from hosting.requests.models.requests import SHARED_TERMS, Proposal, ProposedTerms, Request
from hosting.requests.notifications import requests as notifications
from hosting.requests.states import (
    PROPOSAL_TRANSITIONS,
    REQUEST_TRANSITIONS,
    ProposalState,
    RequestState,
)

RULE_RELEVANT_TERMS = ("check_in", "check_out", "session_id", "adults", "children")


def create_first_proposal(request: Request) -> Proposal:
    """The question itself is the first proposal, so that a host can simply agree."""
    proposal = Proposal(request=request, by=request.guest, **_terms_of(request))
    nights = len(request.dates) if request.dates else 1
    proposal.total = request.total_for(party=request.party, nights=nights)
    proposal.save()
    return proposal


@transaction.atomic
def propose_terms(*, request: Request, terms: ProposedTerms, by: User) -> Proposal:
    """Put other terms on the table. They replace those that lay there.

    Raises MissingTotalError or LocalRuleError.
    """
    require(by, "requests.propose_terms", request)

    request = lock_request(request)
    if not request.is_open:
        raise IllegalTransitionError(old=request.state, new=RequestState.AGREED)
    if terms.total is None and ExchangeMode(request.mode).asks_money:
        raise MissingTotalError

    proposal = Proposal(request=request, by=by, **_terms_of(request))
    _apply(proposal, terms)
    _require_rules(proposal, request)

    notifications.dismiss_proposal_notices(request)
    request.proposals.filter(state=ProposalState.OPEN).update(state=ProposalState.REPLACED)
    proposal.despite_closed = by.pk == request.host_id and _covers_closed_nights(proposal)
    proposal.save()
    # A host who proposes has answered: silence no longer ends the request.
    if by.pk == request.host_id and request.state == RequestState.SENT:
        transition_request(request, RequestState.TENTATIVE)
        notifications.dismiss_request_notices(request)
    audit.record(by, "proposal.made", proposal)

    notifications.notify_other_of_proposal(proposal)
    return proposal


@transaction.atomic
def agree_to_proposal(*, proposal: Proposal, by: User) -> Agreement | None:
    """Say yes: take the nights or seats, and freeze who agreed to what.

    In a set there is no agreement before its last yes; until then the nights are held. A host may
    give away nights that they closed to others; a guest may not take what was closed since.
    Raises NightsTakenError, NightsClosedSinceError, SeatsTakenError, ProposalReplacedError or
    SetTooLateError.
    """
    require(by, "requests.agree_to_proposal", proposal)

    request = lock_request(proposal.request)
    proposal = Proposal.objects.select_related("unit", "session").get(pk=proposal.pk)
    if proposal.state == ProposalState.REPLACED:
        raise ProposalReplacedError
    require_transition(
        REQUEST_TRANSITIONS,
        request.state,
        RequestState.HELD if request.request_set is not None else RequestState.AGREED,
    )
    require_transition(PROPOSAL_TRANSITIONS, proposal.state, ProposalState.AGREED)
    require_set_open(request)
    # Nights, seats, or nothing for what is limited by neither.
    even_closed = by.pk == request.host_id or proposal.despite_closed
    if proposal.unit is not None and proposal.dates is not None:
        hold = hold_nights(unit=proposal.unit, dates=proposal.dates, even_closed=even_closed)
    elif proposal.session is not None:
        hold = hold_seats(session=proposal.session, seats=proposal.party)
    else:
        hold = None

    if request.request_set is not None:
        return hold_in_request_set(request.request_set, request, proposal, hold, by)
    return create_agreement(request, proposal, hold, by)


def _terms_of(source: Request | Proposal) -> dict[str, object]:
    return {field: getattr(source, field) for field in SHARED_TERMS}


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
    if any(old[name] != new[name] for name in RULE_RELEVANT_TERMS):
        is_new_day = any(old[name] != new[name] for name in ("check_in", "session_id"))
        enforce_request_rules(proposal, request.offer, ahead=is_new_day)


def _covers_closed_nights(proposal: Proposal) -> bool:
    if proposal.unit is None or proposal.dates is None:
        return False
    return proposal.unit.periods.closed_during(proposal.dates).exists()
