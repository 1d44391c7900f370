"""What a destination shows of those who tell it, and the list of all of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from string import ascii_uppercase

from django.db.models import Count, F, Q
from django.http import HttpRequest
from django.utils.translation import get_language, ngettext

from cms.models import DestinationIndexPage, DestinationPage
from cms.queries.maps import OffersMap, map_of_offers
from cms.queries.pictures import picture_of
from core.pictures import Picture
from hosting.enums import Facet, MembershipState
from hosting.models import Community, Offer
from hosting.queries.cards import OfferCard, cards_by_key
from search.queries.addresses import address_of
from search.queries.wishes import Wishes
from travel_stories.queries.places_told import Places, PlaceTold, register_places
from travel_stories.queries.story_lists import StoryCard, stories_around

CARDS = 6


@dataclass(frozen=True, slots=True)
class Badge:
    name: str
    url: str
    line: str


@dataclass(frozen=True, slots=True)
class Told:
    """What a destination shows of those who tell it."""

    picture: Picture | None
    badges: list[Badge]
    cards: list[OfferCard]
    map: OffersMap | None
    offers: int
    offers_url: str
    stories: list[StoryCard]


def told_in(destination: DestinationPage) -> Told:
    """Its communities and what they offer; a draft has no communities saved yet."""
    communities = _communities(destination)
    offers = Offer.objects.public().filter(community__in=communities)
    newest = offers.order_by(F("first_published_at").desc(nulls_last=True), "-pk")
    cards = _lettered(cards_by_key(newest.values_list("pk", flat=True)[:CARDS], among=offers))
    letters = {pk: card.letter for pk, card in cards.items()}
    wishes = _wishes(communities)
    return Told(
        picture=picture_of(destination.photo),
        badges=[_badge(one) for one in communities if one.is_public],
        cards=list(cards.values()),
        map=map_of_offers(offers, letters, wishes),
        offers=offers.count(),
        offers_url=address_of(wishes),
        stories=stories_around([one.locality.point for one in communities if one.locality]),
    )


def places_in_stories(request: HttpRequest) -> Places:
    """What editors say at the head of the stories, and every published destination below it."""
    indices = DestinationIndexPage.objects.live().filter(locale__language_code=get_language())
    index = indices.order_by("path").first()
    return Places(index.lead, destinations_under(index, request)) if index else Places()


def destinations_under(index: DestinationIndexPage, request: HttpRequest) -> list[PlaceTold]:
    """In the editors' order."""
    pages = DestinationPage.objects.live().child_of(index).order_by("path")
    pages = pages.select_related("photo").prefetch_related("photo__renditions", "communities")
    return [
        PlaceTold(
            title=page.title,
            url=page.get_url(request),
            words=page.lead,
            kicker=", ".join(one.name for one in page.communities.all()),
            picture=picture_of(page.photo),
        )
        for page in pages
    ]


def _communities(destination: DestinationPage) -> Sequence[Community]:
    """With the number of their members."""
    chosen = Community.objects.filter(pk__in=[one.pk for one in destination.communities.all()])
    active = Count("memberships", filter=Q(memberships__state=MembershipState.ACTIVE))
    return list(chosen.select_related("locality").annotate(members=active).order_by("name", "pk"))


def _wishes(communities: Iterable[Community]) -> Wishes:
    ids = frozenset(one.public_id for one in communities)
    return Wishes(chosen={Facet.COMMUNITY: ids})


def _lettered(cards: dict[int, OfferCard]) -> dict[int, OfferCard]:
    """As on the map."""
    letters = zip(ascii_uppercase, cards.items(), strict=False)
    return {pk: replace(card, letter=letter) for letter, (pk, card) in letters}


def _badge(community: Community) -> Badge:
    count: int = getattr(community, "members", 0)
    line = ngettext("%(count)s member", "%(count)s members", count) % {"count": count}
    return Badge(community.name, community.get_absolute_url(), line)


register_places(places_in_stories)
