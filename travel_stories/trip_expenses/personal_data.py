"""What the accounts of trips hold of a person."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from travel_stories.trip_expenses.models import Expense
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.personal_data import register_trip_data


def expenses_of(seats: QuerySet[TripMember]) -> dict[str, Any]:
    paid = Expense.objects.present().filter(payer__in=seats)
    fields = ("trip__title", "title", "kind", "spent_on", "amount", "currency")
    return {"paid": list(paid.values(*fields))}


register_trip_data(expenses_of)
