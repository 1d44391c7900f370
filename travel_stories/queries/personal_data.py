"""What the workshop holds of a person."""

from __future__ import annotations

from typing import Any

from commons.accounts.models import User
from commons.accounts.queries import personal_data
from travel_stories.models import Change, TripMember, TripRequest


def trips_of(person: User) -> dict[str, Any]:
    """Seats, and what was written from them; other people's words stay theirs."""
    seats = TripMember.objects.filter(person=person)
    changes = Change.objects.filter(by__person=person)
    asked = TripRequest.objects.filter(by__person=person)
    return {
        "seats": list(seats.values("trip__title", "name", "role", "joined_at", "left_at")),
        "asked": list(asked.values("asked_at", "trip__title", "step__title", "state")),
        "changes": list(changes.values("at", "trip__title", "verb", "noun", "title", "after")),
    }


personal_data.register("trips", trips_of, covers=["travel_stories.tripmember.person"])
