"""The whole way: what its legs come to in all, and its drawing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.values.geo import Point
from hosting.public_pages.presenters.maps import box_around, drawing_of
from travel_stories.trips.models.steps import Step
from travel_stories.trips.selectors.legs import Leg
from travel_stories.trips.selectors.plans import Day
from ui.maps import Drawing, Spot

NEAR = 300.0  # metres: closer than this two steps share a pin


@dataclass(frozen=True, slots=True)
class Road:
    """`carbon` is kilogrammes of CO2 equivalent for one person."""

    legs: list[Leg]
    drawing: Drawing | None

    @property
    def kilometres(self) -> float:
        return sum(leg.way.kilometres.likely for leg in self.legs)

    @property
    def carbon(self) -> float:
        return sum(leg.way.carbon.likely for leg in self.legs)


def road_of(days: Sequence[Day]) -> Road:
    """From the plan as it is read already; the towns of the drawing cost one read."""
    placed = [day for day in days if day.number is not None]
    legs = [entry.leg for day in placed for entry in day.entries if entry.leg]
    points = points_of([step for day in placed for step in day.steps])
    if not points:
        return Road(legs, None)
    first: dict[Point, Step] = {}  # a place that the trip comes back to keeps its pin
    for step, point in points:
        first.setdefault(point, step)
    spots = [
        Spot(point, step.title, f"#step-{step.public_id}", letter=str(number), kind="stay")
        for number, (point, step) in enumerate(first.items(), start=1)
    ]
    drawing = drawing_of(box_around(list(first)), spots, road=[point for _step, point in points])
    return Road(legs, drawing)


def points_of(steps: Iterable[Step]) -> list[tuple[Step, Point]]:
    """The places of the trip in order, each once until it moves on."""
    placed: list[tuple[Step, Point]] = []
    for step in steps:
        point = step.point
        if point and (not placed or placed[-1][1].distance_to(point) > NEAR):
            placed.append((step, point))
    return placed
