"""An agreement fills the step that asked for it: day, hour, nights, session."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from hosting.models import Agreement, Stay
from travel_stories.actions.plans import note
from travel_stories.actions.steps import end_of
from travel_stories.enums import Verb
from travel_stories.models import Edit, Step, Trip, TripRequest


def fill_step(trip: Trip, asking: TripRequest, agreement: Agreement) -> Step:
    """Under the lock of the trip. A step that asks somebody else meanwhile stays as it is."""
    step = Step.objects.select_for_update().get(pk=asking.step_id)
    step.trip = trip
    if step.request_id != agreement.request_id or not step.is_present:
        return step

    before = step.snapshot()
    for name, value in _agreed(step, agreement).items():
        setattr(step, name, value)
    if step.snapshot() != before:
        edit = Edit(by=asking.by, key=uuid4())
        change = note(trip, step, Verb.CHANGED, edit, before=before, after=step.snapshot())
        step.version = change.number
    _place(trip, step, asking, _day(trip, agreement))
    step.save()
    return step


def _agreed(step: Step, agreement: Agreement) -> dict[str, Any]:
    """What the two agreed on, where it says something."""
    if agreement.session is not None:
        session = agreement.session
        minutes = int((session.ends_at - session.starts_at) / timedelta(minutes=1))
        hour = timezone.localtime(session.starts_at).time()
        return {"session": session, "at": hour, "minutes": min(minutes, 1440)}
    if agreement.unit_id is None or agreement.dates is None:
        return {}
    return {"nights": len(agreement.dates), "at": step.at or _arrival(agreement)}


def _arrival(agreement: Agreement) -> time | None:
    stays = Stay.objects.filter(pk=agreement.request.offer_id)
    return stays.values_list("arrival_from", flat=True).first()


def _day(trip: Trip, agreement: Agreement) -> int | None:
    """On which day of the trip it begins; nothing where that is before or after it."""
    begins = agreement.check_in
    if agreement.starts_at is not None:
        begins = timezone.localtime(agreement.starts_at).date()
    if begins is None or trip.starts_on is None:
        return None
    day = (begins - trip.starts_on).days + 1
    return day if 1 <= day <= trip.days else None


def _place(trip: Trip, step: Step, asking: TripRequest, day: int | None) -> None:
    """A host who proposed other dates has moved it."""
    if day is None or day == step.day:
        return
    before = {"day": step.day, "rank": step.rank}
    step.day, step.rank = day, end_of(trip, day)
    where = {"day": step.day, "rank": step.rank}
    edit = Edit(by=asking.by, key=uuid4())
    step.placed = note(trip, step, Verb.MOVED, edit, before=before, after=where).number
