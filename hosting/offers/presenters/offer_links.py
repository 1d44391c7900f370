"""Links that packages above put on each card and page of a public offer: hosting knows none.

A card is read alike by everybody: a link may depend on the offer and on the dates and people that
stand in the address, never on the person who reads.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from core.registry import Registry
from hosting.offers.models.offers import Offer
from hosting.offers.presenters.dates_and_party import DatesAndParty


@dataclass(frozen=True, slots=True)
class OfferLink:
    label: str
    url: str
    icon: str


type LinkProvider = Callable[[Offer, DatesAndParty], OfferLink]

_providers = Registry[LinkProvider]()


def register_offer_link(provider: LinkProvider) -> None:
    """A package registers in its `registrations`. The provider asks no database."""
    _providers.register(provider)


def links_of(offer: Offer, chosen: DatesAndParty) -> tuple[OfferLink, ...]:
    """Nothing for an offer that isn't published."""
    if not offer.is_published:
        return ()
    return tuple(provide(offer, chosen) for provide in _providers)
