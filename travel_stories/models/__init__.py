"""Nouns of the travel workshop."""

from travel_stories.models.itineraries import Step
from travel_stories.models.links import TripLink
from travel_stories.models.members import Invitation, TripMember
from travel_stories.models.parts import Part, Versioned
from travel_stories.models.plans import Change, Edit
from travel_stories.models.requests import TripRequest
from travel_stories.models.trips import Trip

__all__ = [
    "Change",
    "Edit",
    "Invitation",
    "Part",
    "Step",
    "Trip",
    "TripLink",
    "TripMember",
    "TripRequest",
    "Versioned",
]
