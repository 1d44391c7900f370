"""Both said yes: a stay is agreed, begins, ends, or breaks and goes back into the queue."""

from __future__ import annotations

from typing import Final

from django.db import transaction
from django.utils import timezone

from commons.accounts.actions import audit
from commons.accounts.models import User
from commons.accounts.permissions import Actor, require
from core.dates import DateRange
from core.words import day_in_words
from emergency import notifications
from emergency.actions.asking import lock_proposal
from emergency.actions.letting_go import auditor, cancel_asks, free
from emergency.actions.requests import lock_request, require_reason
from emergency.actions.states import move, move_request, write_event
from emergency.actions.suitability import require_fit
from emergency.enums import (
    PLACEMENT_TRANSITIONS,
    PROPOSAL_TRANSITIONS,
    Noun,
    PlacementState,
    ProposalState,
    RequestState,
)
from emergency.errors.asking import NotSignedError, TooEarlyError, WindowClosedError
from emergency.models import (
    Acting,
    BlockedPair,
    LoanAgreement,
    Party,
    Placement,
    Proposal,
)
from hosting.actions.holds import hold_nights

PRIORITY: Final = 50  # added to the urgency of somebody who lost their roof


@transaction.atomic
def say_yes_as_requester(*, proposal: Proposal, full_name: str, by: Party | User) -> Placement:
    """The second signature: everything is asked once more, then the nights are theirs.

    Raises a refusal of `errors.asking`, or NightsTakenError where hosting was faster.
    """
    require(by, "emergency.sign_as_requester", proposal)

    proposal = lock_proposal(proposal)
    if proposal.expires_at is not None and proposal.expires_at <= timezone.now():
        raise WindowClosedError
    require_fit(proposal.request, proposal.offer)
    agreement = _sign(proposal, full_name)

    _accept(proposal, by)
    placement = _place(proposal, agreement, by)
    cancel_asks(proposal.request, by, but=proposal)
    move_request(proposal.request, RequestState.CONFIRMED, by=by)
    notifications.mail_host(proposal, notifications.AGREED)
    notifications.mail_requester(proposal, notifications.AGREED)
    return placement


@transaction.atomic
def check_in(*, placement: Placement, by: Party | User) -> Placement:
    """One of the two says that the person has arrived. Raises TooEarlyError."""
    require(by, "emergency.follow_placement", placement)

    placement = lock_placement(placement)
    if not placement.has_begun:  # the night before belongs to somebody else
        raise TooEarlyError(day=day_in_words(placement.check_in))
    _step(placement, PlacementState.CHECKED_IN, by)
    move_request(placement.request, RequestState.HOUSED, by=by)
    return placement


@transaction.atomic
def end_stay(*, placement: Placement, reason: str, by: User) -> Placement:
    """Over as agreed; `reason` says where the person goes now."""
    require(by, "emergency.coordinate", placement)
    require_reason(reason)

    placement = lock_placement(placement)
    placement.exit_plan = reason
    _step(placement, PlacementState.ENDED, by, also=("exit_plan",))
    free(placement)
    move_request(placement.request, RequestState.COMPLETED, by=by, reason=reason)
    return placement


@transaction.atomic
def call_off(*, placement: Placement, reason: str, by: Party | User) -> Placement:
    """Before anybody moved in. The request is back in the queue at once."""
    require(by, "emergency.follow_placement", placement)
    require_reason(reason)

    return _break(placement, PlacementState.CANCELLED, by, reason=reason)


@transaction.atomic
def note_no_show(*, placement: Placement, reason: str, by: User) -> Placement:
    """Decided by a person, never by the clock; it is no fault that is kept."""
    require(by, "emergency.coordinate", placement)
    require_reason(reason)
    if not placement.has_begun:
        raise TooEarlyError(day=day_in_words(placement.check_in))

    return _break(placement, PlacementState.NO_SHOW, by, reason=reason)


@transaction.atomic
def break_down(*, placement: Placement, reason: str, by: Party | User) -> Placement:
    """It can't go on: another roof is looked for first, under the same reference."""
    require(by, "emergency.follow_placement", placement)
    require_reason(reason)

    placement = _break(placement, PlacementState.BROKEN_DOWN, by, reason=reason)
    BlockedPair.objects.get_or_create(
        request=placement.request, offer=placement.offer, defaults={"why": "broken_down"}
    )
    return placement


@transaction.atomic
def note_missing(*, placement: Placement, by: Actor) -> Placement:
    """Nobody said that they arrived: a person has to look. The clock decides nothing."""
    require(by, "emergency.note_missing", placement)

    placement = lock_placement(placement)
    if placement.state == PlacementState.CONFIRMED and placement.missed_at is None:
        placement.missed_at = timezone.now()
        placement.save(update_fields=["missed_at"])
        placement.request.next_action_at = timezone.now()
        placement.request.save(update_fields=["next_action_at"])
    return placement


def lock_placement(placement: Placement) -> Placement:
    """The request first, as everywhere."""
    request = lock_request(placement.request)
    rows = Placement.objects.select_for_update(of=("self",))
    locked = rows.select_related("activation", "offer", "proposal", "hold").get(pk=placement.pk)
    locked.request = request
    return locked


def _sign(proposal: Proposal, full_name: str) -> LoanAgreement:
    agreement = LoanAgreement.objects.filter(proposal=proposal).first()
    if agreement is None or not full_name.strip():
        raise NotSignedError
    agreement.requester_name = full_name
    agreement.requester_signed_at = timezone.now()
    agreement.save(update_fields=["requester_name", "requester_signed_at"])
    return agreement


def _accept(proposal: Proposal, by: Acting) -> None:
    table = PROPOSAL_TRANSITIONS
    move(proposal, ProposalState.ACCEPTED, noun=Noun.PROPOSAL, table=table, by=by)
    audit.record(auditor(by), "housing_proposal.accepted", proposal)


def _place(proposal: Proposal, agreement: LoanAgreement, by: Acting) -> Placement:
    """The same lock and the same key as hosting's own agreements: both can't win."""
    unit = proposal.offer.unit
    dates = DateRange(proposal.check_in, proposal.check_out)
    placement = Placement.objects.create(
        activation=proposal.activation,
        proposal=proposal,
        agreement=agreement,
        request=proposal.request,
        offer=proposal.offer,
        hold=hold_nights(unit=unit, dates=dates) if unit is not None else None,
        check_in=proposal.check_in,
        check_out=proposal.check_out,
    )
    write_event(placement, noun=Noun.PLACEMENT, by=by)
    audit.record(auditor(by), "placement.confirmed", placement)
    return placement


def _break(placement: Placement, new: PlacementState, by: Acting, *, reason: str) -> Placement:
    """Back into the queue in the same transaction, before those who were never housed."""
    placement = lock_placement(placement)
    _step(placement, new, by, reason=reason)
    free(placement)
    request = placement.request
    request.urgency = min(request.urgency + PRIORITY, 1000)
    request.save(update_fields=["urgency"])
    move_request(request, RequestState.MATCHING, by=by, reason=reason)
    notifications.mail_host(placement.proposal, notifications.STAY_ENDED)
    return placement


def _step(
    placement: Placement,
    new: PlacementState,
    by: Acting,
    *,
    reason: str = "",
    also: tuple[str, ...] = (),
) -> None:
    table = PLACEMENT_TRANSITIONS
    move(placement, new, noun=Noun.PLACEMENT, table=table, by=by, reason=reason, also=also)
    audit.record(auditor(by), f"placement.{new}", placement)
