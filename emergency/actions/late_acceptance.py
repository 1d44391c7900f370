"""A host's yes after the window: it counts while the person still looks (ADR 0037)."""

from __future__ import annotations

from commons.accounts.models import User
from core.errors import DomainError
from emergency import notifications
from emergency.actions.cancellation import cancel_proposal, take_nights
from emergency.actions.offers import confirm_by_answer
from emergency.actions.request_states import transition_request
from emergency.actions.suitability import require_fit
from emergency.enums.proposals import SLOTS, ProposalState
from emergency.enums.requests import LOOKING, RequestState
from emergency.errors.proposals import TooLateError
from emergency.models.parties import Party
from emergency.models.proposals import Proposal
from emergency.models.requests import HousingRequest


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
