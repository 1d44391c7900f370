"""Lists, states and the tables between them."""

from travel_stories.enums.itineraries import StepKind
from travel_stories.enums.plans import Noun, Outcome, Verb
from travel_stories.enums.stories import (
    STORY_TRANSITIONS,
    AuthorRole,
    BlockKind,
    Season,
    Shown,
    StoryNoun,
    StoryState,
)
from travel_stories.enums.trips import (
    TRIP_TRANSITIONS,
    LinkKind,
    MemberRole,
    TripKind,
    TripState,
    Visibility,
)

__all__ = [
    "STORY_TRANSITIONS",
    "TRIP_TRANSITIONS",
    "AuthorRole",
    "BlockKind",
    "LinkKind",
    "MemberRole",
    "Noun",
    "Outcome",
    "Season",
    "Shown",
    "StepKind",
    "StoryNoun",
    "StoryState",
    "TripKind",
    "TripState",
    "Verb",
    "Visibility",
]
