"""What search remembers: which offers changed, and how its index stands."""

from search.index.models.changes import Change
from search.index.models.states import IndexState, Lease
from search.index.models.stories import StoryChange, StoryEntry, StoryForm, StorySpot

__all__ = ["Change", "IndexState", "Lease", "StoryChange", "StoryEntry", "StoryForm", "StorySpot"]
