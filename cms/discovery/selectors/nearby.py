"""What lies near some points, whatever it is, the nearest first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from math import cos, radians
from operator import or_
from typing import Any, Final

from django.db.models import F, Q
from django.db.models.functions import Least

from cms.discovery.choices import Noun
from cms.discovery.selectors.related_items import RelatedItem
from cms.discovery.selectors.sources import (
    FEW,
    SPREAD,
    WHERE,
    few_communities,
    few_offers,
    few_places,
    stages_with_points,
)
from core.values.geo import Box, Point
from hosting.offers.models.offers import Offer
from travel_stories.stories.models.listings import StoryListingPlace

MOST_POINTS: Final = 8  # of a road, however long it is


@dataclass(frozen=True, slots=True)
class Area:
    """So many metres around each of a few points."""

    points: tuple[Point, ...]
    metres: float

    @classmethod
    def around(cls, points: Sequence[Point], *, metres: float) -> Area:
        """Of a long road, points all along it."""
        apart = -(-len(points) // MOST_POINTS) or 1
        return cls(tuple(points[::apart]), metres)

    def holds(self, north: str, east: str) -> Q:
        """Rows whose two columns lie in a box around any of the points."""
        boxes = (Box.around(point, metres=self.metres) for point in self.points)
        inside = (
            Q((f"{north}__range", (box.south, box.north)), (f"{east}__range", (box.west, box.east)))
            for box in boxes
        )
        return reduce(or_, inside)

    def apart(self, north: str, east: str) -> Any:
        """How far a row is from the nearest point: square degrees, which is enough for an order."""
        squares: list[Any] = []
        for point in self.points:
            up = F(north) - point.latitude
            aside = (F(east) - point.longitude) * cos(radians(point.latitude))
            squares.append(up * up + aside * aside)
        return Least(*squares) if len(squares) > 1 else squares[0]

    def distance(self, point: Point) -> float:
        """Metres to the nearest of its points."""
        return min(point.distance_to(one) for one in self.points)


def near(points: Sequence[Point], *, metres: float) -> list[RelatedItem]:
    """Stories, itineraries, offers, communities and places: five reads, none without a point."""
    if not points:
        return []
    area = Area.around(points, metres=metres)
    # Each by the place of its road that is nearest.
    passed = ("latitude", "longitude")
    places = StoryListingPlace.objects.filter(area.holds(*passed))
    places = places.order_by(area.apart(*passed), "pk")
    # Each by its nearest step.
    steps = stages_with_points().filter(area.holds(*WHERE)).order_by(area.apart(*WHERE), "pk")
    of_offer = ("place__latitude", "place__longitude")
    offers = Offer.objects.public().filter(area.holds(*of_offer))
    of_community = ("locality__latitude", "locality__longitude")
    of_place_page = ("community__locality__latitude", "community__locality__longitude")
    found = (
        *_roads(Noun.STORY, places.values_list("listing__story", *passed)[:SPREAD]),
        *_roads(Noun.ITINERARY, steps.values_list("edition__itinerary", *WHERE)[:SPREAD]),
        *few_offers(offers, area.apart(*of_offer).asc(), F("pk").asc()),
        *few_communities(area.holds(*of_community), area.apart(*of_community), "pk"),
        *few_places(area.holds(*of_place_page), area.apart(*of_place_page)),
    )
    return [item for item in found if item.point and area.distance(item.point) <= metres]


def _roads(noun: Noun, rows: Iterable[tuple[int, float, float]]) -> list[RelatedItem]:
    """Each road once, where it comes nearest."""
    found: dict[int, RelatedItem] = {}
    for key, *where in rows:
        found.setdefault(key, RelatedItem(noun, key, noun, point=Point(*where)))
    return list(found.values())[:FEW]
