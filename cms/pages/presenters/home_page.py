"""What the home page shows besides the words of editors."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Case, Value, When
from django.utils.translation import get_language

from cms.blocks.presenters.pictures import picture_of
from cms.blocks.selectors.cached_aggregates import cached_aggregate
from cms.pages.models import HomePage
from commons.geography.outlines import land_in
from core.values.geo import Box
from core.values.pictures import Picture
from hosting.communities.models.communities import Community
from hosting.offers.models.offers import Offer
from hosting.public_pages.presenters.cards import OfferCard, cards_by_key
from hosting.public_pages.presenters.community_pages import (
    CommunityCard,
    count_offers,
    list_communities,
)
from hosting.public_pages.presenters.maps import background, box_around
from travel_stories.stories.presenters.lists import StoryCard, newest_stories
from ui.maps import Drawing, Spot, draw, gather

VOICES = 3
COMMUNITIES = 6
STORIES = 3
WEST = Box(south=41.0, west=-5.5, north=53.0, east=13.0)  # where nobody hosts yet
MAP_WIDTH = 760  # units of width of the drawing on the entry card of the map
MAP_RATIO = 0.7
MAP_MARGIN = 1.4
WATERS = frozenset({"lake", "river", "river-main"})  # all that a picture at night shows
MIN_COUNT_DISTANCE = 64  # between the middles of two counts


@dataclass(frozen=True, slots=True)
class Hosts:
    """Who hosts, and where: gathered among all offers."""

    drawing: Drawing
    communities: list[CommunityCard]


@dataclass(frozen=True, slots=True)
class HomePageContext:
    """What the home page shows besides the words of editors."""

    picture: Picture | None
    voices: list[OfferCard]
    stories: list[StoryCard]

    @property
    def hosts(self) -> Hosts:
        """Only for a page that draws it: mostly it is drawn already, and kept."""
        return cached_aggregate("hosts", _gather_hosts)


def home_page_context(home: HomePage) -> HomePageContext:
    """Both entry cards, three quotations, the newest stories, and who hosts."""
    voices = cached_aggregate("voices", _gather_voices)
    may_still_be_heard = not voices or Offer.objects.public().filter(pk__in=voices).count() == len(
        voices
    )
    if not may_still_be_heard:
        voices = _gather_voices()
    return HomePageContext(
        picture=picture_of(home.photo),
        voices=list(voices.values()),
        stories=newest_stories(STORIES),
    )


def _gather_voices() -> dict[int, OfferCard]:
    # The newest offer of each community, so that no voice drowns the others. Words in the
    # language of the page come first.
    here = Case(When(language=get_language(), then=Value(0)), default=Value(1))
    newest = Offer.objects.public().exclude(words="").order_by(here, "-first_published_at", "-pk")
    seen: dict[int, int] = {}
    for community, pk in newest.values_list("community", "pk")[:200]:
        seen.setdefault(community, pk)
    return cards_by_key(list(seen.values())[:VOICES], among=Offer.objects.all())


def _gather_hosts() -> Hosts:
    published = count_offers()
    # Where communities are, and how much each offers: drawn on the entry card of the map.
    spots = [
        Spot(one.point, one.name, one.get_absolute_url(), count=published[one.pk])
        for one in Community.objects.public().select_related("locality")
        if one.pk in published
    ]
    points = [spot.point for spot in spots]
    box = box_around(points, shape=MAP_RATIO, margin=MAP_MARGIN) if points else WEST
    land = [area.rings for area in land_in(box, width=MAP_WIDTH)]
    ways, _stations = background(box, width=MAP_WIDTH)
    waters = [one for one in ways if one.shape in WATERS]
    shown = gather(spots, box=box, width=MAP_WIDTH, apart=MIN_COUNT_DISTANCE)
    return Hosts(
        drawing=draw(box=box, width=MAP_WIDTH, spots=shown, land=land, ways=waters),
        communities=list_communities(offers=published)[:COMMUNITIES],
    )
