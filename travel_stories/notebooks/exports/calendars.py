"""The plan of a trip as a calendar (RFC 5545), for one member."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from icalendar import Event, vText

from core.files.calendar_files import event_uid, new_calendar, serialize
from hosting.offers.models.places import Place
from hosting.offers.selectors.local_times import time_zone_of
from travel_stories.trip_requests.selectors.contacts import contacts_of
from travel_stories.trips.choices import StepKind
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.models.steps import Step
from travel_stories.trips.models.trips import Trip
from travel_stories.trips.states import TripState

REFRESH = timedelta(hours=1)


def calendar_of(trip: Trip, *, member: TripMember, url: str) -> bytes:
    """Every step that has a date. Nights are all-day and half-open; an hour stays in its zone.

    Addresses stand only where `member` is a party of the agreement.
    """
    calendar = new_calendar("Trips", name=trip.title, refresh=REFRESH)
    for step in _dated(trip):
        event = Event()
        event.add("uid", event_uid(step.public_id))
        event.add("sequence", max(step.version, step.placed))
        event.add("dtstamp", timezone.now().astimezone(UTC))
        start, end = _bounds(step)
        event.add("dtstart", start)
        event.add("dtend", end)
        event.add("summary", vText(step.title))
        event.add("status", _status(step))
        event.add("transp", "OPAQUE" if step.nights else "TRANSPARENT")
        event.add("url", url)
        if step.words:
            event.add("description", vText(step.words))
        if where := _where(step, member):
            event.add("location", vText(where))
        calendar.add_component(event)
    return serialize(calendar)


def _dated(trip: Trip) -> list[Step]:
    if trip.starts_on is None:
        return []
    steps = trip.steps.present().exclude(day=None).in_order()
    related = ("locality", "offer__place__locality", "request__agreement__contacts")
    return list(steps.select_related(*related))


def _status(step: Step) -> str:
    """Only what both sides agreed on is sure; a wish is a wish, also where it names no offer."""
    if step.trip.state == TripState.CANCELLED:
        return "CANCELLED"
    agreed = step.request is not None and step.request.is_agreed
    is_open = step.kind in {StepKind.OFFER, StepKind.WISH}
    return "CONFIRMED" if agreed or not is_open else "TENTATIVE"


def _bounds(step: Step) -> tuple[datetime | date, datetime | date]:
    first = step.date
    if first is None:
        raise ValueError("A step without a date has no place in a calendar.")
    if step.at is None or step.nights:
        return first, first + timedelta(days=step.nights or 1)
    # Of the door where the step takes place, else of the commune that it names.
    if step.offer is not None and step.offer.place is not None:
        clock_of = time_zone_of(step.offer)
    else:
        clock_of = ZoneInfo(step.locality.timezone if step.locality else settings.TIME_ZONE)
    start = datetime.combine(first, step.at, tzinfo=clock_of)
    return start, start + timedelta(minutes=step.minutes or 60)


def _where(step: Step, member: TripMember) -> str:
    contacts = contacts_of(step, member)
    if contacts and contacts.address:
        return contacts.address_in_words
    place: Place | None = step.offer.place if step.offer else None
    named = step.locality or (place.locality if place else None)
    return ", ".join(str(part) for part in (step.spot, named) if part)
