"""The road of a story: where it passes, what is offered there, what was told before and after."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise
from operator import or_
from typing import Final

from django.db.models import F, Q

from commons.geography.models import Locality
from core.values.geo import Box, Point
from hosting.offers.models.offers import Offer
from hosting.public_pages.presenters.maps import box_around, drawing_of
from travel_stories.stories.models.listings import StoryListingPlace
from travel_stories.stories.models.stories import Story
from travel_stories.stories.selectors.rendered_stories import RenderedChapter, RenderedStory
from ui.maps import Drawing, Spot

NEAR: Final = 300.0  # metres: closer than this two chapters share a pin
ALONG: Final = 10_000.0  # metres to both sides of the road
FARTHEST: Final = 150_000.0  # metres to the story that goes on
MOST_BOXES: Final = 12  # along a road, however long it is
MOST_OFFERS: Final = 3
MOST_COMPARED: Final = 400
MOST_POINTS: Final = 600  # of the line that is drawn
STRIP: Final = (240, 68)  # of the drawing, for the map beside a chapter on a phone


@dataclass(frozen=True, slots=True)
class StoryStop:
    """A place of the road. `anchor` is what leads to its words on the page."""

    place: Locality
    anchor: str
    title: str
    offer: int | None = None

    @property
    def point(self) -> Point:
        return self.place.point


@dataclass(frozen=True, slots=True)
class StoryRoad:
    """`strips` are windows on the drawing by chapter: `x y width height`."""

    stops: tuple[StoryStop, ...]
    drawing: Drawing | None
    strips: dict[str, str]
    kilometres: int


@dataclass(frozen=True, slots=True)
class NeighbourStory:
    """A story that goes on where this one ends, or ends where it begins."""

    title: str
    url: str
    place: str
    lang: str


def stops_of(rendered_story: RenderedStory) -> list[StoryStop]:
    """Each place once until the road moves on: of the chapters, and of blocks inside them."""
    stops: list[StoryStop] = []
    for chapter in rendered_story.chapters:
        for place, anchor, title in _places_in(chapter):
            if not stops or stops[-1].point.distance_to(place.point) > NEAR:
                stops.append(StoryStop(place, anchor, title))
    return stops


def road_of(rendered_story: RenderedStory) -> StoryRoad:
    """One read, for the towns of the drawing; none where nothing has a place."""
    stops = stops_of(rendered_story)
    line = _line(rendered_story)
    if not line:
        return StoryRoad((), None, {}, 0)
    spots = [
        Spot(
            stop.point,
            f"{stop.title}, {stop.place.name}",
            f"#{stop.anchor}",
            letter=str(number),
            kind="chapter",
            key=stop.anchor,
        )
        for number, stop in enumerate(stops, start=1)
    ]
    drawing = drawing_of(box_around(line), spots, road=line)
    metres = sum(a.distance_to(b) for a, b in pairwise(line))
    # Around each pin, as far as the sheet goes.
    width, height = STRIP
    windows = {}
    for pin in drawing.pins:
        x = min(max(pin.x - width // 2, 0), max(drawing.width - width, 0))
        y = min(max(pin.y - height // 2, 0), max(drawing.height - height, 0))
        windows[pin.spot.key] = f"{x} {y} {width} {height}"
    return StoryRoad(tuple(stops), drawing, windows, round(metres / 1000))


def offers_along(points: Sequence[Point], *, exclude: Iterable[int] = ()) -> list[int]:
    """Public offers near the road, the newest first. One read."""
    if not points:
        return []
    apart = -(-len(points) // MOST_BOXES)
    boxes = [Box.around(point, metres=ALONG) for point in points[::apart]]
    inside = (
        Q(
            place__latitude__range=(box.south, box.north),
            place__longitude__range=(box.west, box.east),
        )
        for box in boxes
    )
    near = reduce(or_, inside)
    offers = Offer.objects.public().filter(near).exclude(pk__in=list(exclude))
    newest = offers.order_by(F("first_published_at").desc(nulls_last=True), "-pk")
    return list(newest.values_list("pk", flat=True)[:MOST_OFFERS])


def onward_from(
    story: Story, stops: Sequence[StoryStop]
) -> tuple[NeighbourStory | None, NeighbourStory | None]:
    """What ends near where this one begins, and what begins near where it ends. One read."""
    if not stops:
        return None, None
    begin, end = stops[0].point, stops[-1].point
    ends = Q(is_last=True) & _within(FARTHEST, begin)
    begins = Q(rank=0) & _within(FARTHEST, end)
    others = StoryListingPlace.objects.exclude(listing__story=story).filter(ends | begins)
    near = others.select_related("listing__story", "locality").order_by("-pk")[:MOST_COMPARED]
    before = _nearest((one for one in near if one.is_last), begin)
    previous_id = before.listing_id if before else None
    after = _nearest((one for one in near if one.rank == 0 and one.listing_id != previous_id), end)
    return _step(before), _step(after)


def _places_in(chapter: RenderedChapter) -> Iterable[tuple[Locality, str, str]]:
    if chapter.place and chapter.parts:
        yield chapter.place, chapter.id, chapter.name
    for part in chapter.parts:
        if part.place:
            yield part.place, f"b-{part.id}", part.title or part.place.name


def _line(rendered_story: RenderedStory) -> list[Point]:
    """From place to place, along the recorded way where somebody has one."""
    lengths = [
        len(line) for part in rendered_story.parts if part.track for line in part.track.lines
    ]
    apart = max(-(-sum(lengths) // MOST_POINTS), 1)
    road: list[Point] = []
    for chapter in rendered_story.chapters:
        if chapter.place and chapter.parts:
            _lead_to(road, chapter.place.point)
        for part in chapter.parts:
            if part.track:
                for line in part.track.lines:
                    road += [*line[::apart], line[-1]]
            elif part.place:
                _lead_to(road, part.place.point)
    return road


def _lead_to(road: list[Point], point: Point) -> None:
    if not road or road[-1].distance_to(point) > NEAR:
        road.append(point)


def _within(metres: float, point: Point) -> Q:
    box = Box.around(point, metres=metres)
    return Q(latitude__range=(box.south, box.north), longitude__range=(box.west, box.east))


def _nearest(places: Iterable[StoryListingPlace], point: Point) -> StoryListingPlace | None:
    near = (one for one in places if point.distance_to(one.point) <= FARTHEST)
    return min(near, key=lambda one: point.distance_to(one.point), default=None)


def _step(place: StoryListingPlace | None) -> NeighbourStory | None:
    if place is None:
        return None
    return NeighbourStory(
        place.listing.title,
        place.listing.story.get_absolute_url(),
        place.locality.name,
        place.listing.language,
    )
