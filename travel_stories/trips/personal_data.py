"""What trips hold of a person."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from commons.accounts.models import User
from commons.privacy import personal_data
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.models.plans import Change

type Extractor = Callable[[User], dict[str, Any]]

_extractors: list[Extractor] = []


def register_trip_data(extractor: Extractor) -> None:
    """Give out what an app above holds of a person's trips, together with their seats."""
    _extractors.append(extractor)


def trips_of(person: User) -> dict[str, Any]:
    """Seats, and what was written from them; other people's words stay theirs."""
    seats = TripMember.objects.filter(person=person)
    changes = Change.objects.filter(by__person=person)
    data = {
        "seats": list(seats.values("trip__title", "name", "role", "joined_at", "left_at")),
        "changes": list(changes.values("at", "trip__title", "verb", "noun", "title", "after")),
    }
    for extractor in _extractors:
        data |= extractor(person)
    return data


personal_data.register("trips", trips_of, covers=["trips.tripmember.person"])
