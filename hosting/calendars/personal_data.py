"""What calendars hold about a person."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from commons.accounts.models import User
from commons.privacy import personal_data
from commons.privacy.plain_rows import plain_rows
from hosting.calendars.models import CalendarPeriod


def nights_of(person: User) -> dict[str, Any]:
    """What the person said of nights of their homes, with their notes."""
    own = CalendarPeriod.objects.filter(
        Q(unit__stay__host=person) | Q(unit__workspace__host=person)
    )
    return {"nights": plain_rows(own)}


personal_data.register("hosting", nights_of, covers=[])
