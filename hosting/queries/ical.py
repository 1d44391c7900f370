"""An agreement as a calendar file (RFC 5545), for its two parties."""

from datetime import UTC, date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vText

from core.xml import sayable
from hosting.enums import RequestState
from hosting.models import Agreement
from hosting.queries.requests import Contacts


def calendar_of(agreement: Agreement, contacts: Contacts | None, *, url: str) -> bytes:
    """One event. Nights are all-day and half-open: DTEND is the morning of check-out."""
    calendar = Calendar()
    calendar.add("prodid", "-//Hirondelle//Agreements//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(_event(agreement, contacts, url))
    return sayable(calendar.to_ical().decode()).encode()


def _event(agreement: Agreement, contacts: Contacts | None, url: str) -> Event:
    cancelled = agreement.request.state in {RequestState.CANCELLED, RequestState.NO_SHOW}
    event = Event()
    event.add("uid", f"{agreement.public_id}@hirondelle")
    event.add("sequence", agreement.sequence)
    event.add("dtstamp", timezone.now().astimezone(UTC))
    start, end = _bounds(agreement)
    event.add("dtstart", start)
    event.add("dtend", end)
    event.add("summary", vText(agreement.offer_title))
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("url", url)
    event.add(
        "description",
        _("%(reference)s, between %(host)s and %(guest)s")
        % {
            "reference": agreement.reference,
            "host": agreement.host_name,
            "guest": agreement.guest_name,
        },
    )
    if contacts and contacts.address:
        event.add("location", vText(f"{contacts.address}, {contacts.locality}"))
    return event


def _bounds(agreement: Agreement) -> tuple[datetime | date, datetime | date]:
    """Hours where there are hours, else whole days (`VALUE=DATE`), the last one not included."""
    if agreement.starts_at and agreement.ends_at:
        return agreement.starts_at.astimezone(UTC), agreement.ends_at.astimezone(UTC)
    if agreement.check_in and agreement.check_out:
        return agreement.check_in, agreement.check_out
    day = timezone.localdate(agreement.agreed_at)
    return day, day + timedelta(days=1)
