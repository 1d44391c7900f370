"""What the requests of trips hold of a person."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from travel_stories.trip_requests.models.introductions import Introduction
from travel_stories.trip_requests.models.requests import TripRequest
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.personal_data import register_trip_data


def requests_of(seats: QuerySet[TripMember]) -> dict[str, Any]:
    asked = TripRequest.objects.filter(by__in=seats)
    introductions = Introduction.objects.filter(seat__in=seats)
    return {
        "asked": list(asked.values("asked_at", "trip__title", "step__title", "state")),
        "shown_to_hosts": list(introductions.values("seat__trip__title", "words", "agreed_at")),
    }


register_trip_data(requests_of)
