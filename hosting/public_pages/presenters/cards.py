"""Offers as cards: what a list, a community page or a destination shows of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models.functions import Coalesce
from django.utils.text import Truncator

from commons.profiles.selectors import parse_profile, profile_subquery
from core.languages import page_language
from core.values.dates import DateRange
from core.values.geo import Point
from core.values.money import Money
from core.values.pictures import Picture
from hosting.calendars.selectors.sessions import (
    UpcomingSession,
    sort_fitting_first,
    upcoming_sessions,
)
from hosting.offers.choices.lists import OfferKind
from hosting.offers.models.offers import Offer, OfferQuerySet
from hosting.offers.presenters.dates_and_party import DatesAndParty
from hosting.offers.presenters.facts import Fact, biggest_unit
from hosting.offers.presenters.offer_links import OfferLink, links_of
from hosting.offers.presenters.offer_texts import (
    displayed_translation,
    offer_text,
    translation_subquery,
)
from hosting.offers.presenters.pictures import first_pictures
from hosting.offers.presenters.prices import ModeLabel, mode_labels, price_of, quote_of
from hosting.offers.selectors.opening_hours import opening_hours_subquery
from hosting.public_pages.presenters.card_facts import card_facts

WORDS = 40  # three lines of a card, and a little more than fits

ART_VARIANTS = ("", "-2", "-3")  # symbols of `img/art/<kind>.svg`
KIND_ICONS = {
    OfferKind.STAY: "bed",
    OfferKind.WORKSPACE: "workspace",
    OfferKind.ACTIVITY: "walk",
    OfferKind.PRODUCT: "basket",
    OfferKind.TIP: "tip",
}


@dataclass(frozen=True, slots=True)
class OfferCard:
    """What `components/offer_card.html` shows. `place` is the card's name on a map.

    `point` is where the map shows it: the public one. `face` is an address of the host's portrait,
    where they show it to everybody: cards are the same for every reader.
    """

    kind: str
    icon: str
    line: str
    title: str
    url: str
    words: str
    lang: str
    facts: tuple[Fact, ...]
    modes: tuple[ModeLabel, ...]
    place: str
    host: str = ""
    face: str = ""
    money: Money | None = None
    unit: str = ""
    at_least: bool = False
    picture: Picture | None = None
    letter: str = ""
    point: Point | None = None
    links: tuple[OfferLink, ...] = ()

    @property
    def variant(self) -> str:
        """Which drawing of its kind stands for a photograph: always the same one."""
        return ART_VARIANTS[sum(self.place.encode()) % len(ART_VARIANTS)]


def cards_of(pks: Iterable[int]) -> list[OfferCard]:
    """One card for each, in this order. As many reads for three as for one."""
    return list(cards_by_key(pks, among=Offer.objects.all()).values())


def cards_by_key(
    pks: Iterable[int],
    *,
    among: OfferQuerySet,
    chosen: DatesAndParty | None = None,
    days: DateRange | None = None,
) -> dict[int, OfferCard]:
    """The same under their keys, without those that aren't `among` these offers.

    With the days and people that were `chosen`, a card says what they come to, and an activity
    shows a session inside the days that takes so many people, if it has one. `days` are all that
    may be meant, where no day is certain.
    """
    wanted = list(pks)
    offers = (
        among.filter(pk__in=wanted)
        .select_related("place__locality", "stay", "workspace", "activity", "product", "tip")
        .prefetch_related("rates")
        .annotate(
            sleeps=biggest_unit(),
            hours_json=opening_hours_subquery(),
            translated=translation_subquery(page_language()),
            host_name=Coalesce("on_behalf_of__name", "host__display_name"),
            profile_json=profile_subquery("host", AnonymousUser()),
        )
    )
    offers_by_key = {offer.pk: offer for offer in offers}
    sessions, pictures = upcoming_sessions(offers_by_key), first_pictures(offers_by_key)
    return {
        pk: _card(
            offers_by_key[pk], sessions[pk], pictures.get(pk), chosen or DatesAndParty(), days
        )
        for pk in wanted
        if pk in offers_by_key
    }


def _card(
    offer: Offer,
    sessions: list[UpcomingSession],
    picture: Picture | None,
    chosen: DatesAndParty,
    days: DateRange | None,
) -> OfferCard:
    rates, text = list(offer.rates.all()), offer_text(offer, displayed_translation(offer))
    fitting = sort_fitting_first(sessions, chosen.dates or days, people=chosen.party)
    price = quote_of(rates, chosen) or price_of(rates)
    return OfferCard(
        kind=offer.kind,
        icon=KIND_ICONS[OfferKind(offer.kind)],
        line=kind_and_place(offer),
        title=text.title,
        url=offer.get_absolute_url(),
        words=Truncator(" ".join(text.words.split())).words(WORDS, truncate=" …"),
        lang=text.language,
        facts=tuple(card_facts(offer, getattr(offer, "sleeps", None) or 0, fitting)),
        modes=mode_labels(rates),
        place=offer.public_id,
        host=getattr(offer, "host_name", ""),
        face=parse_profile(getattr(offer, "profile_json", None)).face,
        money=price.money if price else None,
        unit=price.unit if price else "",
        picture=picture,
        at_least=bool(price and price.at_least),
        point=offer.place.public_point if offer.place else None,
        links=links_of(offer, chosen),
    )


def kind_and_place(offer: Offer) -> str:
    """`Stay · Loches`."""
    kind = offer.get_kind_display()
    return f"{kind} · {offer.place.locality.name}" if offer.place else kind
