"""Nights are taken and given back, and asks end when one of the two is no longer there."""

from __future__ import annotations

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from commons.audit import actions as audit
from core.permissions import SYSTEM
from core.values.dates import DateRange
from emergency.activations.actions.states import transition, write_event
from emergency.activations.choices import Noun
from emergency.activations.models.actors import auditor
from emergency.housing import notifications
from emergency.housing.actions.request_states import transition_request
from emergency.housing.errors.proposals import HeldError
from emergency.housing.models.alerts import Alert
from emergency.housing.models.offers import HousingOffer
from emergency.housing.models.placements import Placement
from emergency.housing.models.proposals import Proposal, TakenNight
from emergency.housing.models.requests import HousingRequest
from emergency.housing.states.extensions import ExtensionState
from emergency.housing.states.proposals import (
    PLACEMENT_TRANSITIONS,
    PROPOSAL_TRANSITIONS,
    PlacementState,
    ProposalState,
)
from emergency.housing.states.requests import NextAction, RequestState
from emergency.intake.models.parties import Acting
from hosting.calendars.actions.holds import release_hold


def take_nights(proposal: Proposal) -> None:
    """All nights and the empty ones after them, or none: the unique key decides.

    Raises HeldError.
    """
    gap = timedelta(days=proposal.activation.gap_nights)
    nights = DateRange(proposal.check_in, proposal.check_out + gap).nights
    rows = [TakenNight(offer=proposal.offer, proposal=proposal, night=night) for night in nights]
    try:
        with transaction.atomic():
            TakenNight.objects.bulk_create(rows)
    except IntegrityError as held:
        raise HeldError from held


def release_nights(proposal: Proposal) -> None:
    proposal.taken_nights.all().delete()


def free(placement: Placement) -> None:
    """The nights of the home, those of hosting's calendar, and more nights that were asked for.

    The alarm that nobody knows how they get in ends as well.
    """
    end_entry_alarm(placement)
    for extension in placement.extensions.open():
        extension.state, extension.state_since = ExtensionState.LAPSED, timezone.now()
        extension.save(update_fields=["state", "state_since"])
        write_event(extension, noun=Noun.EXTENSION, by=SYSTEM, old=ExtensionState.ASKED)
    release_nights(placement.proposal)
    if placement.hold is not None:
        hold, placement.hold = placement.hold, None
        placement.save(update_fields=["hold"])
        release_hold(hold=hold)


def end_entry_alarm(placement: Placement) -> None:
    """Nobody has to ask the host any more how this guest gets in."""
    alarms = Alert.objects.unseen().filter(request=placement.request_id)
    alarms.filter(action=NextAction.ENTRY).delete()


def cancel_proposals(request: HousingRequest, by: Acting, *, but: Proposal | None = None) -> None:
    """Those that still stand open for this request; their hosts hear of it. Lock first."""
    for other in request.proposals.open().select_related("offer__contact", "activation"):
        if but is None or other.pk != but.pk:
            cancel_proposal(other, by)
            notifications.mail_host(other, notifications.ASK_ENDED)


def release_request(request: HousingRequest, by: Acting, *, reason: str) -> None:
    """It ends: no host waits for it any more, and a roof that was agreed is free again."""
    cancel_proposals(request, by)
    placement = request.placements.live().select_related("proposal", "hold").first()
    if placement is None:
        return
    lives_there = placement.state == PlacementState.CHECKED_IN
    new = PlacementState.ENDED if lives_there else PlacementState.CANCELLED
    table = PLACEMENT_TRANSITIONS
    transition(placement, new, noun=Noun.PLACEMENT, table=table, by=by, reason=reason)
    audit.record(auditor(by), f"placement.{new}", placement)
    free(placement)
    notifications.mail_host(placement.proposal, notifications.STAY_ENDED, is_early=lives_there)


def release_offer(offer: HousingOffer, by: Acting) -> None:
    """Asks at this home end at once, and each request looks on. Live stays are for people."""
    asks = offer.proposals.open().select_related("request__activation", "activation")
    for ask in asks.select_related("request__contact", "request__submission"):
        notify_home_gone(ask)
        cancel_proposal(ask, by)
        request = ask.request
        if request.state == RequestState.PROPOSED and not request.proposals.open().exists():
            transition_request(request, RequestState.MATCHING, by=by)


def notify_home_gone(ask: Proposal) -> None:
    """Whoever was asked to say yes to it hears that it is gone. Call it before the ask ends."""
    if ask.state == ProposalState.OFFERED:
        notifications.mail_requester(ask, notifications.HOME_GONE)


def cancel_proposal(ask: Proposal, by: Acting) -> None:
    """It ends unanswered, and its nights are free. Lock first; who hears of it is the caller's."""
    table = PROPOSAL_TRANSITIONS
    transition(ask, ProposalState.CANCELLED, noun=Noun.PROPOSAL, table=table, by=by)
    audit.record(auditor(by), "housing_proposal.cancelled", ask)
    release_nights(ask)
