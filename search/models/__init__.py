"""What search remembers: which offers changed, and how its index stands."""

from search.models.changes import Change
from search.models.saved import SavedSearch
from search.models.states import IndexState, Lease
from search.models.stories import StoryChange, StoryEntry, StoryForm, StorySpot

__all__ = [
    "Change",
    "IndexState",
    "Lease",
    "SavedSearch",
    "StoryChange",
    "StoryEntry",
    "StoryForm",
    "StorySpot",
]
