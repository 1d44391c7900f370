"""Offers as cards: what a list, a community page or a destination shows of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.text import Truncator

from core.languages import page_language
from core.money import Money
from core.pictures import Picture
from hosting.enums import OfferKind
from hosting.models import Offer
from hosting.models.offers import OfferQuerySet
from hosting.queries.facts import Fact, biggest_unit, card_facts
from hosting.queries.pictures import first_pictures
from hosting.queries.prices import Stamp, price_of, stamps_of
from hosting.queries.sessions import UpcomingSession, upcoming_sessions
from hosting.queries.tellings import (
    telling_of,
    translated,
    translation_beside,
)

WORDS = 40  # three lines of a card, and a little more than fits

KIND_ICONS = {
    OfferKind.STAY: "bed",
    OfferKind.ACTIVITY: "walk",
    OfferKind.PRODUCT: "basket",
    OfferKind.TIP: "tip",
}


@dataclass(frozen=True, slots=True)
class OfferCard:
    """What `components/offer_card.html` shows. `place` is the card's name on a map."""

    kind: str
    icon: str
    line: str
    title: str
    url: str
    words: str
    lang: str
    facts: tuple[Fact, ...]
    modes: tuple[Stamp, ...]
    place: str
    money: Money | None = None
    unit: str = ""
    at_least: bool = False
    picture: Picture | None = None
    letter: str = ""


def cards_of(pks: Iterable[int]) -> list[OfferCard]:
    """One card for each, in this order. As many reads for three as for one."""
    return list(cards_by_key(pks, among=Offer.objects.all()).values())


def cards_by_key(pks: Iterable[int], *, among: OfferQuerySet) -> dict[int, OfferCard]:
    """The same under their keys, without those that aren't `among` these offers."""
    wanted = list(pks)
    offers = (
        among.filter(pk__in=wanted)
        .select_related("place__locality", "stay", "activity", "product", "tip")
        .prefetch_related("rates")
        .annotate(sleeps=biggest_unit(), translated=translated(page_language()))
    )
    found = {offer.pk: offer for offer in offers}
    sessions, pictures = upcoming_sessions(found), first_pictures(found)
    return {pk: _card(found[pk], sessions[pk], pictures.get(pk)) for pk in wanted if pk in found}


def _card(offer: Offer, sessions: list[UpcomingSession], picture: Picture | None) -> OfferCard:
    rates, telling = list(offer.rates.all()), telling_of(offer, translation_beside(offer))
    price = price_of(rates)
    return OfferCard(
        kind=offer.kind,
        icon=KIND_ICONS[OfferKind(offer.kind)],
        line=kind_and_place(offer),
        title=telling.title,
        url=offer.get_absolute_url(),
        words=Truncator(" ".join(telling.words.split())).words(WORDS, truncate=" …"),
        lang=telling.language,
        facts=tuple(card_facts(offer, getattr(offer, "sleeps", None) or 0, sessions)),
        modes=stamps_of(rates),
        place=offer.public_id,
        money=price.money if price else None,
        unit=price.unit if price else "",
        picture=picture,
        at_least=bool(price and price.at_least),
    )


def kind_and_place(offer: Offer) -> str:
    """`Stay · Loches`."""
    kind = offer.get_kind_display()
    return f"{kind} · {offer.place.locality.name}" if offer.place else kind
