"""What the clock starts."""

from __future__ import annotations

from datetime import date

from celery import shared_task

from core.periodic import for_each_row
from hosting.calendar_conflicts.actions import update_conflicts
from hosting.calendar_conflicts.models import CalendarConflict
from hosting.calendar_conflicts.selectors import overlaps
from hosting.offers.models.stays import Unit


@shared_task(name="calendar_conflicts.update_conflicts")
def update_all_conflicts() -> int:
    """What was agreed on or placed over a calendar since, and what is over; how many failed.

    Only units are looked at where the two reads differ.
    """
    columns = ("feed__unit", "feed", "hold", "nights")
    rows = CalendarConflict.objects.order_by().values_list(*columns)
    noted = {(*sides, tuple(map(date.fromisoformat, nights))) for *sides, nights in rows}
    found = {(one.unit, one.feed, one.hold, one.nights) for one in overlaps()}
    units = Unit.objects.filter(pk__in={unit for unit, *_facts in noted ^ found})
    return for_each_row(units.order_by("pk"), lambda unit: update_conflicts(unit=unit))
