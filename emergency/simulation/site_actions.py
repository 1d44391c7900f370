"""What people do in a simulation and a replay: the site's own actions, nothing left to chance."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from django.utils import timezone

from commons.accounts.models import User
from core.errors import DomainError
from emergency.activations.choices import Side
from emergency.housing.actions.entry import describe_entry
from emergency.housing.actions.offers import begin_check, confirm_offer, pass_check
from emergency.housing.actions.placements import accept_as_requester
from emergency.housing.actions.proposals import (
    accept_as_host,
    ask_host,
    decline_as_host,
    decline_as_requester,
)
from emergency.housing.actions.requests import take_on
from emergency.housing.actions.verification import verify_by_roster
from emergency.housing.models.offers import HousingOffer
from emergency.housing.models.placements import Placement
from emergency.housing.models.proposals import Proposal
from emergency.housing.models.requests import HousingRequest
from emergency.housing.states.offers import OfferState
from emergency.housing.states.proposals import ProposalState, Refusal
from emergency.intake.actions.submissions import receive_submission
from emergency.intake.choices import IntakeType
from emergency.intake.models.parties import Party
from emergency.intake.models.submissions import Submission
from emergency.simulation.fixtures import Fixtures

LEVEL: Final = 2
NAME: Final = "Rehearsal"
CODE: Final = "4821"


def send(
    fixtures: Fixtures,
    intake_type: IntakeType,
    words: Mapping[str, Any],
    key: UUID,
    *,
    by: User | None = None,
) -> Submission:
    """By the public form, or over the telephone to somebody who types."""
    return receive_submission(
        activation=fixtures.activation,
        intake_type=intake_type,
        words=words,
        key=key,
        language="fr",
        by=by,
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
        return accept_as_host(proposal=proposal, full_name=NAME, by=host_of(proposal.offer))
    except DomainError:
        return None


def host_declines(proposal: Proposal, refusal: Refusal = Refusal.DATES) -> None:
    decline_as_host(proposal=proposal, refusal=refusal, by=host_of(proposal.offer))


def host_confirms(pk: int) -> None:
    """One press, too late for an ask perhaps: the home is there again."""
    offer = HousingOffer.objects.select_related("submission").get(pk=pk)
    if offer.state in {OfferState.LIVE, OfferState.PARKED}:
        confirm_offer(offer=offer, by=host_of(offer))


def guest_agrees(proposal: Proposal) -> Placement | None:
    """The second signature; nothing, where it came too late or the home isn't what it was."""
    try:
        return accept_as_requester(proposal=proposal, full_name=NAME, by=guest_of(proposal.request))
    except DomainError:
        return None


def host_describes(placement: Placement) -> None:
    """The code of the key box; nothing, where the stay was called off meanwhile."""
    stays = Placement.objects.select_related("request", "offer__submission", "activation")
    placement = stays.get(pk=placement.pk)
    if placement.is_live:
        by = host_of(placement.offer)
        describe_entry(placement=placement, access_code=CODE, bell=NAME, by=by)


def guest_declines(proposal: Proposal) -> None:
    by = guest_of(proposal.request)
    decline_as_requester(proposal=proposal, refusal=Refusal.PLACE, by=by)


def host_of(offer: HousingOffer) -> Party:
    return Party(offer.submission, Side.HOST)


def guest_of(request: HousingRequest) -> Party:
    return Party(request.submission, Side.REQUESTER)
