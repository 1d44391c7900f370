"""A host is asked, then the requester: windows, at most two asks, and no night twice."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from commons.accounts.models import User
from commons.accounts.permissions import Actor
from commons.audit import actions as audit
from core.errors import DomainError
from core.permissions import require
from core.states import require_transition
from core.text.formatting import format_time
from core.values.dates import DateRange
from emergency.activations.actions.states import transition
from emergency.activations.choices import Noun, Side
from emergency.activations.models.actors import auditor
from emergency.housing import notifications
from emergency.housing.actions.cancellation import (
    cancel_proposal,
    notify_home_gone,
    release_nights,
    take_nights,
)
from emergency.housing.actions.offers import confirm_by_answer, lock_offer, park_quietly
from emergency.housing.actions.request_states import transition_request
from emergency.housing.actions.requests import lock_request
from emergency.housing.actions.suitability import require_fit, require_near
from emergency.housing.errors.proposals import (
    AlreadyDeclinedError,
    AlreadySignedError,
    AskOverError,
    HostTiredError,
    QuietHoursError,
    TooLateError,
    TooManyAsksError,
)
from emergency.housing.models.offers import HousingOffer
from emergency.housing.models.placements import LoanAgreement
from emergency.housing.models.proposals import BlockedPair, Proposal
from emergency.housing.models.requests import HousingRequest
from emergency.housing.selectors.market import minutes_to_work
from emergency.housing.states.offers import OfferState
from emergency.housing.states.proposals import PROPOSAL_TRANSITIONS, SLOTS, ProposalState, Refusal
from emergency.housing.states.requests import LOOKING, REQUEST_TRANSITIONS, RequestState
from emergency.intake.models.parties import Acting, Party

type Reasons = dict[str, Any]  # of a draft, kept with the ask that came of it


@transaction.atomic
def ask_host(
    *,
    request: HousingRequest,
    offer: HousingOffer,
    by: User,
    because: Reasons | None = None,
    despite: str = "",
) -> Proposal:
    """Ask for the nights that are still to come. Raises a refusal of `errors.proposals`.

    `despite` is why a coordinator asks although the way to work is longer than they said; it is
    written down with the ask. No other condition can be overridden.
    """
    require(by, "emergency_activations.coordinate_activation", request)

    request, offer = lock_request(request), lock_offer(offer)
    _require_looking(request)
    nights = require_fit(request, offer)
    too_far = require_near(request, offer, despite=despite)
    urgent = is_urgent_request(request)
    slot = _free_slot(request, SLOTS if urgent else SLOTS[:1])
    _require_patience(offer)
    _require_hour(request)

    explanation = dict(because or {})
    if too_far is not None:
        explanation |= {"too_far": too_far, "wanted": request.travel_minutes}
    about = {"slot": slot, "by": by, "explanation": explanation}
    proposal = _new_ask(request, offer, nights, urgent=urgent, **about)
    take_nights(proposal)
    reason = despite if too_far is not None else ""
    transition_proposal(proposal, ProposalState.ASKED, by, reason=reason)
    if too_far is not None:
        audit.record(by, "housing_proposal.asked_despite_travel", proposal, minutes=too_far)
    if request.state == RequestState.MATCHING:
        transition_request(request, RequestState.PROPOSED, by=by)

    notifications.mail_host(proposal, notifications.HOST_ASKED)
    return proposal


@transaction.atomic
def accept_as_host(*, proposal: Proposal, full_name: str, by: Party | User) -> Proposal:
    """The host agrees and signs the loan: so the place is free. Now the requester is asked.

    Raises what `require_answerable` raises, and TooLateError where the ask ran out and the yes
    can't count any more.
    """
    require(by, "emergency_housing.accept_as_host", proposal)

    proposal = lock_proposal(proposal)
    if proposal.state == ProposalState.EXPIRED:
        revive_proposal(proposal, by)
    else:
        require_answerable(proposal, Side.HOST)
        confirm_by_answer(proposal.offer, by)
    now = timezone.now()
    LoanAgreement.objects.create(proposal=proposal, host_name=full_name, host_signed_at=now)
    hours = proposal.activation.requester_hours
    proposal.expires_at = proposal.activation.after_quiet(now + timedelta(hours=hours))
    proposal.explanation["minutes"] = minutes_to_work(proposal.request, proposal.offer)
    transition_proposal(proposal, ProposalState.OFFERED, by, also=("expires_at", "explanation"))
    notifications.mail_requester(proposal, notifications.HOME_OFFERED)
    return proposal


@transaction.atomic
def decline_as_host(*, proposal: Proposal, refusal: Refusal, by: Party | User) -> Proposal:
    """No is no, and costs the host nothing."""
    require(by, "emergency_housing.decline_as_host", proposal)

    proposal = lock_proposal(proposal)
    require_answerable(proposal, Side.HOST)
    return _end(proposal, ProposalState.HOST_NO, by, refusal=refusal)


@transaction.atomic
def decline_as_requester(*, proposal: Proposal, refusal: Refusal, by: Party | User) -> Proposal:
    """Saying no changes nothing to one's place in the queue."""
    require(by, "emergency_housing.decline_as_requester", proposal)

    proposal = lock_proposal(proposal)
    require_answerable(proposal, Side.REQUESTER)
    return _end(proposal, ProposalState.REQUESTER_NO, by, refusal=refusal)


@transaction.atomic
def withdraw_proposal(*, proposal: Proposal, by: User) -> Proposal:
    """A coordinator changes their mind; the host hears of it, and whoever was to say yes."""
    require(by, "emergency_activations.coordinate_activation", proposal)

    proposal = lock_proposal(proposal)
    notify_home_gone(proposal)
    ended = _end(proposal, ProposalState.CANCELLED, by)
    notifications.mail_host(ended, notifications.ASK_ENDED)
    return ended


@transaction.atomic
def expire_proposal(*, proposal: Proposal, by: Actor) -> Proposal:
    """The window is over. A silent host's place is parked; the request goes on looking."""
    require(by, "emergency_housing.expire_proposal", proposal)

    proposal = lock_proposal(proposal)
    if not proposal.is_open or proposal.expires_at is None or proposal.expires_at > timezone.now():
        return proposal
    silent_host = proposal.state == ProposalState.ASKED
    _end(proposal, ProposalState.EXPIRED, by)
    if silent_host and proposal.offer.state == OfferState.LIVE:
        park_quietly(proposal.offer, by)
    return proposal


def require_answerable(proposal: Proposal, side: Side) -> None:
    """It waits for this side; else a sentence says what became of it, on whichever phone.

    Raises AlreadySignedError, AlreadyDeclinedError, AskOverError.
    """
    is_host = side == Side.HOST
    if proposal.state == (ProposalState.ASKED if is_host else ProposalState.OFFERED):
        return
    signed = {ProposalState.ACCEPTED} | ({ProposalState.OFFERED} if is_host else set())
    if proposal.state in signed:
        raise AlreadySignedError
    if proposal.state == (ProposalState.HOST_NO if is_host else ProposalState.REQUESTER_NO):
        raise AlreadyDeclinedError
    raise AskOverError


def lock_proposal(proposal: Proposal) -> Proposal:
    """Request, offer, ask: always in this order, so that no two actions wait for each other."""
    request = lock_request(proposal.request)
    offer = lock_offer(proposal.offer)
    rows = Proposal.objects.select_for_update(of=("self",))
    locked = rows.select_related("activation").get(pk=proposal.pk)
    locked.request, locked.offer = request, offer
    return locked


def _end(proposal: Proposal, new: ProposalState, by: Acting, *, refusal: str = "") -> Proposal:
    proposal.refusal = refusal
    transition_proposal(proposal, new, by, also=("refusal",))
    release_nights(proposal)
    if refusal == Refusal.UNSAFE:
        BlockedPair.objects.get_or_create(
            request=proposal.request, offer=proposal.offer, defaults={"why": new}
        )
    request = proposal.request
    if request.state == RequestState.PROPOSED and not request.proposals.open().exists():
        transition_request(request, RequestState.MATCHING, by=by)
    return proposal


def _require_looking(request: HousingRequest) -> None:
    """No host is troubled for somebody who has a roof, or whom nobody has verified."""
    if request.state != RequestState.PROPOSED:
        require_transition(REQUEST_TRANSITIONS, request.state, RequestState.PROPOSED)


def _free_slot(request: HousingRequest, allowed: tuple[int, ...]) -> int:
    """One ask, or two when it presses. Raises TooManyAsksError."""
    taken = set(request.proposals.open().values_list("slot", flat=True))
    free = [slot for slot in allowed if slot not in taken]
    if not free:
        raise TooManyAsksError
    return free[0]


def is_urgent_request(request: HousingRequest) -> bool:
    """The start is near, or a host was asked in vain: two are asked at once, for less time each."""
    near = request.activation.is_near(request.check_in)
    return near or request.proposals.failed().exists()


def _require_patience(offer: HousingOffer) -> None:
    week = timezone.now() - timedelta(days=7)
    whose = Proposal.objects.filter(activation=offer.activation, asked_at__gt=week)
    same = {"phone_digest": offer.phone_digest} if offer.phone_digest else {"pk": offer.pk}
    offers = HousingOffer.objects.filter(activation=offer.activation, **same)
    asked = whose.filter(offer__in=offers).count()
    if asked >= offer.activation.asks_per_week:
        raise HostTiredError(count=asked)


def _require_hour(request: HousingRequest) -> None:
    activation = request.activation
    tonight = request.check_in <= activation.today()
    if activation.is_quiet(timezone.now()) and not tonight:
        raise QuietHoursError(hour=format_time(activation.quiet_until))


def _new_ask(
    request: HousingRequest, offer: HousingOffer, nights: DateRange, *, urgent: bool, **about: Any
) -> Proposal:
    """The host has a window from now on."""
    now = timezone.now()
    activation = request.activation
    hours = activation.urgent_hours if urgent else activation.host_hours
    return Proposal.objects.create(
        activation=activation,
        request=request,
        offer=offer,
        check_in=nights.check_in,
        check_out=nights.check_out,
        asked_at=now,
        expires_at=activation.after_quiet(now + timedelta(hours=hours)),
        **about,
    )


def transition_proposal(
    proposal: Proposal,
    new: ProposalState,
    by: Acting,
    *,
    reason: str = "",
    also: tuple[str, ...] = (),
) -> None:
    table = PROPOSAL_TRANSITIONS
    transition(proposal, new, noun=Noun.PROPOSAL, table=table, by=by, reason=reason, also=also)
    audit.record(auditor(by), f"housing_proposal.{new}", proposal)


def revive_proposal(proposal: Proposal, by: Party | User) -> None:
    """Hold the nights once more, as for a new ask. Lock request, home and ask first.

    An ask that ran out holds nothing, so everything is looked at as it is now: whether the person
    still looks, the home fits and is free, and one of the two asks is left. Raises TooLateError.
    """
    request, offer = proposal.request, proposal.offer
    if not proposal.ran_out or request.state not in LOOKING:
        raise TooLateError
    try:
        confirm_by_answer(offer, by)  # it was parked for the silence
        nights = require_fit(request, offer)
        proposal.slot = _slot_for(request, by)
        proposal.check_in, proposal.check_out = nights.check_in, nights.check_out
        take_nights(proposal)
    except DomainError as refusal:  # its words are for coordinators, and name no one's reasons
        raise TooLateError from refusal
    proposal.save(update_fields=["slot", "check_in", "check_out"])
    if request.state == RequestState.MATCHING:
        transition_request(request, RequestState.PROPOSED, by=by)


def _slot_for(request: HousingRequest, by: Party | User) -> int:
    """A free one; else the youngest ask without an answer gives way to the yes that is there."""
    asks = list(request.proposals.open().select_related("offer__contact", "activation"))
    free = [slot for slot in SLOTS if slot not in {ask.slot for ask in asks}]
    if free:
        return free[0]
    waiting = [ask for ask in asks if ask.state == ProposalState.ASKED]
    if not waiting:
        raise TooLateError
    youngest = waiting[-1]
    cancel_proposal(youngest, by)
    notifications.mail_host(youngest, notifications.ASK_ENDED)
    return youngest.slot
