"""A story keeps a lead, though two of them are given other parts at the same moment."""

import pytest

from tests.factories.stories import AuthorFactory, StoryFactory
from tests.rivals import has_row_locks, overtaken, without_row_locks
from travel_stories.stories.actions.authors import change_author_role
from travel_stories.stories.choices import AuthorRole
from travel_stories.stories.errors.stories import LastLeadError
from travel_stories.stories.models.authors import StoryAuthor

pytestmark = pytest.mark.django_db(transaction=True)


def two_leads_step_back():
    """What the second came to, and how many lead the story."""
    story = StoryFactory()
    one, other = (AuthorFactory(story=story, lead=True) for _ in range(2))

    def step_back(seat):
        return lambda: change_author_role(author=seat, role=AuthorRole.READER, by=seat)

    _changed, late = overtaken(
        step_back(one),
        at="travel_stories.stories.models.authors.StoryAuthor.save",
        by=step_back(other),
    )

    return type(late), story.authors.present().filter(role=AuthorRole.LEAD).count()


def test_of_two_leads_who_step_back_at_once_one_stays():
    assert two_leads_step_back() == (LastLeadError, 1)


def test_control_without_lock_nobody_leads_the_story():
    with without_row_locks():
        outcome = two_leads_step_back()

    assert outcome == ((StoryAuthor, 0) if has_row_locks() else (LastLeadError, 1))
