"""A list of favourites as its page shows it, and the heart of an offer."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from hosting.favourites.models import FavouriteList
from hosting.favourites.selectors import offers_of
from hosting.offers.models.offers import Offer
from hosting.public_pages.presenters.cards import OfferCard, cards_by_key

PENDING = "favourite"  # in the session of a visitor who pressed a heart and has to log in


@dataclass(frozen=True, slots=True)
class FavouriteListPage:
    """`missing` counts offers that aren't public at the moment: they come back by themselves."""

    favourite_list: FavouriteList
    cards: tuple[OfferCard, ...]
    missing: int

    @property
    def public_ids(self) -> tuple[str, ...]:
        return tuple(card.place for card in self.cards)


def list_page(favourite_list: FavouriteList) -> FavouriteListPage:
    """As many reads for a hundred offers as for one."""
    pks = offers_of(favourite_list)
    cards = tuple(cards_by_key(pks, among=Offer.objects.public()).values())
    return FavouriteListPage(favourite_list, cards, len(pks) - len(cards))


def press_url(public_id: str, *, back: str) -> str:
    """Where a visitor's heart leads, and back to the page afterwards."""
    address = reverse("hosting:favourite-press", args=[public_id])
    return f"{address}?{urlencode({'back': back})}"
