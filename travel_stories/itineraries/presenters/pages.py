"""Everything that the page of an itinerary shows. The number of reads doesn't grow with it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from core.values.geo import Point
from hosting.public_pages.presenters.maps import box_around, drawing_of
from travel_stories.itineraries.selectors import RenderedItinerary, Stop
from travel_stories.trips.selectors.legs import way_between
from ui.maps import Drawing, Spot

NEAR = 300.0  # metres: closer than this two stops share a pin


@dataclass(frozen=True, slots=True)
class ItineraryPage:
    """`drawing` has a pin for each place; a stop and its pin mark each other by its anchor."""

    rendered_itinerary: RenderedItinerary
    drawing: Drawing | None


def page_of_itinerary(rendered_itinerary: RenderedItinerary) -> ItineraryPage:
    """One read, for the towns of the drawing; none where nothing has a place."""
    placed = placed_stops(rendered_itinerary)
    if not placed:
        return ItineraryPage(rendered_itinerary, None)
    first: dict[Point, Stop] = {}  # a place that the road comes back to keeps its pin
    for stop, point in placed:
        first.setdefault(point, stop)
    spots = [
        Spot(
            point,
            stop.title,
            f"#{stop.anchor}",
            letter=str(stop.number),
            kind="chapter",
            key=stop.anchor,
        )
        for point, stop in first.items()
    ]
    line = _line(rendered_itinerary, {stop.id for stop, _point in placed})
    drawing = drawing_of(box_around(line), spots, road=line)
    return ItineraryPage(rendered_itinerary, drawing)


def placed_stops(rendered_itinerary: RenderedItinerary) -> list[tuple[Stop, Point]]:
    """The places in order, each once until the road moves on."""
    placed: list[tuple[Stop, Point]] = []
    for stop in rendered_itinerary.stops:
        point = stop.point
        if point and (not placed or placed[-1][1].distance_to(point) > NEAR):
            placed.append((stop, point))
    return placed


def _line(rendered_itinerary: RenderedItinerary, stops: Collection[str]) -> list[Point]:
    """From stop to stop, along the railways where a train goes."""
    line: list[Point] = []
    modes: list[str] = []
    for stop in rendered_itinerary.stops:
        if stop.id in stops and (point := stop.point):
            if line:
                line += way_between(line[-1], point, modes)
            line.append(point)
            modes = []
        if stop.stage.mode:
            modes.append(stop.stage.mode)
    return line
