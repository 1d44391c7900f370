"""Who is expected in a unit, night by night, for its host and who answers in their name."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from commons.accounts.models import User
from core.values.dates import DateRange
from hosting.calendars.models import NightHold
from hosting.calendars.states import DayPart
from hosting.cohosts.models import CoHost
from hosting.offers.models.stays import Unit


def guests_by_night(
    units: Collection[Unit], dates: DateRange, *, reader: User
) -> dict[tuple[int, date], tuple[str, str]]:
    """By unit and day, who is expected, and the public id of their request.

    Both are empty for a reader who keeps the calendar of that unit and answers none of its
    requests. One read, and a second one where somebody else hosts one of the units.
    """
    readable = _units_with_readable_guests(units, reader)
    rows = (
        NightHold.objects.filter(unit__in=units)
        .during(dates)
        .values_list(
            "unit",
            "night",
            "part",
            "hold__agreement__organisation_name",
            "hold__agreement__guest_name",
            "hold__agreement__request__public_id",
        )
    )
    guests: dict[tuple[int, date], tuple[str, str]] = {}
    for unit, night, part, organisation, guest, request in rows.order_by("unit", "night", "part"):
        if unit not in readable:
            organisation, guest, request = "", "", ""
        # Two people may share a day: each with their half, and a way to the first of the two.
        name = organisation or guest or ""
        if part != DayPart.NIGHT:
            name = ", ".join(filter(None, (name, str(DayPart(part).label).lower())))
        others, first = guests.get((unit, night), ("", request or ""))
        guests[unit, night] = ("; ".join(filter(None, (others, name))), first or request or "")
    return guests


def _units_with_readable_guests(units: Collection[Unit], reader: User) -> set[int]:
    own = {unit.pk for unit in units if unit.offer.host_id == reader.pk}
    if len(own) == len(units):
        return own
    answered = set(CoHost.objects.answering(reader).values_list("offer", flat=True))
    return own | {unit.pk for unit in units if unit.offer.pk in answered}
