"""A home is lent to a partner's queue, with the yes of its host, and taken back at any time."""

from __future__ import annotations

from django.db import transaction

from commons.accounts.models import User
from commons.audit import actions as audit
from core.permissions import require
from core.states import IllegalTransitionError
from emergency.activations.actions.states import write_event
from emergency.activations.choices import Noun
from emergency.activations.models.partners import Partner
from emergency.housing.actions.offers import lock_offer
from emergency.housing.actions.requests import require_reason
from emergency.housing.errors.partners import (
    HostNotAskedError,
    LentOnError,
    NoPartnerError,
    NotLentOnError,
    StillCountedOnError,
)
from emergency.housing.models.offers import HousingOffer
from emergency.housing.states.offers import PROPOSABLE, OfferState


@transaction.atomic
def lend_on(
    *, offer: HousingOffer, partner: Partner, reason: str, host_agrees: bool, by: User
) -> HousingOffer:
    """We propose it no more until it is taken back. Raises a refusal of `errors.partners`."""
    require(by, "emergency_activations.coordinate_activation", offer)
    require_reason(reason)
    if not host_agrees:
        raise HostNotAskedError

    offer = lock_offer(offer)
    if partner.activation_id != offer.activation_id:
        raise NoPartnerError
    if offer.partner is not None:
        raise LentOnError(partner=offer.partner.name)
    if offer.state not in PROPOSABLE:
        raise IllegalTransitionError(old=offer.state, new=OfferState.LIVE)
    if offer.proposals.open().exists() or offer.placements.live().exists():
        raise StillCountedOnError

    offer.partner = partner
    offer.save(update_fields=["partner"])
    _note(offer, by, f"{partner.name}: {reason}")
    audit.record(by, "housing_offer.lent_on", offer, partner=partner.pk)
    return offer


@transaction.atomic
def take_back(*, offer: HousingOffer, reason: str, by: User) -> HousingOffer:
    """It is in our own queue again, as fresh as its host has said."""
    require(by, "emergency_activations.coordinate_activation", offer)
    require_reason(reason)

    offer = lock_offer(offer)
    if offer.partner_id is None:
        raise NotLentOnError

    offer.partner = None
    offer.save(update_fields=["partner"])
    _note(offer, by, reason)
    audit.record(by, "housing_offer.taken_back", offer)
    return offer


def _note(offer: HousingOffer, by: User, reason: str) -> None:
    """Its state stays as it is; the line says to whom, and why."""
    write_event(offer, noun=Noun.OFFER, by=by, old=offer.state, reason=reason[:300])
