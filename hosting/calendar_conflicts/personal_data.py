"""Dates taken twice, in what a host takes along."""

from __future__ import annotations

from typing import Any

from commons.accounts.models import User
from commons.privacy import personal_data
from commons.privacy.plain_rows import plain_rows
from hosting.calendar_conflicts.models import CalendarConflict


def calendar_conflicts_of(person: User) -> dict[str, Any]:
    """Which dates, in which of the calendars, and whether the host said that both are right."""
    return {"dates_taken_twice": plain_rows(CalendarConflict.objects.visible_to(person))}


personal_data.register("hosting", calendar_conflicts_of, covers=[])
