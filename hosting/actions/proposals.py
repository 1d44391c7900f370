"""Terms on the table: one side proposes, the other agrees."""

from django.db import transaction
from django.utils import timezone

from commons.accounts.actions import audit
from commons.accounts.models import User
from commons.accounts.permissions import require
from core.states import require_transition
from hosting.actions.holds import hold_nights, hold_seats
from hosting.enums import (
    PROPOSAL_TRANSITIONS,
    REQUEST_TRANSITIONS,
    ExchangeMode,
    ProposalState,
    RequestState,
)
from hosting.errors.requests import ProposalGoneError, TotalMissingError
from hosting.models import Agreement, Hold, Proposal, ProposedTerms, Request
from hosting.notifications import requests as notifications
from hosting.signals import agreement_made

_COPIED = (
    "rate_label",
    "mode",
    "amount",
    "currency",
    "unit_of_rate",
    "unit_id",
    "session_id",
    "check_in",
    "check_out",
    "adults",
    "children",
)


def propose_as_asked(request: Request) -> Proposal:
    """The question itself is the first proposal, so that a host can simply agree."""
    proposal = Proposal(request=request, by=request.guest, **_terms_of(request))
    nights = len(request.dates) if request.dates else 1
    proposal.total = request.total_for(party=request.party, nights=nights)
    proposal.save()
    return proposal


@transaction.atomic
def propose_terms(*, request: Request, terms: ProposedTerms, by: User) -> Proposal:
    """Put other terms on the table. They replace those that lay there."""
    require(by, "hosting.propose_terms", request)

    request = Request.objects.select_for_update().get(pk=request.pk)
    require_transition(REQUEST_TRANSITIONS, request.state, RequestState.AGREED)
    if terms.total is None and ExchangeMode(request.mode).asks_money:
        raise TotalMissingError

    notifications.put_away_proposals(request)
    request.proposals.filter(state=ProposalState.OPEN).update(state=ProposalState.REPLACED)
    proposal = Proposal(request=request, by=by, **_terms_of(request))
    _apply(proposal, terms)
    proposal.despite_closed = by.pk == request.host_id and _is_over_closed(proposal)
    proposal.save()
    _note_answer(request, by)
    audit.record(by, "proposal.made", proposal)

    notifications.tell_other_of_proposal(proposal)
    return proposal


@transaction.atomic
def agree_to_proposal(*, proposal: Proposal, by: User) -> Agreement:
    """Say yes: take the nights or seats, and freeze who agreed to what.

    A host may give away nights that they closed to others; a guest may not take what was closed
    since. Raises NightsTakenError, NightsClosedSinceError, SeatsTakenError or ProposalGoneError.
    """
    require(by, "hosting.agree_to_proposal", proposal)

    request = Request.objects.select_for_update().get(pk=proposal.request_id)
    proposal = Proposal.objects.select_related("unit", "session").get(pk=proposal.pk)
    if proposal.state == ProposalState.REPLACED:
        raise ProposalGoneError
    require_transition(REQUEST_TRANSITIONS, request.state, RequestState.AGREED)
    require_transition(PROPOSAL_TRANSITIONS, proposal.state, ProposalState.AGREED)
    hold = _hold_for(proposal, even_closed=by.pk == request.host_id or proposal.despite_closed)

    agreement = _frozen(request, proposal, hold)
    agreement.save()
    proposal.state = ProposalState.AGREED
    proposal.save(update_fields=["state"])
    request.state = RequestState.AGREED
    request.save(update_fields=["state"])
    audit.record(by, "proposal.agreed", proposal)

    agreement_made.send(sender=Agreement, agreement=agreement)
    notifications.put_away_proposals(request)
    notifications.put_away_question(request)
    notifications.tell_other_of_agreement(agreement, by)
    return agreement


def _terms_of(wish: Request | Proposal) -> dict[str, object]:
    return {field: getattr(wish, field) for field in _COPIED}


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


def _note_answer(request: Request, by: User) -> None:
    """A host who proposes has answered: silence no longer ends the request."""
    if by.pk == request.host_id and request.state == RequestState.SENT:
        request.state = RequestState.TENTATIVE
        request.save(update_fields=["state"])
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


def _frozen(request: Request, proposal: Proposal, hold: Hold | None) -> Agreement:
    session = proposal.session
    return Agreement(
        request=request,
        hold=hold,
        host=request.host,
        guest=request.guest,
        host_name=request.host.signature,
        guest_name=request.guest.signature,
        contract_party=request.offer.contract_party,
        offer_title=request.offer.title,
        unit_name=proposal.unit.name if proposal.unit else "",
        starts_at=session.starts_at if session else None,
        ends_at=session.ends_at if session else None,
        total=proposal.total,
        conditions=proposal.conditions,
        cancellation=proposal.cancellation,
        agreed_at=timezone.now(),
        **_terms_of(proposal),
    )
