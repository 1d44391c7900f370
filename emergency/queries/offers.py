"""One home as its coordinator sees it: no street, no name, no telephone."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from emergency.enums import OFFER_TRANSITIONS, Noun, OfferState
from emergency.models import Event, HousingOffer, Placement
from emergency.queries.desk import history_of


@dataclass(frozen=True, slots=True)
class OfferPage:
    offer: HousingOffer
    alike: list[HousingOffer]
    history: list[Event]
    steps: frozenset[str]
    stays: list[Placement]
    has_partners: bool

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
    return OfferPage(
        offer=offer,
        alike=offers_like(offer),
        history=history_of(Noun.OFFER, offer.pk),
        stays=list(offer.placements.live().select_related("request__submission", "activation")),
        steps=OFFER_TRANSITIONS.get(OfferState(offer.state), frozenset()),
        has_partners=offer.activation.partners.exists(),
    )


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
