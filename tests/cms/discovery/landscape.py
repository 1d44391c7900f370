"""Stories, offers and places along one river, some kilometres from each other."""

from tests.factories.geography import LocalityFactory
from tests.factories.hosting import PlaceFactory, StayFactory
from tests.factories.stories import (
    AuthorFactory,
    BlockFactory,
    ChapterFactory,
    StoryFactory,
    published,
)
from travel_stories.stories.actions.listings import refresh_listing

LOCHES = (47.13, 1.0)
A_KILOMETRE = 1 / 111.2  # degrees of latitude


def north(kilometres, of=LOCHES):
    """So far from Loches."""
    return of[0] + kilometres * A_KILOMETRE, of[1]


def offer_at(point, title, factory=StayFactory, **fields):
    """Public, with its public point there."""
    latitude, longitude = point
    place = PlaceFactory(latitude=latitude, longitude=longitude)
    return factory(title=title, place=place, **fields)


def story_through(*points, title="Down the Indre", credit="Camille", person=None, **frame):
    """Public, with a chapter in a commune at each point."""
    story = StoryFactory(title=title, **frame)
    seat = {"person": person} if person else {}
    lead = AuthorFactory(story=story, lead=True, credit=credit, **seat)
    for latitude, longitude in points:
        commune = LocalityFactory(latitude=latitude, longitude=longitude)
        chapter = ChapterFactory(story=story, locality=commune)
        BlockFactory(chapter=chapter, by=lead)
    story.refresh_from_db()
    published(story)
    refresh_listing(story)
    return story
