"""On the way: between where one came from and here, or where stories that pass here go on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Final

from django.db.models import F, Q
from django.utils.translation import gettext as _

from cms.discovery.choices import Noun
from cms.discovery.selectors.nearby import Area, near
from cms.discovery.selectors.related_items import RelatedItem, with_reason
from cms.discovery.selectors.source_pages import SourcePage
from cms.discovery.selectors.sources import NEWEST, SPREAD, WHERE, few_offers, stages_with_points
from core.values.geo import Point
from hosting.offers.models.offers import Offer
from travel_stories.stories.models.listings import StoryListingPlace
from ui.templatetags.languages import filled_in, in_language

NEAREST_WAY, FARTHEST_WAY = 3_000.0, 600_000.0  # metres between two pages
DETOUR: Final = 1.25  # times the straight way, at most
ASIDE: Final = 5_000.0  # metres at least to both sides of a way
STEPS: Final = 8
PASSING: Final = 8_000.0  # metres: a road as near as this passes here
GOING_ON: Final = 10_000.0  # metres around the next place
ROADS: Final = 3


@dataclass(frozen=True, slots=True)
class NextStop:
    """The next place of a story or an itinerary that passes by."""

    noun: Noun
    key: int
    title: str
    lang: str
    place: str
    point: Point


def on_the_way(here: SourcePage, came_from: SourcePage | None) -> list[RelatedItem]:
    """From there to here; without a there, onward by roads that others told or by the train."""
    if came_from and came_from.points and here.points:
        start, end = came_from.points[-1], here.points[0]
        length = start.distance_to(end)
        if NEAREST_WAY < length < FARTHEST_WAY:
            # What makes no long detour, of all that lies along the straight way.
            north, east = end.latitude - start.latitude, end.longitude - start.longitude
            shares = [step / STEPS for step in range(1, STEPS)]
            between = [
                Point(start.latitude + share * north, start.longitude + share * east)
                for share in shares
            ]
            words: str = filled_in(
                _("between %(there)s and %(here)s"),
                there=in_language(came_from.title, came_from.lang),
                here=in_language(here.title, here.lang),
            )
            return [
                item.with_reason(words)
                for item in near(between, metres=max(ASIDE, length / STEPS))
                if item.point
                and start.distance_to(item.point) + item.point.distance_to(end) <= DETOUR * length
                and item.name != came_from.name
            ]
    found = list(_onward(here))
    if here.station:
        # What is reached from the same station. One read, where a host named one.
        offers = Offer.objects.public().filter(station_name=here.station)
        words = _("near the same station: %(station)s") % {"station": here.station}
        found += with_reason(few_offers(offers, F("station_distance").asc(), *NEWEST), words)
    return found


def _onward(here: SourcePage) -> Iterator[RelatedItem]:
    """Each road that goes on, and what lies where it goes. At most nine reads."""
    roads = [*_stories_from(here), *_itineraries_from(here)] if here.points else []
    for road in roads:
        words = _("passes here and continues to %(place)s") % {"place": road.place}
        yield RelatedItem(road.noun, road.key, road.noun, words)
    for item in near([road.point for road in roads], metres=GOING_ON):
        road = min(roads, key=lambda road: road.point.distance_to(item.point or road.point))
        words = _("in or near %(place)s, where “%(title)s” continues")
        title = in_language(road.title, road.lang)
        yield item.with_reason(filled_in(words, place=road.place, title=title))


def _itineraries_from(here: SourcePage) -> list[NextStop]:
    """The nearest with a step here and one after it. Two reads."""
    area = Area.around(here.points[-1:], metres=PASSING)
    passing = stages_with_points().filter(area.holds(*WHERE))
    if here.noun == Noun.ITINERARY:
        passing = passing.exclude(edition__itinerary=here.key)
    nearest = passing.order_by(area.apart(*WHERE), "pk").values_list("edition", flat=True)
    editions = list(dict.fromkeys(nearest[:SPREAD]))[:ROADS]
    steps = stages_with_points().filter(edition__in=editions).order_by("day", "rank", "pk")
    columns = ("edition__language", *WHERE, "town")
    rows = steps.values_list("edition", "edition__itinerary", "edition__title", *columns)
    stops: dict[int, list[NextStop]] = {edition: [] for edition in editions}
    for edition, key, title, lang, north, east, town in rows:
        stop = NextStop(Noun.ITINERARY, key, title, lang, town, Point(north, east))
        stops[edition].append(stop)
    ahead: list[NextStop] = []
    for road in stops.values():
        nearest_rank = min(
            range(len(road)), key=lambda rank: road[rank].point.distance_to(here.points[-1])
        )
        ahead += road[nearest_rank + 1 : nearest_rank + 2]  # the step that comes after it, if any
    return ahead


def _stories_from(here: SourcePage) -> list[NextStop]:
    """The nearest roads that don't end here. Two reads."""
    area = Area.around(here.points[-1:], metres=PASSING)
    where = ("latitude", "longitude")
    passing = StoryListingPlace.objects.filter(area.holds(*where), is_last=False)
    if here.noun == Noun.STORY:
        passing = passing.exclude(listing__story=here.key)
    nearest = passing.order_by(area.apart(*where), "-rank", "pk").values_list("listing", "rank")
    by_road = dict(reversed(list(nearest[:SPREAD])))  # where each road is nearest
    left = list(by_road.items())[::-1][:ROADS]
    if not left:
        return []
    asked = reduce(or_, (Q(listing=listing, rank=rank + 1) for listing, rank in left))
    rows = StoryListingPlace.objects.filter(asked).select_related("listing", "locality")
    ahead = {one.listing_id: one for one in rows}
    return [
        NextStop(
            noun=Noun.STORY,
            key=one.listing.story_id,
            title=one.listing.title,
            lang=one.listing.language,
            place=one.locality.name,
            point=one.point,
        )
        for one in (ahead[listing] for listing, _rank in left if listing in ahead)
    ]
