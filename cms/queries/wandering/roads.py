"""On the way: between where one came from and here, or where stories that pass here go on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Final

from django.db.models import F, Q
from django.utils.translation import gettext as _

from cms.enums import Noun
from cms.queries.wandering.finds import Find, because
from cms.queries.wandering.heres import Here
from cms.queries.wandering.near import Area, near
from cms.queries.wandering.sources import NEWEST, SPREAD, WHERE, few_offers, stages_with_points
from core.geo import Point
from hosting.models import Offer
from travel_stories.models import ShelfPlace

NEAREST_WAY, FARTHEST_WAY = 3_000.0, 600_000.0  # metres between two pages
DETOUR: Final = 1.25  # times the straight way, at most
ASIDE: Final = 5_000.0  # metres at least to both sides of a way
STEPS: Final = 8
PASSING: Final = 8_000.0  # metres: a road as near as this passes here
GOING_ON: Final = 10_000.0  # metres around the next place
ROADS: Final = 3


@dataclass(frozen=True, slots=True)
class Onward:
    """The next place of a story or an itinerary that passes by."""

    noun: Noun
    key: int
    title: str
    place: str
    point: Point


def on_the_way(here: Here, came_from: Here | None) -> list[Find]:
    """From there to here; without a there, onward by roads that others told or by the train."""
    if came_from and _is_a_way(came_from, here):
        return _between(came_from, here)
    return [*_onward(here), *_by_the_same_train(here)]


def _is_a_way(there: Here, here: Here) -> bool:
    if not there.points or not here.points:
        return False
    return NEAREST_WAY < there.points[-1].distance_to(here.points[0]) < FARTHEST_WAY


def _between(there: Here, here: Here) -> list[Find]:
    """What makes no long detour, of all that lies along the straight way."""
    start, end = there.points[-1], here.points[0]
    length = start.distance_to(end)
    aside = max(ASIDE, length / STEPS)
    words = _("between %(there)s and %(here)s") % {"there": there.title, "here": here.title}
    return [
        find.because(words)
        for find in near(_along(start, end), metres=aside)
        if find.point
        and start.distance_to(find.point) + find.point.distance_to(end) <= DETOUR * length
        and find.name != there.name
    ]


def _along(start: Point, end: Point) -> list[Point]:
    """Points between the two, neither of them included."""
    north, east = end.latitude - start.latitude, end.longitude - start.longitude
    shares = [step / STEPS for step in range(1, STEPS)]
    return [
        Point(start.latitude + share * north, start.longitude + share * east) for share in shares
    ]


def _onward(here: Here) -> Iterator[Find]:
    """Each road that goes on, and what lies where it goes. At most nine reads."""
    roads = [*_stories_from(here), *_itineraries_from(here)] if here.points else []
    for road in roads:
        words = _("passes here and goes on to %(place)s") % {"place": road.place}
        yield Find(road.noun, road.key, road.noun, words)
    for find in near([road.point for road in roads], metres=GOING_ON):
        road = _nearest(roads, find)
        words = _("in or near %(place)s, where “%(title)s” goes on")
        yield find.because(words % {"place": road.place, "title": road.title})


def _itineraries_from(here: Here) -> list[Onward]:
    """The nearest with a step here and one after it. Two reads."""
    area = Area.around(here.points[-1:], metres=PASSING)
    passing = stages_with_points().filter(area.holds(*WHERE))
    if here.noun == Noun.ITINERARY:
        passing = passing.exclude(edition__itinerary=here.key)
    nearest = passing.order_by(area.apart(*WHERE), "pk").values_list("edition", flat=True)
    editions = list(dict.fromkeys(nearest[:SPREAD]))[:ROADS]
    steps = stages_with_points().filter(edition__in=editions).order_by("day", "rank", "pk")
    rows = steps.values_list("edition", "edition__itinerary", "edition__title", *WHERE, "town")
    stops: dict[int, list[Onward]] = {edition: [] for edition in editions}
    for edition, key, title, north, east, town in rows:
        stop = Onward(Noun.ITINERARY, key, title, town, Point(north, east))
        stops[edition].append(stop)
    return [ahead for road in stops.values() for ahead in _step_after(road, here.points[-1])]


def _step_after(road: Sequence[Onward], point: Point) -> Sequence[Onward]:
    """The one that comes after the step nearest to a point, if there is one."""
    here = min(range(len(road)), key=lambda rank: road[rank].point.distance_to(point))
    return road[here + 1 : here + 2]


def _stories_from(here: Here) -> list[Onward]:
    """The nearest roads that don't end here. Two reads."""
    area = Area.around(here.points[-1:], metres=PASSING)
    where = ("latitude", "longitude")
    passing = ShelfPlace.objects.filter(area.holds(*where), is_last=False)
    if here.noun == Noun.STORY:
        passing = passing.exclude(shelf__story=here.key)
    nearest = passing.order_by(area.apart(*where), "-rank", "pk").values_list("shelf", "rank")
    left = dict(reversed(list(nearest[:SPREAD])))  # where each road is nearest
    return _next_places(list(left.items())[::-1][:ROADS])


def _next_places(left: Sequence[tuple[int, int]]) -> list[Onward]:
    if not left:
        return []
    asked = reduce(or_, (Q(shelf=shelf, rank=rank + 1) for shelf, rank in left))
    rows = ShelfPlace.objects.filter(asked).select_related("shelf", "locality")
    ahead = {one.shelf_id: one for one in rows}
    return [
        Onward(Noun.STORY, one.shelf.story_id, one.shelf.title, one.locality.name, one.point)
        for one in (ahead[shelf] for shelf, _rank in left if shelf in ahead)
    ]


def _by_the_same_train(here: Here) -> list[Find]:
    """What is reached from the same station. One read, where a host named one."""
    if not here.station:
        return []
    offers = Offer.objects.public().filter(station_name=here.station)
    words = _("by the same station: %(station)s") % {"station": here.station}
    return because(few_offers(offers, F("station_distance").asc(), *NEWEST), words)


def _nearest(roads: Sequence[Onward], find: Find) -> Onward:
    return min(roads, key=lambda road: road.point.distance_to(find.point or road.point))
