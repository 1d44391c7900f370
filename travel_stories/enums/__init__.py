"""Lists, states and the tables between them."""

from travel_stories.enums.itineraries import StepKind
from travel_stories.enums.plans import Noun, Outcome, Verb
from travel_stories.enums.trips import (
    TRIP_TRANSITIONS,
    LinkKind,
    MemberRole,
    TripKind,
    TripState,
    Visibility,
)

__all__ = [
    "TRIP_TRANSITIONS",
    "LinkKind",
    "MemberRole",
    "Noun",
    "Outcome",
    "StepKind",
    "TripKind",
    "TripState",
    "Verb",
    "Visibility",
]
