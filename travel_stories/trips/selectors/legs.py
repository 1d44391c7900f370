"""Legs of travel: how far, how long, at what cost to the climate, from the places around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from commons.geography.choices import TravelMode
from commons.geography.journeys import Journey, journey
from commons.geography.railways import railway_between
from core.values.geo import Point
from travel_stories.trips.choices import StepKind
from travel_stories.trips.models.steps import Step

BY_CAR = frozenset({TravelMode.CAR, TravelMode.ELECTRIC_CAR, TravelMode.VAN, TravelMode.CAMPER})
BY_TRAIN = frozenset({TravelMode.REGIONAL_TRAIN, TravelMode.INTERCITY, TravelMode.HIGH_SPEED})


class Arrival(Protocol):
    """Where a leg ends: a step of a trip, or of an itinerary."""

    offer: Any


@dataclass(frozen=True, slots=True)
class Leg:
    """A leg of the trip; `by_car` is what the same way would cost in a car, if it isn't one."""

    way: Journey
    by_car: Journey | None
    arrives_at: Arrival | None

    @property
    def station(self) -> str:
        """The stop that the host of the next place named."""
        offer = self.arrives_at.offer if self.arrives_at else None
        return offer.station_name if offer is not None else ""


def legs_of(steps: Sequence[Step]) -> dict[int, Leg]:
    """By the key of the step; `steps` in the order in which they are travelled."""
    legs = {}
    for place, step in enumerate(steps):
        if step.kind == StepKind.LEG and step.mode:
            start, end = _next_place(steps[:place][::-1]), _next_place(steps[place + 1 :])
            leg = leg_between(
                start.point if start else None,
                end.point if end else None,
                mode=TravelMode(step.mode),
                metres=step.metres,
                arrives_at=end,
            )
            if leg:
                legs[step.pk] = leg
    return legs


def _next_place(steps: Sequence[Step]) -> Step | None:
    return next((step for step in steps if step.point is not None), None)


def leg_between(
    here: Point | None,
    there: Point | None,
    *,
    mode: TravelMode,
    metres: int | None,
    arrives_at: Arrival | None,
) -> Leg | None:
    """Nothing to say while neither the kilometres nor both ends are known."""
    if metres is None and (here is None or there is None):
        return None
    straight = here.distance_to(there) if here and there else 0.0
    way = journey(mode, straight=straight, known=metres)
    known = metres if mode != TravelMode.PLANE else None
    car = None if mode in BY_CAR else journey(TravelMode.CAR, straight=straight, known=known)
    return Leg(way, car, arrives_at)


def way_between(here: Point, there: Point, modes: Sequence[str]) -> list[Point]:
    """What a drawing follows from one place to the next, without both: railways, for a train.

    Nothing where several means follow each other, because nobody says where one changes.
    """
    if len(modes) == 1 and modes[0] in BY_TRAIN:
        return list(railway_between(here, there))
    return []
