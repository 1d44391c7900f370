"""What the requests of trips hold of a person."""

from __future__ import annotations

from typing import Any

from commons.accounts.models import User
from travel_stories.trip_requests.models.requests import TripRequest
from travel_stories.trips.personal_data import register_trip_data


def requests_of(person: User) -> dict[str, Any]:
    asked = TripRequest.objects.filter(by__person=person)
    return {"asked": list(asked.values("asked_at", "trip__title", "step__title", "state"))}


register_trip_data(requests_of)
