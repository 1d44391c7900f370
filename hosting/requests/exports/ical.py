"""An agreement as a calendar file (RFC 5545), for its two parties."""

from datetime import UTC, date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Event, vText

from core.files.calendar_files import event_uid, new_calendar, serialize
from core.values.half_days import days_of
from hosting.offers.models.workspaces import Workspace
from hosting.offers.selectors.local_times import time_zone_of
from hosting.requests.models.agreements import Agreement
from hosting.requests.presenters.tickets import agreement_details
from hosting.requests.selectors.revealed_addresses import Contacts
from hosting.requests.states import RequestState

type Bounds = tuple[datetime | date, datetime | date]


def calendar_of(agreement: Agreement, contacts: Contacts | None, *, url: str) -> bytes | None:
    """One event, or one for each day of a workspace; None where no day was agreed.

    Nights are all-day and half-open: DTEND is the morning of check-out.
    """
    bounds = _bounds(agreement)
    if not bounds:
        return None
    calendar = new_calendar("Agreements")
    for number, one in enumerate(bounds):
        calendar.add_component(_event(agreement, contacts, one, url, number=number))
    return serialize(calendar)


def _event(
    agreement: Agreement, contacts: Contacts | None, bounds: Bounds, url: str, *, number: int
) -> Event:
    cancelled = agreement.request.state in {RequestState.CANCELLED, RequestState.NO_SHOW}
    event = Event()
    which = f"-{number}" if number else ""
    event.add("uid", event_uid(f"{agreement.public_id}{which}"))
    event.add("sequence", agreement.sequence)
    event.add("dtstamp", timezone.now().astimezone(UTC))
    start, end = bounds
    event.add("dtstart", start)
    event.add("dtend", end)
    language = agreement.request.offer.language
    event.add("summary", vText(agreement.offer_title), parameters={"language": language})
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("url", url)
    parties = _("%(reference)s, agreement between %(host)s and %(guest)s") % {
        "reference": agreement.reference,
        "host": agreement.host_party,
        "guest": agreement.guest_party,
    }
    event.add("description", "\n".join([parties, *agreement_details(agreement)]))
    if contacts and contacts.address:
        event.add("location", vText(contacts.address_in_words))
    return event


def _bounds(agreement: Agreement) -> list[Bounds]:
    """Hours by the clocks of the place, else whole days (`VALUE=DATE`), the last not included."""
    if agreement.starts_at and agreement.ends_at:
        clock = time_zone_of(agreement.request.offer)
        return [(agreement.starts_at.astimezone(clock), agreement.ends_at.astimezone(clock))]
    if agreement.half_days:
        return _working_hours(agreement)
    if agreement.check_in and agreement.check_out:
        return [(agreement.check_in, agreement.check_out)]
    return []


def _working_hours(agreement: Agreement) -> list[Bounds]:
    """Of each day, from its first half to its last, as the workspace has them now."""
    workspace = Workspace.objects.get(pk=agreement.request.offer_id)
    clock = time_zone_of(agreement.request.offer)
    return [
        (
            datetime.combine(day, workspace.hours_of(halves[0])[0], clock),
            datetime.combine(day, workspace.hours_of(halves[-1])[1], clock),
        )
        for day, halves in days_of(agreement.chosen_half_days).items()
    ]
