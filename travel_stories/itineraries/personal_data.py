"""What itineraries hold of a person."""

from __future__ import annotations

from typing import Any

from commons.accounts.models import User
from commons.privacy import personal_data
from travel_stories.itineraries.models.itineraries import Composer


def itineraries_of(person: User) -> list[dict[str, Any]]:
    """Those that this person composed along, as their drafts stand today."""
    mine = Composer.objects.filter(person=person).select_related("itinerary")
    return [
        {
            "title": one.itinerary.title,
            "summary": one.itinerary.summary,
            "credit": one.credit,
            "since": one.since,
            "state": one.itinerary.state,
            "steps": list(one.itinerary.stages.present().values("day", "title", "words")),
        }
        for one in mine
    ]


personal_data.register("itineraries", itineraries_of, covers=["itineraries.composer.person"])
