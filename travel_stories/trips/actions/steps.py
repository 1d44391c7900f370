"""Steps come into the plan, change, move, and leave it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from core.permissions import require
from travel_stories.collaboration.actions.changes import (
    find_earlier,
    make_room,
    record_addition,
    record_change,
    record_removal,
    record_restoration,
    require_unchanged,
)
from travel_stories.collaboration.choices import Verb
from travel_stories.collaboration.ranks import rank_at_end
from travel_stories.trips.actions.plans import lock_trip
from travel_stories.trips.errors.plans import PartGoneError
from travel_stories.trips.errors.steps import (
    AlreadyAskedError,
    DayOutsideError,
    StrangerInStepError,
    TooManyStepsError,
)
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.models.plans import Change, TripEdit
from travel_stories.trips.models.steps import Step
from travel_stories.trips.models.trips import Trip
from travel_stories.trips.validators import MOST_STEPS


@transaction.atomic
def add_step(*, trip: Trip, words: Mapping[str, Any], edit: TripEdit) -> Step:
    """Put a step at the end of its day. Raises DayOutsideError, TooManyStepsError."""
    require(edit.by, "trips.change_itinerary", trip)

    trip = lock_trip(trip)
    if known := find_earlier(edit):
        return Step.objects.get(pk=known.part)
    day = words.get("day")
    _require_day(trip, day)
    if trip.steps.present().count() >= MOST_STEPS:
        raise TooManyStepsError(most=MOST_STEPS)

    step = Step(trip=trip, day=day, rank=end_of(trip, day)).assign_words(words)
    step.save()
    _set_people(step, words)
    record_addition(trip, step, edit)
    return step


@transaction.atomic
def change_step(*, step: Step, words: Mapping[str, Any], edit: TripEdit) -> Step:
    """Write a step anew, unless somebody else did so meanwhile: ChangedMeanwhileError."""
    require(edit.by, "trips.change_itinerary", step.trip)

    trip = lock_trip(step.trip)
    step = _present(step, trip)
    if find_earlier(edit):
        return step
    require_unchanged(step, edit)
    # Another offer needs another request: the one under way is ended first.
    if "offer" in words and words["offer"] != step.offer and step.stands:
        raise AlreadyAskedError

    before = step.snapshot()
    step.assign_words(words)
    step.fit(trip)
    _set_people(step, words)
    change = record_change(trip, step, Verb.CHANGED, edit, before=before, after=step.snapshot())
    step.version = change.number
    step.save()
    return step


@transaction.atomic
def move_step(*, step: Step, day: int | None, after: Step | None, edit: TripEdit) -> Step:
    """Put a step behind another one, or at the top of a day; `None` leaves its day open."""
    require(edit.by, "trips.change_itinerary", step.trip)

    trip = lock_trip(step.trip)
    step = _present(step, trip)
    if find_earlier(edit):
        return step
    require_unchanged(step, edit, moved=True)
    _require_day(trip, day)

    before = {"day": step.day, "rank": step.rank}
    # Behind what has left this day meanwhile means: at its end.
    others = list(trip.steps.present().filter(day=day).exclude(pk=step.pk).order_by("rank", "pk"))
    step.day, step.rank = day, make_room(others, after)
    where = {"day": step.day, "rank": step.rank}
    step.placed = record_change(trip, step, Verb.MOVED, edit, before=before, after=where).number
    step.save(update_fields=["day", "rank", "placed"])
    return step


@transaction.atomic
def remove_step(*, step: Step, edit: TripEdit) -> Step:
    """Take a step out of the plan. It can be brought back; a request it made stands."""
    require(edit.by, "trips.change_itinerary", step.trip)

    trip = lock_trip(step.trip)
    step = Step.objects.locked(step.pk)
    if find_earlier(edit) or not step.is_present:
        return step
    require_unchanged(step, edit)

    record_removal(trip, step, edit)
    return step


@transaction.atomic
def restore_step(*, step: Step, edit: TripEdit) -> Step:
    """Bring a step back to where it was."""
    require(edit.by, "trips.change_itinerary", step.trip)

    trip = lock_trip(step.trip)
    step = Step.objects.locked(step.pk)
    if find_earlier(edit) or step.is_present:
        return step

    step.trip = trip
    step.fit(trip)
    record_restoration(trip, step, edit)
    step.save(update_fields=["day"])
    return step


@transaction.atomic
def take_kept_version(*, step: Step, change: Change, edit: TripEdit) -> Step:
    """Give a step the words that somebody wrote on an older state of it, which the history kept.

    Raises PartGoneError, AlreadyAskedError.
    """
    require(edit.by, "trips.change_itinerary", step.trip)

    trip = lock_trip(step.trip)
    step = _present(step, trip)
    if find_earlier(edit):
        return step
    before, words = step.snapshot(), dict(change.after or {})
    if words.get("offer", step.offer_id) != step.offer_id and step.stands:
        raise AlreadyAskedError

    step.take(words)
    step.fit(trip)
    if "people" in words:
        step.people.set(trip.members.present().filter(pk__in=words["people"]))
    if step.snapshot() == before:
        return step
    made = record_change(trip, step, Verb.CHANGED, edit, before=before, after=step.snapshot())
    step.version = made.number
    step.save()
    return step


def _present(step: Step, trip: Trip) -> Step:
    step = Step.objects.filter(trip=trip).select_related("locality").locked(step.pk)
    if not step.is_present:
        raise PartGoneError(part=step)
    step.trip = trip
    return step


def _set_people(step: Step, words: Mapping[str, Any]) -> None:
    """Only members of this trip; nobody named means everybody."""
    if "people" not in words:
        return
    people = list(words["people"])
    seats = TripMember.objects.present().filter(trip=step.trip, pk__in=[one.pk for one in people])
    if seats.count() != len(people):
        raise StrangerInStepError
    step.people.set(people)


def _require_day(trip: Trip, day: int | None) -> None:
    if day is not None and not 1 <= day <= trip.days:
        raise DayOutsideError(days=trip.days)


def end_of(trip: Trip, day: int | None) -> float:
    return rank_at_end(list(trip.steps.present().filter(day=day).order_by("rank", "pk")))
