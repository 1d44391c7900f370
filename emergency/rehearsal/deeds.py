"""What people do in a rehearsal and in a replay: the site's own deeds, nothing left to chance."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from django.utils import timezone

from commons.accounts.models import User
from core.errors import DomainError
from emergency.actions.asking import ask_host, say_no_as_host, say_no_as_requester, say_yes_as_host
from emergency.actions.intake import receive
from emergency.actions.offers import begin_check, confirm_offer, pass_check
from emergency.actions.placements import say_yes_as_requester
from emergency.actions.requests import take_on
from emergency.actions.verification import verify_by_roster
from emergency.enums import Door, OfferState, ProposalState, Refusal, Side
from emergency.models import HousingOffer, HousingRequest, Party, Placement, Proposal, Submission
from emergency.rehearsal.ground import Ground

LEVEL: Final = 2
NAME: Final = "Rehearsal"


def send(
    ground: Ground, door: Door, words: Mapping[str, Any], key: UUID, *, by: User | None = None
) -> Submission:
    """Through the door, or over the telephone to somebody who types."""
    return receive(
        activation=ground.activation, door=door, words=words, key=key, language="fr", by=by
    )


def check(offer: HousingOffer, by: User) -> HousingOffer:
    """Its host was reached, and it is what they say."""
    return pass_check(offer=begin_check(offer=offer, by=by), level=LEVEL, by=by)


def verify(request: HousingRequest, by: User) -> HousingRequest:
    """The employer's list knows them."""
    return verify_by_roster(request=take_on(request=request, by=by), by=by)


def ask(request: HousingRequest, home: str, by: User) -> Proposal | None:
    """The host of the home with this public name. A refusal takes a look as well, and is no ask."""
    offers = HousingOffer.objects.select_related("submission", "activation")
    offer = offers.get(activation=request.activation_id, submission__public_id=home)
    try:
        return ask_host(request=request, offer=offer, by=by)
    except DomainError:
        return None


def proposal_of(pk: int) -> Proposal:
    """As it stands now."""
    related = ("request__submission", "offer__submission", "activation")
    return Proposal.objects.select_related(*related).get(pk=pk)


def waits_for_host(proposal: Proposal) -> bool:
    """Asked, and the window is still open."""
    in_time = proposal.expires_at is not None and proposal.expires_at > timezone.now()
    return proposal.state == ProposalState.ASKED and in_time


def host_agrees(proposal: Proposal) -> Proposal | None:
    """In time or late; nothing, where the person found a roof or the nights are gone."""
    try:
        return say_yes_as_host(proposal=proposal, full_name=NAME, by=host_of(proposal.offer))
    except DomainError:
        return None


def host_declines(proposal: Proposal, refusal: Refusal = Refusal.DATES) -> None:
    say_no_as_host(proposal=proposal, refusal=refusal, by=host_of(proposal.offer))


def host_confirms(pk: int) -> None:
    """One press, too late for an ask perhaps: the home is there again."""
    offer = HousingOffer.objects.select_related("submission").get(pk=pk)
    if offer.state in {OfferState.LIVE, OfferState.PARKED}:
        confirm_offer(offer=offer, by=host_of(offer))


def guest_agrees(proposal: Proposal) -> Placement | None:
    """The second signature; nothing, where it came too late or the home isn't what it was."""
    try:
        return say_yes_as_requester(
            proposal=proposal, full_name=NAME, by=guest_of(proposal.request)
        )
    except DomainError:
        return None


def guest_declines(proposal: Proposal) -> None:
    by = guest_of(proposal.request)
    say_no_as_requester(proposal=proposal, refusal=Refusal.PLACE, by=by)


def host_of(offer: HousingOffer) -> Party:
    return Party(offer.submission, Side.HOST)


def guest_of(request: HousingRequest) -> Party:
    return Party(request.submission, Side.REQUESTER)
