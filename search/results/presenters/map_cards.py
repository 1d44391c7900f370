"""The card of a pin on the map."""

from __future__ import annotations

from dataclasses import replace

from hosting.offers.models.offers import Offer
from hosting.offers.presenters.dates_and_party import DatesAndParty
from hosting.public_pages.presenters.cards import OfferCard, cards_by_key
from search.query.criteria import SearchCriteria


def card_of_offer(public_id: str, criteria: SearchCriteria) -> OfferCard | None:
    """As the list shows it, with what the dates come to; None where nothing public stands."""
    offers = Offer.objects.public().filter(public_id=public_id)
    chosen = DatesAndParty(**criteria.asked)
    pks = offers.values_list("pk", flat=True)
    cards = cards_by_key(pks, among=offers, chosen=chosen, days=criteria.days)
    card = next(iter(cards.values()), None)
    return card and replace(card, url=card.url + criteria.asked_in_address)
