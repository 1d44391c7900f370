"""Terms on the table: one side proposes, the other agrees."""

from itertools import chain

from django.db import transaction
from django.db.models import Q

from commons.accounts.models import User
from commons.audit import actions as audit
from commons.blocking.rules import require_contact
from commons.organisations.actions import lock_organisations
from core.errors import DomainError
from core.permissions import require
from core.quotas.checks import require_quota
from core.states import IllegalTransitionError, require_transition
from hosting.calendars.actions.holds import (
    hold_goods,
    hold_half_days,
    hold_nights,
    hold_seats,
)
from hosting.calendars.models import Hold, is_shut, is_shut_on
from hosting.offers.choices.lists import ExchangeMode
from hosting.offers.models.goods import Product
from hosting.offers.models.stays import Unit
from hosting.offers.models.workspaces import Workspace
from hosting.offers.selectors.local_times import has_ended
from hosting.requests.actions.agreements import create_agreement
from hosting.requests.actions.deadlines import shorten_deadline
from hosting.requests.actions.guest_mandates import (
    require_host_signs,
    require_mandate,
    require_signing_mandate,
    take_seat,
)
from hosting.requests.actions.host_conditions import check_proposal
from hosting.requests.actions.host_side import (
    acts_as_host,
    require_host_word,
    require_word_of_host,
)
from hosting.requests.actions.request_rules import enforce_request_rules
from hosting.requests.actions.request_sets import hold_in_request_set
from hosting.requests.actions.request_states import lock_request, transition_request
from hosting.requests.errors import (
    BeyondLimitsError,
    MissingTotalError,
    ProposalPastError,
    ProposalReplacedError,
    SessionOverError,
    SetTooLateError,
    SwapSideRefusedError,
)
from hosting.requests.models.agreements import Agreement
from hosting.requests.models.requests import SHARED_TERMS, Proposal, ProposedTerms, Request
from hosting.requests.notifications import requests as notifications
from hosting.requests.signals import agreed_despite_calendars, proposal_to_organisation_made
from hosting.requests.states import (
    PROPOSAL_TRANSITIONS,
    REQUEST_TRANSITIONS,
    ProposalState,
    RequestState,
)

RULE_RELEVANT_TERMS = (
    "check_in",
    "check_out",
    "half_days",
    "session_id",
    "adults",
    "children",
)


def create_first_proposal(request: Request, *, by: User | None = None) -> Proposal:
    """The question itself is the first proposal, so that a host can simply agree.

    `by`: of the counterpart of a swap, which its host proposes.
    """
    proposal = Proposal(request=request, by=by or request.guest, **_terms_of(request))
    proposal.total = request.usual_total
    proposal.save()
    return proposal


@transaction.atomic
def propose_terms(
    *, request: Request, terms: ProposedTerms, by: User, despite_limits: bool = False
) -> Proposal:
    """Put other terms on the table. They replace those that lay there.

    `despite_limits`: a host has confirmed what goes beyond the limits of their own offer.
    Raises MissingTotalError, LocalRuleError, QuotaExceededError, MandateEndedError or a refusal of
    `acts_as_host`, `check_proposal` or `require_contact`.
    """
    require(by, "requests.propose_terms", request)

    if request.has_organisations:
        lock_organisations(request.on_behalf_of, request.host_organisation)
    request = lock_request(request)
    if not request.is_open:
        raise IllegalTransitionError(old=request.state, new=RequestState.AGREED)
    by_host = acts_as_host(request, by)
    if by_host:
        require_host_word(request, by)
    else:
        require_mandate(request.on_behalf_of, by)
    require_contact(by, [request.guest if by_host else request.host])
    if terms.total is None and ExchangeMode(request.mode).asks_money:
        raise MissingTotalError

    proposal = Proposal(
        request=request,
        by=by,
        for_host=by_host and by.pk != request.host_id,
        **_terms_of(request),
    )
    _apply(proposal, terms)
    check_proposal(
        proposal,
        request.proposals.last() or request,
        by_host=by_host,
        despite_limits=despite_limits,
    )
    _require_rules(proposal, request)
    counter = _counter_proposal(request, terms, by, despite_limits=despite_limits)
    require_quota("proposals", by)

    notifications.dismiss_proposal_notices(request)
    for one in filter(None, (proposal, counter)):
        standing = one.request.proposals.filter(state=ProposalState.OPEN)
        standing.update(state=ProposalState.REPLACED)
        is_of_host = by_host if one is proposal else by.pk == one.request.host_id
        one.despite_closed = is_of_host and _covers_closed_nights(one)
        one.save()
    take_seat(request, by, for_host=by_host)
    # A host who proposes has answered: silence no longer ends the request.
    if by_host and request.state == RequestState.SENT:
        transition_request(request, RequestState.TENTATIVE)
        notifications.dismiss_request_notices(request)
    elif request.state == RequestState.SENT and request.request_set is None:
        shorten_deadline(request, proposal)
        request.save(update_fields=["answer_by", "remind_at"])
    audit.record(by, "proposal.made", proposal)

    if request.on_behalf_of_id is not None:
        proposal_to_organisation_made.send(sender=Proposal, proposal=proposal)
    notifications.notify_other_of_proposal(proposal)
    return proposal


@transaction.atomic
def agree_to_proposal(*, proposal: Proposal, by: User) -> Agreement | None:
    """Say yes: take the nights, half-days, seats or goods, and freeze who agreed to what.

    Of a swap both are agreed on, or neither is. In a set there is no agreement before its last yes;
    until then the nights are held. A host may give away nights that they closed to others; a guest
    may not take what was closed since.
    Raises NightsTakenError, NightsClosedSinceError (of a swap in a SwapSideRefusedError),
    HalfDaysTakenError, HalfDaysClosedSinceError, SeatsTakenError, StockTakenSinceError,
    ProposalReplacedError, ProposalPastError, SessionOverError, SetTooLateError or a refusal of
    `require_signing_mandate`, `require_host_signs` or `require_held_mandate`, CoHostEndedError or
    HostWordEndedError.
    """
    require(by, "requests.agree_to_proposal", proposal)

    _lock_organisations(proposal.request)
    request = lock_request(proposal.request)
    proposal = Proposal.objects.select_related("unit", "session", "by").get(pk=proposal.pk)
    proposal.request = request
    if proposal.state == ProposalState.REPLACED:
        raise ProposalReplacedError
    require_transition(
        REQUEST_TRANSITIONS,
        request.state,
        RequestState.HELD if request.request_set is not None else RequestState.AGREED,
    )
    require_transition(PROPOSAL_TRANSITIONS, proposal.state, ProposalState.AGREED)
    require_set_open(request)
    if proposal.is_past or _is_over(proposal):
        raise ProposalPastError if proposal.session is None else SessionOverError
    is_third = by.pk not in {request.host_id, request.guest_id}
    by_host = acts_as_host(request, by) if is_third else by.pk == request.host_id
    if proposal.for_host:
        require_word_of_host(proposal)
    if request.host_organisation is not None:
        require_host_signs(request)
    if request.on_behalf_of is not None:
        require_signing_mandate(request.on_behalf_of, proposal, by)
    if is_third or request.on_behalf_of is not None:
        take_seat(request, by, for_host=by_host)
    if request.swap_id is not None:
        return _agree_to_swap(request, proposal, by)
    hold = _hold(proposal, even_closed=by_host or proposal.despite_closed)

    if request.request_set is not None:
        return hold_in_request_set(request.request_set, request, proposal, hold, by)
    return create_agreement(request, proposal, hold, by)


@transaction.atomic
def agree_despite_calendars(*, proposal: Proposal, by: User) -> Agreement | None:
    """The same, by a host who has read that another calendar of theirs takes these dates.

    Of who answers for them nothing is announced: the host doesn't know yet. Raises what
    `agree_to_proposal` raises.
    """
    agreement = agree_to_proposal(proposal=proposal, by=by)

    both = filter(None, (proposal.request, proposal.request.counterpart))
    own = [one.pk for one in both if one.host_id == by.pk]
    holds = Hold.objects.filter(Q(agreement__request__in=own) | Q(proposal__request__in=own))
    for hold in holds.select_related("unit"):
        agreed_despite_calendars.send(sender=Hold, hold=hold, by=by)
    return agreement


def _lock_organisations(request: Request) -> None:
    """Of a joint request those of all: with its last yes all become agreements."""
    requests = [request]
    if request.request_set is not None:
        rows = request.request_set.requests.select_related("on_behalf_of", "host_organisation")
        requests = list(rows)
    if any(each.has_organisations for each in requests):
        sides = ((each.on_behalf_of, each.host_organisation) for each in requests)
        lock_organisations(*chain.from_iterable(sides))


def _counter_proposal(
    request: Request, terms: ProposedTerms, by: User, *, despite_limits: bool
) -> Proposal | None:
    """Of a swap: when the host stays at the asker's, as proposed now or as it lay on the table.

    Raises a refusal of `check_proposal` or LocalRuleError, as of the other home.
    """
    other = request.counterpart
    if other is None:
        return None
    before = other.proposals.last() or other
    proposal = Proposal(request=other, by=by, **_terms_of(before))
    proposal.conditions, proposal.cancellation = terms.conditions, terms.cancellation
    if terms.exchange is not None:
        dates = terms.exchange.dates
        proposal.check_in, proposal.check_out = dates.check_in, dates.check_out
        proposal.adults, proposal.children = terms.exchange.adults, terms.exchange.children
    by_host = by.pk == other.host_id
    try:
        check_proposal(proposal, before, by_host=by_host, despite_limits=despite_limits)
        _require_rules(proposal, other)
    except BeyondLimitsError:
        raise
    except DomainError as refusal:
        raise SwapSideRefusedError(offer=other.offer.title, why=str(refusal)) from refusal
    return proposal


def _agree_to_swap(request: Request, proposal: Proposal, by: User) -> Agreement:
    """Take the nights of both homes and make both agreements, or neither.

    The units are locked in the order of their keys, so that two swaps never wait for each other.
    """
    other = request.counterpart
    if other is None:
        raise ProposalReplacedError
    counter = other.proposals.select_related("unit").get(state=ProposalState.OPEN)
    counter.request = other
    if counter.is_past:
        raise ProposalPastError
    pairs = [(request, proposal), (other, counter)]
    list(
        Unit.objects.select_for_update(no_key=True)
        .filter(pk__in=[one.unit_id for _request, one in pairs])
        .order_by("pk")
    )
    holds = []
    for each, standing in pairs:
        try:
            even_closed = by.pk == each.host_id or standing.despite_closed
            holds.append(_hold(standing, even_closed=even_closed))
        except DomainError as refusal:
            raise SwapSideRefusedError(offer=each.offer.title, why=str(refusal)) from refusal
    agreements = [
        create_agreement(each, standing, hold, by)
        for (each, standing), hold in zip(pairs, holds, strict=True)
    ]
    return agreements[0]


def _is_over(proposal: Proposal) -> bool:
    """The first half-day at a workspace has ended today."""
    if not proposal.half_days:
        return False
    workspace = proposal.request.offer.specific
    return isinstance(workspace, Workspace) and has_ended(workspace, proposal.chosen_half_days[0])


def _hold(proposal: Proposal, *, even_closed: bool) -> Hold | None:
    """Half-days, nights, seats, goods, or nothing for what is limited by none of them."""
    unit, half_days = proposal.unit, proposal.chosen_half_days
    if unit is not None and half_days:
        return hold_half_days(unit=unit, half_days=half_days, even_closed=even_closed)
    if unit is not None and proposal.dates is not None:
        return hold_nights(unit=unit, dates=proposal.dates, even_closed=even_closed)
    if proposal.session is not None:
        return hold_seats(session=proposal.session, seats=proposal.party)
    product = proposal.request.offer.specific
    if isinstance(product, Product) and proposal.quantity is not None:
        return hold_goods(product=product, quantity=proposal.quantity)
    return None


def require_set_open(request: Request) -> None:
    """A yes after the deadline counts for nothing, even before the clock has let the set go."""
    if request.request_set is not None and request.request_set.is_too_late:
        raise SetTooLateError


def _terms_of(source: Request | Proposal) -> dict[str, object]:
    return {field: getattr(source, field) for field in SHARED_TERMS}


def _apply(proposal: Proposal, terms: ProposedTerms) -> None:
    proposal.adults, proposal.children = terms.adults, terms.children
    proposal.total = terms.total
    proposal.conditions, proposal.cancellation = terms.conditions, terms.cancellation
    if terms.dates is not None:
        proposal.check_in, proposal.check_out = terms.dates.check_in, terms.dates.check_out
    if terms.half_days:
        proposal.set_half_days(terms.half_days)
    if terms.unit is not None:
        proposal.unit = terms.unit
    if terms.session is not None:
        proposal.session = terms.session
    if proposal.quantity is not None:
        proposal.quantity = terms.quantity or proposal.quantity
    if terms.in_return is not None:
        proposal.in_return, proposal.hours = terms.in_return.words, terms.in_return.hours
        proposal.due_date = terms.in_return.due_date


def _require_rules(proposal: Proposal, request: Request) -> None:
    """What was asked before a rule was set may still be agreed: only what changes is looked at."""
    old, new = _terms_of(request), _terms_of(proposal)
    if any(old[name] != new[name] for name in RULE_RELEVANT_TERMS):
        is_new_day = any(old[name] != new[name] for name in ("check_in", "session_id"))
        enforce_request_rules(proposal, request.offer, ahead=is_new_day)


def _covers_closed_nights(proposal: Proposal) -> bool:
    if proposal.unit is None or proposal.dates is None:
        return False
    if proposal.half_days:
        return is_shut_on(proposal.unit, proposal.chosen_half_days)
    return is_shut(proposal.unit, proposal.dates)
