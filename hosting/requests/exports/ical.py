"""An agreement as a calendar file (RFC 5545), for its two parties."""

from datetime import UTC, date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vText

from core.files.calendar_files import serialize
from hosting.offers.selectors.local_times import time_zone_of
from hosting.requests.models.agreements import Agreement
from hosting.requests.selectors.requests import Contacts
from hosting.requests.states import RequestState

type Bounds = tuple[datetime | date, datetime | date]


def calendar_of(agreement: Agreement, contacts: Contacts | None, *, url: str) -> bytes | None:
    """One event; None where no day was agreed, as for most products.

    Nights are all-day and half-open: DTEND is the morning of check-out.
    """
    bounds = _bounds(agreement)
    if bounds is None:
        return None
    calendar = Calendar()
    calendar.add("prodid", "-//Hirondelle//Agreements//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(_event(agreement, contacts, bounds, url))
    return serialize(calendar)


def _event(agreement: Agreement, contacts: Contacts | None, bounds: Bounds, url: str) -> Event:
    cancelled = agreement.request.state in {RequestState.CANCELLED, RequestState.NO_SHOW}
    event = Event()
    event.add("uid", f"{agreement.public_id}@hirondelle")
    event.add("sequence", agreement.sequence)
    event.add("dtstamp", timezone.now().astimezone(UTC))
    start, end = bounds
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
        event.add("location", vText(contacts.address_in_words))
    return event


def _bounds(agreement: Agreement) -> Bounds | None:
    """Hours by the clocks of the place, else whole days (`VALUE=DATE`), the last not included."""
    if agreement.starts_at and agreement.ends_at:
        clock = time_zone_of(agreement.request.offer)
        return agreement.starts_at.astimezone(clock), agreement.ends_at.astimezone(clock)
    if agreement.check_in and agreement.check_out:
        return agreement.check_in, agreement.check_out
    return None
