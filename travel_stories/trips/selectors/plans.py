"""The plan of a trip, day by day, as its page shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from travel_stories.trips.models.members import TripMember
from travel_stories.trips.models.steps import Step
from travel_stories.trips.models.trips import Trip
from travel_stories.trips.selectors.legs import Leg, legs_of
from travel_stories.trips.selectors.stay_nights import (
    StayNight,
    hints_by_day,
    nights_by_day,
    stays_of,
)


@dataclass(frozen=True, slots=True)
class Move:
    """Where an arrow leads: a day, and the public id of the step to stand behind, if any."""

    day: int | None
    after: str = ""

    def __str__(self) -> str:
        """As an arrow sends it: `3:abcdefgh`, `3:` for the top of a day, `:` for no day."""
        return f"{self.day or ''}:{self.after}"


@dataclass(frozen=True, slots=True)
class PlanEntry:
    """A step where it stands, with the way up and the way down; `leg` is what a leg comes to."""

    step: Step
    up: Move | None
    down: Move | None
    leg: Leg | None = None
    people: Sequence[TripMember] = ()  # for whom; nobody named: for everybody

    @property
    def can_move(self) -> bool:
        """The only step of the only day has nowhere to go."""
        return bool(self.up or self.down)


@dataclass(frozen=True, slots=True)
class Day:
    """One day with its steps; `number` is nothing for what has no day yet."""

    number: int | None
    date: date | None
    steps: list[Step] = field(default_factory=list)
    entries: list[PlanEntry] = field(default_factory=list)
    nights: list[StayNight] = field(default_factory=list)  # of stays that began on a day before
    hints: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        return _("No day yet") if self.number is None else _("Day %d") % self.number


def itinerary_of(trip: Trip) -> list[Day]:
    """Every day of the trip, also the empty ones, then what has no day; two queries."""
    steps = (
        trip.steps.present()
        .in_order()
        .select_related("locality", "offer__place", "offer__stay", "session", "route")
        .select_related("request__offer__place__locality", "request__agreement")
        .prefetch_related("people")
        .with_counts()
    )
    days = {number: Day(number, trip.date_of(number)) for number in range(1, trip.days + 1)}
    waiting = Day(None, None)
    for step in steps:
        step.trip = trip
        days.get(step.day or 0, waiting).steps.append(step)
    shown = [*days.values(), *([waiting] if waiting.steps else [])]
    placed = [step for day in days.values() for step in day.steps]
    legs = legs_of(placed)
    nights = nights_by_day(stays_of(placed), days=trip.days)
    for number, day in days.items():
        day.nights.extend(night for night in nights.get(number, ()) if not night.is_first)
    for place, day in enumerate(shown):
        above = shown[place - 1] if place else None
        below = shown[place + 1] if place + 1 < len(shown) else None
        day.entries.extend(_entries(day, above, below, legs))
    return shown


def add_hints(trip: Trip, days: Sequence[Day]) -> None:
    """Say beside each day what its nights lack; one read at most, for the beds."""
    placed = [day for day in days if day.number is not None]
    hints = hints_by_day(trip, [step for day in placed for step in day.steps])
    for day in placed:
        day.hints.extend(hints.get(day.number or 0, ()))


def _entries(
    day: Day, above: Day | None, below: Day | None, legs: Mapping[int, Leg]
) -> list[PlanEntry]:
    """The first step of a day goes up to the end of the day before, the last one down."""
    ids = [step.public_id for step in day.steps]
    entries = []
    for place, step in enumerate(day.steps):
        after = ids[place - 2] if place > 1 else ""
        up = Move(day.number, after) if place > 0 else _end_of(above)
        down = Move(day.number, ids[place + 1]) if place + 1 < len(ids) else _top_of(below)
        entries.append(PlanEntry(step, up, down, legs.get(step.pk), list(step.people.all())))
    return entries


def _end_of(day: Day | None) -> Move | None:
    if day is None:
        return None
    return Move(day.number, day.steps[-1].public_id if day.steps else "")


def _top_of(day: Day | None) -> Move | None:
    return None if day is None else Move(day.number)
