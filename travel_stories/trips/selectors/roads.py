"""The whole way: what its legs come to in all, and its drawing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from core.values.geo import Point
from hosting.public_pages.presenters.maps import box_around, drawing_of
from travel_stories.trips.choices import StepKind
from travel_stories.trips.models.steps import Step
from travel_stories.trips.selectors.legs import Leg, way_between
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
    steps = [step for day in placed for step in day.steps]
    points = points_of(steps)
    if not points:
        return Road(legs, None)
    first: dict[Point, Step] = {}  # a place that the trip comes back to keeps its pin
    for step, point in points:
        first.setdefault(point, step)
    spots = [
        Spot(point, step.title, f"#step-{step.public_id}", letter=str(number), kind="stay")
        for number, (point, step) in enumerate(first.items(), start=1)
    ]
    line = _line(steps, [step.pk for step, _point in points])
    drawing = drawing_of(box_around(line), spots, road=line)
    return Road(legs, drawing)


def points_of(steps: Iterable[Step]) -> list[tuple[Step, Point]]:
    """The places of the trip in order, each once until it moves on."""
    placed: list[tuple[Step, Point]] = []
    for step in steps:
        point = step.point
        if point and (not placed or placed[-1][1].distance_to(point) > NEAR):
            placed.append((step, point))
    return placed


def _line(steps: Iterable[Step], stops: Collection[int]) -> list[Point]:
    """From stop to stop: along a recorded route, or the railways where a train goes."""
    line: list[Point] = []
    modes: list[str] = []
    recorded: list[Point] = []
    for step in steps:
        if step.kind == StepKind.LEG:
            recorded += step.route.points if step.route else []
            modes += [step.mode] if step.mode else []
        elif step.pk in stops and (point := step.point):
            if recorded:
                line += _towards(point, recorded)
            elif line:
                line += way_between(line[-1], point, modes)
            line.append(point)
            modes, recorded = [], []
    return line + recorded


def _towards(end: Point, route: Sequence[Point]) -> Sequence[Point]:
    """A file may have been recorded the other way round."""
    is_backwards = route[0].distance_to(end) < route[-1].distance_to(end)
    return route[::-1] if is_backwards else route
