"""Finds as cards of the same size, whatever they are. As many reads for many as for one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from django.http import HttpRequest
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cms.discovery.choices import Noun
from cms.discovery.selectors.related_items import RelatedItem
from cms.pages.models import DestinationPage, ThemePage
from commons.media.models import renditions_of
from core.values.pictures import Picture
from hosting.communities.models.communities import Community
from hosting.offers.choices.lists import OfferKind
from hosting.offers.models.offers import Offer
from hosting.offers.presenters.pictures import first_pictures
from hosting.public_pages.presenters.cards import KIND_ICONS, kind_and_place
from travel_stories.itineraries.models.editions import ItineraryEdition
from travel_stories.itineraries.presenters.lists import cards_by_itinerary
from travel_stories.stories.presenters.lists import StoryCard, cards_by_story

WORDS: Final = 24

type Named = Mapping[tuple[Noun, int], OnwardCard]


@dataclass(frozen=True, slots=True)
class OnwardCard:
    """What `components/onward_card.html` shows."""

    kind: str
    icon: str
    line: str
    title: str
    url: str
    words: str
    lang: str
    picture: Picture | None
    reason: str = ""


def cards_for(items: Iterable[RelatedItem], request: HttpRequest) -> Named:
    """Under the names of their finds; what is public no more has none."""
    keys: dict[Noun, list[int]] = {}
    for item in items:
        keys.setdefault(item.noun, []).append(item.key)
    return {
        (noun, key): card
        for noun, wanted in keys.items()
        for key, card in READERS[noun](wanted, request).items()
    }


def cards_in_order(
    items: Iterable[RelatedItem], cards: Named, *, mark: str = ""
) -> list[OnwardCard]:
    """Each with the reason of its find. `mark` goes along as the place one comes from."""
    end = f"?from={mark}" if mark else ""
    return [
        replace(cards[item.name], reason=item.reason, url=f"{cards[item.name].url}{end}")
        for item in items
        if item.name in cards
    ]


def _offers(keys: list[int], request: HttpRequest) -> dict[int, OnwardCard]:
    offers = Offer.objects.public().filter(pk__in=keys).select_related("place__locality")
    pictures = first_pictures(keys)
    return {
        one.pk: OnwardCard(
            kind=one.kind,
            icon=KIND_ICONS[OfferKind(one.kind)],
            line=kind_and_place(one),
            title=one.title,
            url=one.get_absolute_url(),
            words=_shortened(one.words),
            lang=one.language,
            picture=pictures.get(one.pk),
        )
        for one in offers
    }


def _stories(keys: list[int], request: HttpRequest) -> dict[int, OnwardCard]:
    line = pgettext("story", "Story")
    cards = cards_by_story(keys)
    return {key: _story_card(card, Noun.STORY, "stories", line) for key, card in cards.items()}


def _itineraries(keys: list[int], request: HttpRequest) -> dict[int, OnwardCard]:
    line = _("Itinerary")
    cards = cards_by_itinerary(ItineraryEdition.objects.public().filter(itinerary__in=keys))
    return {key: _story_card(card, Noun.ITINERARY, "route", line) for key, card in cards.items()}


def _story_card(card: StoryCard, noun: Noun, icon: str, line: str) -> OnwardCard:
    return OnwardCard(
        kind=noun,
        icon=icon,
        line=_line(line, card.kicker),
        title=card.title,
        url=card.url,
        words=_shortened(card.words),
        lang=card.lang,
        picture=card.picture,
    )


def _communities(keys: list[int], request: HttpRequest) -> dict[int, OnwardCard]:
    rows = Community.objects.public().filter(pk__in=keys).select_related("locality", "photo")
    return {
        one.pk: OnwardCard(
            kind=Noun.COMMUNITY,
            icon="people",
            line=_line(_("Community"), one.locality.name),
            title=one.name,
            url=one.get_absolute_url(),
            words=_shortened(one.summary),
            lang=one.summary_language,
            picture=one.photo.picture if one.photo else None,
        )
        for one in rows.prefetch_related(renditions_of("photo"))
    }


def _pages(
    kind: type[DestinationPage | ThemePage], keys: list[int], request: HttpRequest
) -> dict[int, OnwardCard]:
    line = _("Theme") if kind is ThemePage else pgettext("destination", "Place")
    pages = kind.objects.live().public().filter(pk__in=keys).select_related("photo", "locale")
    return {
        page.pk: OnwardCard(
            kind=Noun.PLACE,
            icon="map",
            line=line,
            title=page.title,
            url=page.get_url(request),
            words=_shortened(page.lead),
            lang=page.locale.language_code,
            picture=page.photo.picture if page.photo else None,
        )
        for page in pages.prefetch_related(renditions_of("photo"))
    }


def _line(kind: str, place: str) -> str:
    return f"{kind} · {place}" if place else kind


def _shortened(words: str) -> str:
    return str(Truncator(" ".join(words.split())).words(WORDS, truncate=" …"))


READERS: Final[Mapping[Noun, Callable[[list[int], HttpRequest], dict[int, OnwardCard]]]] = {
    Noun.OFFER: _offers,
    Noun.STORY: _stories,
    Noun.ITINERARY: _itineraries,
    Noun.COMMUNITY: _communities,
    Noun.PLACE: partial(_pages, DestinationPage),
    Noun.THEME: partial(_pages, ThemePage),
}
