"""One home as its coordinator sees it: no street, no name, no telephone."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from core.errors import DomainError
from emergency.activations.choices import Noun
from emergency.activations.models.events import Event
from emergency.activations.selectors.events import history_of
from emergency.housing.errors.offers import (
    AccessMissingError,
    NumberMissingError,
    StreetMissingError,
)
from emergency.housing.models.offers import HousingAddress, HousingOffer
from emergency.housing.models.placements import Placement
from emergency.housing.presenters.descriptions import beds_of_home, presences_in_words
from emergency.housing.states.offers import OFFER_TRANSITIONS, OfferState


@dataclass(frozen=True, slots=True)
class OfferPage:
    offer: HousingOffer
    alike: list[HousingOffer]
    history: list[Event]
    steps: frozenset[str]
    stays: list[Placement]
    has_partners: bool
    missing: list[str]
    lacks_entry: bool

    @property
    def beds(self) -> str:
        return beds_of_home(self.offer)

    @property
    def presences(self) -> str:
        return presences_in_words(self.offer)

    @property
    def can_correct(self) -> bool:
        return not (self.offer.is_over or self.offer.is_promised)

    @property
    def is_elsewhere(self) -> bool:
        """Its commune lies in no department of the emergency, perhaps by a namesake."""
        codes = self.offer.activation.department_codes
        return self.offer.locality.department_code not in codes

    @property
    def can_check(self) -> bool:
        return OfferState.CHECKING in self.steps

    @property
    def can_pass(self) -> bool:
        return self.offer.state == OfferState.CHECKING

    @property
    def can_confirm(self) -> bool:
        return self.offer.state in {OfferState.LIVE, OfferState.PARKED, OfferState.PAUSED}

    @property
    def can_pause(self) -> bool:
        return OfferState.PAUSED in self.steps

    @property
    def can_lend_on(self) -> bool:
        return self.has_partners and self.offer.state in {OfferState.LIVE, OfferState.PARKED}

    @property
    def can_suspend(self) -> bool:
        return OfferState.SUSPENDED in self.steps

    @property
    def can_reinstate(self) -> bool:
        return self.offer.state == OfferState.SUSPENDED

    @property
    def can_withdraw(self) -> bool:
        return OfferState.WITHDRAWN in self.steps


def offer_page(offer: HousingOffer) -> OfferPage:
    where = HousingAddress.objects.filter(offer=offer).first()
    if where is not None:
        where.offer = offer
    stays = list(offer.placements.live().select_related("request__submission", "activation"))
    # Every sentence with which `require_found` would refuse it.
    missing: list[DomainError] = []
    if where is None or not where.address.strip():
        missing.append(StreetMissingError())
    elif where.lacks_number:
        missing.append(NumberMissingError())
    if offer.lacks_hours:
        missing.append(AccessMissingError())
    # Both have signed, and the host hasn't said how the guest gets in.
    lacks_entry = bool(stays) and (where is None or not where.has_entry)
    return OfferPage(
        offer=offer,
        alike=offers_like(offer),
        history=history_of(Noun.OFFER, offer.pk),
        stays=stays,
        steps=OFFER_TRANSITIONS.get(OfferState(offer.state), frozenset()),
        has_partners=offer.activation.partners.exists(),
        missing=[str(one) for one in missing],
        lacks_entry=lacks_entry,
    )


def stay_to_come(offer: HousingOffer) -> Placement | None:
    """The next stay, or the one that runs: whoever lives there gets in by the same door."""
    return offer.placements.live().order_by("check_in", "pk").first()


def offers_like(offer: HousingOffer) -> list[HousingOffer]:
    """The same host, or perhaps the same place twice: shown to people, merged by nobody."""
    same = Q()
    if offer.phone_digest:
        same |= Q(phone_digest=offer.phone_digest)
    if offer.email_digest:
        same |= Q(email_digest=offer.email_digest)
    if not same:
        return []
    others = HousingOffer.objects.filter(same, activation=offer.activation_id)
    return list(others.exclude(pk=offer.pk).select_related("submission", "activation")[:10])
