"""What a destination shows of those who tell it, and the list of all of them."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.query import PageQuerySet

from cms.blocks.presenters.maps import OffersShown, show_offers
from cms.blocks.presenters.pictures import picture_of
from cms.blocks.selectors.cached_aggregates import cached_aggregate
from cms.pages.models import DestinationIndexPage, DestinationPage, ThemePage
from commons.media.models import renditions_of
from core.values.pictures import Picture
from hosting.offers.choices.lists import Facet
from hosting.offers.models.offers import Offer
from hosting.public_pages.presenters.community_pages import count_members
from search.query.criteria import SearchCriteria
from travel_stories.itineraries.presenters.lists import itineraries_of_communities
from travel_stories.stories.presenters.lists import StoryCard, stories_around
from travel_stories.stories.presenters.place_highlights import (
    PlaceHighlight,
    PlaceHighlights,
)


@dataclass(frozen=True, slots=True)
class Badge:
    name: str
    url: str
    line: str


@dataclass(frozen=True, slots=True)
class DestinationContext:
    """What a destination shows of those who tell it."""

    picture: Picture | None
    badges: list[Badge]
    shown: OffersShown
    stories: list[StoryCard]
    itineraries: list[StoryCard]

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """One at most."""
        return (self.picture,) if self.picture else ()


def destination_context(destination: DestinationPage) -> DestinationContext:
    """Its communities and what they offer; a draft has no communities saved yet."""
    communities, members = destination.tellers, cached_aggregate("members", count_members)
    offers = Offer.objects.public().filter(community__in=communities)
    criteria = SearchCriteria(
        chosen={Facet.COMMUNITY: frozenset(one.public_id for one in communities)}
    )
    badges = []
    for one in communities:
        if one.is_public:
            count = members.get(one.pk, 0)
            line = ngettext("%(count)s member", "%(count)s members", count) % {"count": count}
            badges.append(Badge(one.name, one.get_absolute_url(), line))
    return DestinationContext(
        picture=picture_of(destination.photo),
        badges=badges,
        shown=show_offers(offers, criteria),
        stories=stories_around([one.locality.point for one in communities if one.locality]),
        itineraries=itineraries_of_communities(communities),
    )


def places_in_stories(request: HttpRequest) -> PlaceHighlights:
    """What editors say at the head of the stories, and every published destination below it."""
    return cached_aggregate(f"places {request.get_host()}", lambda: _places_in_stories(request))


def _places_in_stories(request: HttpRequest) -> PlaceHighlights:
    """Six reads."""
    indices = DestinationIndexPage.objects.live().filter(locale__language_code=get_language())
    index = indices.order_by("path").first()
    return (
        PlaceHighlights(index.lead, destinations_under(index, request))
        if index
        else PlaceHighlights()
    )


def destinations_under(index: DestinationIndexPage, request: HttpRequest) -> list[PlaceHighlight]:
    """Places and themes, in the editors' order."""
    places = _pages_below(index, DestinationPage).prefetch_related("communities")
    community_names = {
        page: ", ".join(one.name for one in page.communities.all()) for page in places
    }
    kickers = community_names | dict.fromkeys(_pages_below(index, ThemePage), _("Theme"))
    return [
        PlaceHighlight(
            title=page.title,
            url=page.get_url(request),
            words=page.lead,
            kicker=kicker,
            picture=picture_of(page.photo),
        )
        for page, kicker in sorted(kickers.items(), key=lambda pair: pair[0].path)
    ]


def _pages_below(index: DestinationIndexPage, kind: type[Page]) -> PageQuerySet:
    """With what their cards show."""
    pages = kind.objects.live().child_of(index).select_related("photo")
    return pages.prefetch_related(renditions_of("photo"))
