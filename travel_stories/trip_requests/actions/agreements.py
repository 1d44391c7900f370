"""An agreement fills the step that asked for it: day, hour, nights, session."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from hosting.offers.models.stays import Stay
from hosting.offers.selectors.local_times import time_zone_of
from hosting.requests.models.agreements import Agreement
from hosting.requests.models.requests import Request
from hosting.requests.presenters.request_terms import AnyTerms
from travel_stories.collaboration.actions.changes import record_change
from travel_stories.collaboration.choices import Verb
from travel_stories.collaboration.models import Edit
from travel_stories.trip_requests.models.requests import TripRequest
from travel_stories.trips.actions.steps import end_of
from travel_stories.trips.models.plans import AGREED
from travel_stories.trips.models.steps import Step
from travel_stories.trips.models.trips import Trip


def apply_agreement(trip: Trip, trip_request: TripRequest, terms: AnyTerms) -> Step:
    """Give the step the day, hour and nights of the agreement, or of what is on the table.

    Under the lock of the trip. A step that asks somebody else meanwhile stays as it is. What an
    agreement set is marked in the history: it is nobody's own change, and has no undo.
    """
    step = Step.objects.locked(trip_request.step_id)
    step.trip = trip
    if step.request_id != trip_request.request_id or not step.is_present:
        return step

    request, mark = trip_request.request, {AGREED: True} if isinstance(terms, Agreement) else {}
    before = step.snapshot()
    for name, value in _filling(step, request, terms).items():
        setattr(step, name, value)
    if step.snapshot() != before:
        edit = Edit(by=trip_request.by, key=uuid4())
        after = step.snapshot() | mark
        change = record_change(trip, step, Verb.CHANGED, edit, before=before, after=after)
        step.version = change.number
    # A host who proposed other dates has moved it.
    day = _day(trip, request, terms)
    if day is not None and day != step.day:
        before = {"day": step.day, "rank": step.rank}
        step.day, step.rank = day, end_of(trip, day)
        where = {"day": step.day, "rank": step.rank} | mark
        edit = Edit(by=trip_request.by, key=uuid4())
        step.placed = record_change(trip, step, Verb.MOVED, edit, before=before, after=where).number
    step.save()
    return step


def _filling(step: Step, request: Request, terms: AnyTerms) -> dict[str, Any]:
    """What the terms say, where they say something."""
    if terms.session is not None:
        session = terms.session
        minutes = int((session.ends_at - session.starts_at) / timedelta(minutes=1))
        hour = session.starts_at.astimezone(time_zone_of(request.offer)).time()
        return {"session": session, "at": hour, "minutes": min(minutes, 1440)}
    if not terms.takes_nights or terms.dates is None:
        return {}
    arrivals = Stay.objects.filter(pk=request.offer_id).values_list("arrival_from", flat=True)
    return {"nights": len(terms.dates), "at": step.at or arrivals.first()}


def _day(trip: Trip, request: Request, terms: AnyTerms) -> int | None:
    """On which day of the trip it begins; nothing where that is before or after it."""
    begins: date | None = terms.check_in
    if isinstance(terms, Agreement):
        starts_at = terms.starts_at
    else:
        starts_at = terms.session.starts_at if terms.session is not None else None
    if starts_at is not None:
        begins = starts_at.astimezone(time_zone_of(request.offer)).date()
    if begins is None or trip.starts_on is None:
        return None
    day = (begins - trip.starts_on).days + 1
    return day if 1 <= day <= trip.days else None
