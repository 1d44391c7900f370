"""A stay as a calendar file (RFC 5545), for its two sides."""

from __future__ import annotations

from datetime import UTC

from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Event, vText

from core.files.calendar_files import event_uid, new_calendar, serialize
from emergency.housing.models.placements import Placement
from emergency.housing.states.extensions import ExtensionState


def calendar_of_stay(placement: Placement, *, reference: str) -> str:
    """Its nights and nothing else, in the language that is switched on.

    Calendars are shared with others, so neither address, names nor the link are in it: an address
    is read on the page, where the reading is logged. Its number goes up with each change.
    """
    title = _("Stay agreed (%(reference)s)") % {"reference": reference}
    if placement.activation.is_drill:
        title = f"{_('[Drill]')} {title}"
    changes = placement.extensions.filter(state=ExtensionState.AGREED).count()
    event = Event()
    event.add("uid", event_uid(placement.public_id))
    event.add("sequence", changes + (0 if placement.is_live else 1))
    event.add("dtstamp", timezone.now().astimezone(UTC))
    event.add("dtstart", placement.check_in)
    event.add("dtend", placement.check_out)
    event.add("summary", vText(title))
    event.add("status", "CONFIRMED" if placement.is_live else "CANCELLED")
    calendar = new_calendar("Stays")
    calendar.add_component(event)
    return serialize(calendar).decode()
