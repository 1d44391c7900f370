"""Nouns of the travel workshop."""

from travel_stories.models.attachments import Sound, Track
from travel_stories.models.authors import AuthorInvitation, StoryAuthor
from travel_stories.models.blocks import Block, BlockPhoto, Chapter
from travel_stories.models.booklets import Booklet
from travel_stories.models.comments import Comment
from travel_stories.models.consents import (
    Answer,
    BlurredPhoto,
    Consent,
    Mention,
    PersonShown,
)
from travel_stories.models.deciding import Ballot, Idea, Poll, PollData, PollOption, Voice
from travel_stories.models.documents import Document
from travel_stories.models.drafts import BlockComment, StoryChange, StoryEdit
from travel_stories.models.expenses import Expense
from travel_stories.models.itineraries import Composer, Itinerary, Stage
from travel_stories.models.itinerary_editions import EditionStage, ItineraryEdition
from travel_stories.models.itinerary_reviewers import (
    itineraries_reviewable_by,
    reviewers_of_itinerary,
)
from travel_stories.models.links import TripLink
from travel_stories.models.lists import Checklist, ChecklistItem
from travel_stories.models.members import Invitation, TripMember
from travel_stories.models.parts import Part, Versioned
from travel_stories.models.plans import Change, Edit
from travel_stories.models.requests import TripRequest
from travel_stories.models.steps import Step
from travel_stories.models.stories import Edition, Story
from travel_stories.models.story_links import StoryLink
from travel_stories.models.story_listings import Shelf, ShelfPlace
from travel_stories.models.story_reviewers import reviewers_of_story, stories_reviewable_by
from travel_stories.models.trips import Trip

__all__ = [
    "Answer",
    "AuthorInvitation",
    "Ballot",
    "Block",
    "BlockComment",
    "BlockPhoto",
    "BlurredPhoto",
    "Booklet",
    "Change",
    "Chapter",
    "Checklist",
    "ChecklistItem",
    "Comment",
    "Composer",
    "Consent",
    "Document",
    "Edit",
    "Edition",
    "EditionStage",
    "Expense",
    "Idea",
    "Invitation",
    "Itinerary",
    "ItineraryEdition",
    "Mention",
    "Part",
    "PersonShown",
    "Poll",
    "PollData",
    "PollOption",
    "Shelf",
    "ShelfPlace",
    "Sound",
    "Stage",
    "Step",
    "Story",
    "StoryAuthor",
    "StoryChange",
    "StoryEdit",
    "StoryLink",
    "Track",
    "Trip",
    "TripLink",
    "TripMember",
    "TripRequest",
    "Versioned",
    "Voice",
    "itineraries_reviewable_by",
    "reviewers_of_itinerary",
    "reviewers_of_story",
    "stories_reviewable_by",
]
