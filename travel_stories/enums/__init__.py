"""Lists, states and the tables between them."""

from travel_stories.enums.consents import (
    AnswerWay,
    ConsentLevel,
    Decision,
    Purpose,
    ShownAs,
)
from travel_stories.enums.deciding import Opinion, PollKind
from travel_stories.enums.documents import Paper
from travel_stories.enums.expenses import ExpenseKind, Split
from travel_stories.enums.itineraries import (
    ITINERARY_TRANSITIONS,
    ItineraryState,
    StageKind,
)
from travel_stories.enums.lists import ChecklistKind
from travel_stories.enums.plans import Noun, Outcome, Verb
from travel_stories.enums.steps import StepKind
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
    PLANNING,
    TRIP_TRANSITIONS,
    LinkKind,
    MemberRole,
    TripKind,
    TripState,
    Visibility,
)

__all__ = [
    "ITINERARY_TRANSITIONS",
    "PLANNING",
    "STORY_TRANSITIONS",
    "TRIP_TRANSITIONS",
    "AnswerWay",
    "AuthorRole",
    "BlockKind",
    "ChecklistKind",
    "ConsentLevel",
    "Decision",
    "ExpenseKind",
    "ItineraryState",
    "LinkKind",
    "MemberRole",
    "Noun",
    "Opinion",
    "Outcome",
    "Paper",
    "PollKind",
    "Purpose",
    "Season",
    "Shown",
    "ShownAs",
    "Split",
    "StageKind",
    "StepKind",
    "StoryNoun",
    "StoryState",
    "TripKind",
    "TripState",
    "Verb",
    "Visibility",
]
