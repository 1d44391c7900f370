"""The page that a reader stands on, or came from: where it is, and whose hand made it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from cms.discovery.choices import Noun
from cms.discovery.selectors.sources import WHERE, stages_with_points
from cms.pages.models import DestinationPage
from commons.accounts.permissions import Visitor
from core.values.geo import Point
from hosting.communities.models.communities import Community
from hosting.offers.models.offers import Offer
from hosting.public_pages.presenters.community_pages import find_community
from travel_stories.itineraries.models.editions import ItineraryEdition
from travel_stories.stories.models.authors import StoryAuthor
from travel_stories.stories.models.listings import StoryListing
from travel_stories.stories.selectors.authors import is_named

MAX_CONTRIBUTORS: Final = 60  # of a community
SOURCE_PATTERN: Final = re.compile(r"[a-z]+-[-a-zA-Z0-9_]{1,200}")

type Contributor = tuple[int, str]  # a person, under one of the names that everybody reads


@dataclass(frozen=True, slots=True)
class SourcePage:
    """`points` are public ones, along the road where there is one."""

    noun: Noun
    key: int
    address: str
    title: str
    lang: str
    url: str
    points: tuple[Point, ...] = ()
    contributors: frozenset[Contributor] = frozenset()
    communities: Mapping[int, str] = field(default_factory=dict)
    station: str = ""

    @property
    def name(self) -> tuple[Noun, int]:
        return self.noun, self.key

    @property
    def mark(self) -> str:
        """How a link says that somebody comes from here."""
        return f"{self.noun}-{self.address}"

    @property
    def around_url(self) -> str:
        return reverse(f"cms:around-{self.noun}", args=[self.address])


def find_source_page(noun: str, address: str, request: HttpRequest) -> SourcePage | None:
    """What this visitor may see under an address; nothing is as good as not there."""
    finder = FINDERS.get(noun)
    return finder(address, request) if finder else None


def find_referring_page(mark: str, request: HttpRequest) -> SourcePage | None:
    """Where a link says that one comes from, if that is a page of ours."""
    if not SOURCE_PATTERN.fullmatch(mark):
        return None
    noun, _dash, address = mark.partition("-")
    return find_source_page(noun, address, request)


def _offer(public_id: str, request: HttpRequest) -> SourcePage | None:
    visitor: Visitor = request.user
    offers = Offer.objects.visible_to(visitor).filter(public_id=public_id)
    offer = offers.select_related("host", "community", "place").first()
    if offer is None:
        return None
    return SourcePage(
        Noun.OFFER,
        offer.pk,
        offer.public_id,
        offer.title,
        offer.language,
        offer.get_absolute_url(),
        points=(offer.place.public_point,) if offer.place else (),
        contributors=frozenset({(offer.host_id, offer.host.display_name)}),
        communities=_names([offer.community]),
        station=offer.station_name,
    )


def _story(public_id: str, request: HttpRequest) -> SourcePage | None:
    listings = StoryListing.objects.filter(story__public_id=public_id).select_related("story")
    listing = listings.prefetch_related("places").first()
    if listing is None:
        return None
    seats = StoryAuthor.objects.credited().filter(story=listing.story, person__is_active=True)
    contributors = seats.values_list("person", "credit")
    return SourcePage(
        Noun.STORY,
        listing.story_id,
        listing.story.public_id,
        listing.title,
        listing.language,
        listing.story.get_absolute_url(),
        points=tuple(one.point for one in listing.places.all()),
        contributors=frozenset(
            contributor for contributor in contributors if is_named(contributor[1], listing.credits)
        ),
    )


def _itinerary(public_id: str, request: HttpRequest) -> SourcePage | None:
    editions = ItineraryEdition.objects.public().filter(itinerary__public_id=public_id)
    edition = editions.select_related("itinerary__community").first()
    if edition is None:
        return None
    stages = stages_with_points().filter(edition=edition).order_by("day", "rank", "pk")
    composers = edition.itinerary.composers.exclude(credit="").filter(person__is_active=True)
    return SourcePage(
        Noun.ITINERARY,
        edition.itinerary_id,
        edition.itinerary.public_id,
        edition.title,
        edition.language,
        edition.itinerary.get_absolute_url(),
        points=tuple(Point(*where) for where in stages.values_list(*WHERE)),
        contributors=frozenset(composers.values_list("person", "credit")),
        communities=_names([edition.itinerary.community]),
    )


def _community(public_id: str, request: HttpRequest) -> SourcePage | None:
    community = find_community(request.user, public_id)
    if community is None:
        return None
    return SourcePage(
        Noun.COMMUNITY,
        community.pk,
        community.public_id,
        community.name,
        community.language,
        community.get_absolute_url(),
        points=(community.point,),
        contributors=_hosts_of([community.pk]),
        communities=_names([community]),
    )


def _place(slug: str, request: HttpRequest) -> SourcePage | None:
    pages = DestinationPage.objects.live().public().filter(slug=slug).select_related("locale")
    found = sorted(
        pages, key=lambda page: (not bool(page.locale.language_code == get_language()), page.path)
    )
    if not found:
        return None
    page = found[0]
    communities_of_page = page.communities.select_related("locality").order_by("name", "pk")
    communities = [one for one in communities_of_page if one.is_public]
    return SourcePage(
        Noun.PLACE,
        page.pk,
        page.slug,
        page.title,
        page.locale.language_code,
        page.get_url(request),
        points=tuple(one.point for one in communities),
        contributors=_hosts_of([one.pk for one in communities]),
        communities=_names(communities),
    )


def _names(communities: Iterable[Community]) -> dict[int, str]:
    return {one.pk: one.name for one in communities if one.is_public}


def _hosts_of(communities: list[int]) -> frozenset[Contributor]:
    """Whoever offers something there, by the name that stands on it. One read."""
    offers = Offer.objects.public().filter(community__in=communities)
    hosts = offers.order_by("host").values_list("host", "host__display_name").distinct()
    return frozenset(hosts[:MAX_CONTRIBUTORS])


FINDERS: Final[Mapping[str, Callable[[str, HttpRequest], SourcePage | None]]] = {
    Noun.OFFER: _offer,
    Noun.STORY: _story,
    Noun.ITINERARY: _itinerary,
    Noun.COMMUNITY: _community,
    Noun.PLACE: _place,
}
