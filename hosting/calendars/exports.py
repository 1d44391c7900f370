"""Sessions to come as a calendar (RFC 5545) that anybody may follow."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC

from django.utils import timezone
from icalendar import Calendar, Event, vText

from core.files.calendar_files import serialize
from hosting.calendars.schemas import SessionSchema


def calendar_of_sessions(sessions: Iterable[SessionSchema], *, name: str) -> bytes:
    """Hours by the clocks of each place.

    A commune is as near as it tells: who comes is told the door by their host.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Hirondelle//Sessions//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", vText(name))
    calendar.add("x-wr-calname", vText(name))
    for session in sessions:
        event = Event()
        event.add("uid", f"{session.id}@hirondelle")
        event.add("dtstamp", timezone.now().astimezone(UTC))
        event.add("dtstart", session.starts_at)
        event.add("dtend", session.ends_at)
        event.add("summary", vText(session.title))
        event.add("status", "CONFIRMED")
        event.add("url", session.url)
        if session.locality:
            event.add("location", vText(session.locality))
        calendar.add_component(event)
    return serialize(calendar)
