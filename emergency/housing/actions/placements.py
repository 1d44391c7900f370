"""Both said yes: a stay is agreed, begins, ends, or breaks and goes back into the queue."""

from __future__ import annotations

from typing import Final

from django.db import transaction
from django.utils import timezone

from commons.accounts.models import User
from commons.accounts.permissions import Actor
from commons.audit import actions as audit
from core.permissions import SYSTEM, require
from core.text.formatting import format_day
from core.values.dates import DateRange
from emergency.activations.actions.states import transition, write_event
from emergency.activations.choices import Noun, Side
from emergency.activations.models.actors import auditor
from emergency.housing import notifications
from emergency.housing.actions.cancellation import cancel_proposals, end_entry_alarm, free
from emergency.housing.actions.messages import release_messages
from emergency.housing.actions.proposals import (
    lock_proposal,
    require_answerable,
    transition_proposal,
)
from emergency.housing.actions.request_states import transition_request
from emergency.housing.actions.requests import lock_request, require_reason
from emergency.housing.actions.suitability import require_fit
from emergency.housing.errors.offers import (
    AccessMissingError,
    NumberMissingError,
    StreetMissingError,
)
from emergency.housing.errors.proposals import (
    HomeIncompleteError,
    NotSignedError,
    TooEarlyError,
    WindowClosedError,
)
from emergency.housing.models.placements import LoanAgreement, Placement
from emergency.housing.models.proposals import BlockedPair, Proposal
from emergency.housing.states.proposals import (
    PLACEMENT_TRANSITIONS,
    PlacementState,
    ProposalState,
)
from emergency.housing.states.requests import RequestState
from emergency.intake.models.parties import Acting, Party
from hosting.calendars.actions.holds import hold_nights

PRIORITY: Final = 50  # added to the urgency of somebody who lost their roof


@transaction.atomic
def accept_as_requester(*, proposal: Proposal, full_name: str, by: Party | User) -> Placement:
    """The second signature: everything is asked once more, then the nights are theirs.

    Raises what `require_answerable` raises, one of `errors.proposals`, or NightsTakenError where
    hosting was faster.
    """
    require(by, "emergency_housing.accept_as_requester", proposal)

    proposal = lock_proposal(proposal)
    require_answerable(proposal, Side.REQUESTER)
    if proposal.expires_at is not None and proposal.expires_at <= timezone.now():
        raise WindowClosedError
    # As `require_fit`; what the host has to complete is said in words for whoever comes.
    try:
        require_fit(proposal.request, proposal.offer)
    except (StreetMissingError, NumberMissingError, AccessMissingError) as missing:
        raise HomeIncompleteError from missing
    agreement = LoanAgreement.objects.filter(proposal=proposal).first()
    if agreement is None or not full_name.strip():
        raise NotSignedError
    agreement.requester_name = full_name
    agreement.requester_signed_at = timezone.now()
    agreement.save(update_fields=["requester_name", "requester_signed_at"])

    transition_proposal(proposal, ProposalState.ACCEPTED, by)
    placement = _place(proposal, agreement, by)
    cancel_proposals(proposal.request, by, but=proposal)
    transition_request(proposal.request, RequestState.CONFIRMED, by=by)
    lacks_entry = Placement.objects.without_entry().filter(pk=placement.pk).exists()
    is_near = placement.is_near
    release_messages(proposal=placement.proposal, by=SYSTEM)
    notifications.mail_host(
        proposal, notifications.AGREED_HOST, lacks_entry=lacks_entry, is_near=is_near
    )
    notifications.mail_requester(proposal, notifications.AGREED, is_near=is_near)
    return placement


@transaction.atomic
def check_in(*, placement: Placement, by: Party | User) -> Placement:
    """One of the two says that the person has arrived. Raises TooEarlyError."""
    require(by, "emergency_housing.manage_placement", placement)

    placement = lock_placement(placement)
    if not placement.has_begun:  # the night before belongs to somebody else
        raise TooEarlyError(day=format_day(placement.check_in))
    transition_placement(placement, PlacementState.CHECKED_IN, by)
    end_entry_alarm(placement)
    transition_request(placement.request, RequestState.HOUSED, by=by)
    return placement


@transaction.atomic
def end_stay(*, placement: Placement, reason: str, by: Party | User) -> Placement:
    """Over, said by one of the two or by a coordinator; `reason` says where the person goes now."""
    require(by, "emergency_housing.manage_placement", placement)
    require_reason(reason)

    placement = lock_placement(placement)
    placement.exit_plan = reason.strip()[:300]
    transition_placement(placement, PlacementState.ENDED, by, also=("exit_plan",))
    free(placement)
    transition_request(placement.request, RequestState.COMPLETED, by=by, reason=reason)
    notifications.mail_host(placement.proposal, notifications.STAY_OVER, is_host=True)
    notifications.mail_requester(placement.proposal, notifications.STAY_OVER)
    return placement


@transaction.atomic
def call_off(*, placement: Placement, reason: str, by: Party | User) -> Placement:
    """Before anybody moved in. The request is back in the queue at once."""
    require(by, "emergency_housing.manage_placement", placement)
    require_reason(reason)

    return _break(placement, PlacementState.CANCELLED, by, reason=reason)


@transaction.atomic
def record_no_show(*, placement: Placement, reason: str, by: User) -> Placement:
    """Decided by a person, never by the clock; it is no fault that is kept."""
    require(by, "emergency_activations.coordinate_activation", placement)
    require_reason(reason)
    if not placement.has_begun:
        raise TooEarlyError(day=format_day(placement.check_in))

    return _break(placement, PlacementState.NO_SHOW, by, reason=reason)


@transaction.atomic
def break_down(*, placement: Placement, reason: str, by: Party | User) -> Placement:
    """It can't go on: another roof is looked for first, under the same reference."""
    require(by, "emergency_housing.manage_placement", placement)
    require_reason(reason)

    placement = _break(placement, PlacementState.BROKEN_DOWN, by, reason=reason)
    BlockedPair.objects.get_or_create(
        request=placement.request, offer=placement.offer, defaults={"why": "broken_down"}
    )
    return placement


@transaction.atomic
def record_missing_guest(*, placement: Placement, by: Actor) -> Placement:
    """Nobody said that they arrived: a person has to look. The clock decides nothing."""
    require(by, "emergency_housing.record_missing_guest", placement)

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
    transition_placement(placement, new, by, reason=reason)
    free(placement)
    request = placement.request
    request.urgency = min(request.urgency + PRIORITY, 1000)
    request.save(update_fields=["urgency"])
    transition_request(request, RequestState.MATCHING, by=by, reason=reason)
    is_early = new == PlacementState.BROKEN_DOWN  # else nobody has moved in
    notifications.mail_host(placement.proposal, notifications.STAY_ENDED, is_early=is_early)
    notifications.mail_requester(placement.proposal, notifications.STAY_OFF, is_early=is_early)
    return placement


def transition_placement(
    placement: Placement,
    new: PlacementState,
    by: Acting,
    *,
    reason: str = "",
    also: tuple[str, ...] = (),
) -> None:
    table = PLACEMENT_TRANSITIONS
    transition(placement, new, noun=Noun.PLACEMENT, table=table, by=by, reason=reason, also=also)
    audit.record(auditor(by), f"placement.{new}", placement)
