"""Nouns of the travel workshop."""

from travel_stories.models.attachments import Sound, Track
from travel_stories.models.authors import AuthorInvitation, StoryAuthor
from travel_stories.models.blocks import Block, BlockPhoto, Chapter
from travel_stories.models.drafts import BlockComment, StoryChange, StoryEdit
from travel_stories.models.itineraries import Step
from travel_stories.models.links import TripLink
from travel_stories.models.members import Invitation, TripMember
from travel_stories.models.parts import Part, Versioned
from travel_stories.models.plans import Change, Edit
from travel_stories.models.requests import TripRequest
from travel_stories.models.stories import Edition, Story
from travel_stories.models.trips import Trip

__all__ = [
    "AuthorInvitation",
    "Block",
    "BlockComment",
    "BlockPhoto",
    "Change",
    "Chapter",
    "Edit",
    "Edition",
    "Invitation",
    "Part",
    "Sound",
    "Step",
    "Story",
    "StoryAuthor",
    "StoryChange",
    "StoryEdit",
    "Track",
    "Trip",
    "TripLink",
    "TripMember",
    "TripRequest",
    "Versioned",
]
