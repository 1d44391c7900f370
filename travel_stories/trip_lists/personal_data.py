"""What the lists of trips hold of a person."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from travel_stories.trip_lists.models import ChecklistItem
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.personal_data import register_trip_data


def tasks_of(seats: QuerySet[TripMember]) -> dict[str, Any]:
    taken = ChecklistItem.objects.standing().filter(who__in=seats)
    return {"taken_on": list(taken.values("trip__title", "checklist__title", "title", "done"))}


register_trip_data(tasks_of)
