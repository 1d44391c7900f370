"""Sessions to come as a calendar (RFC 5545) that anybody may follow."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC

from django.utils import timezone
from icalendar import Event, vText

from core.files.calendar_files import event_uid, new_calendar, serialize
from hosting.calendars.schemas import SessionSchema


def calendar_of_sessions(sessions: Iterable[SessionSchema], *, name: str) -> bytes:
    """Hours by the clocks of each place.

    A commune is as near as it tells: who comes is told the door by their host. A title
    says in which language it is (RFC 5545, 3.2.10).
    """
    calendar = new_calendar("Sessions", name=name)
    for session in sessions:
        event = Event()
        event.add("uid", event_uid(session.id))
        event.add("dtstamp", timezone.now().astimezone(UTC))
        event.add("dtstart", session.starts_at)
        event.add("dtend", session.ends_at)
        event.add("summary", vText(session.title), parameters={"language": session.language})
        event.add("status", "CONFIRMED")
        event.add("url", session.url)
        if session.locality:
            event.add("location", vText(session.locality))
        calendar.add_component(event)
    return serialize(calendar)
