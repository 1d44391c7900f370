"""A host's calendar as other calendars read it (RFC 5545): when, and not who."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, timedelta
from hashlib import sha256
from typing import Final

from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from icalendar import Event, vText

from core.files.calendar_files import event_uid, new_calendar, serialize
from core.instance import instance_name
from hosting.calendar_links.selectors import BusyTime, Reason

REFRESH: Final = timedelta(minutes=15)  # a night that is taken must not be given away elsewhere
SALT: Final = "hosting.calendar_links.event"


def digest_of(times: Sequence[BusyTime], *, name: str, language: str) -> str:
    """The same for the same content, whenever the file was made."""
    facts = (instance_name(), name, language, *map(repr, times))
    return sha256("\n".join(facts).encode()).hexdigest()[:32]


def calendar_of(times: Sequence[BusyTime], *, name: str, language: str) -> bytes:
    """One event for each time: days as whole days, the last not included, hours in their zone.

    A date of an activity to which nobody comes yet leaves its host free.

    `language` is that of the host, who reads it in a calendar of their own.
    """
    now = timezone.now().astimezone(UTC)
    with override(language):
        calendar = new_calendar("Availability", name=name, refresh=REFRESH)
        for one in times:
            event = Event()
            event.add("uid", event_uid(_opaque(one)))
            event.add("dtstamp", now)
            event.add("dtstart", one.start)
            event.add("dtend", one.end)
            event.add("summary", vText(_summary(one)))
            event.add("status", "CONFIRMED")
            event.add("transp", "TRANSPARENT" if one.seats and not one.seats[0] else "OPAQUE")
            if one.reason != Reason.SESSION:
                event.add("description", vText(one.title))
            elif one.seats:
                event.add("description", vText(_seats(*one.seats)))
            calendar.add_component(event)
    return serialize(calendar)


def _opaque(time: BusyTime) -> str:
    """Primary keys never leave the server; a session has a public name already."""
    if time.reason == Reason.SESSION:
        return time.key
    return salted_hmac(SALT, time.key, algorithm="sha256").hexdigest()[:24]


def _summary(time: BusyTime) -> str:
    if time.reason == Reason.SESSION:
        return time.title
    return _("Reserved") if time.reason == Reason.RESERVED else _("Not available")


def _seats(taken: int, seats: int) -> str:
    return ngettext(
        "%(taken)s of %(seats)s place taken", "%(taken)s of %(seats)s places taken", seats
    ) % {"taken": taken, "seats": seats}
