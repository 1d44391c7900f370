"""A story from its first line to the day when it is forgotten."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from commons.media.choices import Licence
from core.states import IllegalTransitionError
from tests.factories.accounts import UserFactory
from tests.factories.hosting import InterestFactory
from tests.factories.stories import (
    AuthorFactory,
    BlockFactory,
    StoryFactory,
    a_story_edit,
    published,
)
from travel_stories.collaboration.actions.changes import save_conflict_copy
from travel_stories.collaboration.choices import Outcome
from travel_stories.collaboration.errors import ChangedMeanwhileError
from travel_stories.stories.actions.stories import begin_story, change_story, delete_story
from travel_stories.stories.choices import AuthorRole
from travel_stories.stories.errors.stories import StoryUnderReviewError
from travel_stories.stories.models.drafts import StoryChange
from travel_stories.stories.models.stories import Story
from travel_stories.stories.periodic import forget_stories
from travel_stories.stories.states import StoryState

pytestmark = pytest.mark.django_db

WORDS = {"title": "Down the Cher", "language": "en"}


def test_begin_story_gives_its_lead_a_seat_and_a_first_chapter():
    camille, walking = UserFactory(display_name="Camille"), InterestFactory()

    story = begin_story(words=WORDS | {"themes": [walking]}, key=uuid4(), by=camille)

    seat = story.authors.get()
    assert (seat.person, seat.credit, seat.role) == (camille, "Camille", AuthorRole.LEAD)
    assert (story.licence, list(story.themes.all())) == (Licence.CC_BY_SA, [walking])
    assert story.chapters.count() == 1


def test_begin_story_with_the_same_key_begins_one():
    camille, key = UserFactory(), uuid4()

    stories = {begin_story(words=WORDS, key=key, by=camille) for _ in range(2)}

    assert len(stories) == Story.objects.count() == 1


def test_begin_story_asks_for_a_confirmed_address():
    with pytest.raises(PermissionDenied):
        begin_story(words=WORDS, key=uuid4(), by=UserFactory(unverified=True))


def test_change_story_is_for_those_who_write():
    story = StoryFactory(title="Before")
    zoe, reader = AuthorFactory(story=story), AuthorFactory(story=story, reader=True)

    change_story(story=story, words={"title": "After"}, edit=a_story_edit(zoe, story))
    for stranger in (reader, AuthorFactory(), AuthorFactory(story=story, left=True)):
        edit = a_story_edit(stranger, story, based_on=9)
        with pytest.raises(PermissionDenied):
            change_story(story=story, words={"title": "Mine"}, edit=edit)

    assert Story.objects.get(pk=story.pk).title == "After"


def test_change_story_shows_a_conflict_and_keeps_both():
    story = StoryFactory()
    zoe, ada = AuthorFactory(story=story, credit="Zoé"), AuthorFactory(story=story)
    late = a_story_edit(ada, story)
    change_story(story=story, words={"title": "Hers"}, edit=a_story_edit(zoe, story))

    with pytest.raises(ChangedMeanwhileError) as conflict:
        change_story(story=story, words={"title": "Mine"}, edit=late)
    save_conflict_copy(part=conflict.value.facts["part"], wanted={"title": "Mine"}, edit=late)

    assert "Zoé" in str(conflict.value)
    assert Story.objects.get().title == "Hers"
    aside = StoryChange.objects.get(outcome=Outcome.CONFLICT)
    assert (aside.by, aside.after) == (ada, {"title": "Mine"})


def test_change_story_refuses_while_somebody_else_reads_it():
    story = StoryFactory(state=StoryState.SUBMITTED)

    with pytest.raises(StoryUnderReviewError):
        change_story(story=story, words={}, edit=a_story_edit(AuthorFactory(story=story)))


def test_change_story_begins_a_draft_and_keeps_the_edition():
    block = BlockFactory()
    story = published(block.chapter.story)

    zoe = AuthorFactory(story=story)
    change_story(story=story, words={"title": "New"}, edit=a_story_edit(zoe, story))

    story = Story.objects.public().get()
    assert (story.state, story.is_ahead) == (StoryState.DRAFT, True)
    assert story.edition.content["story"]["title"] != "New"


def test_delete_story_takes_it_from_everybody_and_the_clock_forgets_it():
    story = BlockFactory().chapter.story
    camille = AuthorFactory(story=story, lead=True)

    delete_story(story=story, by=camille)
    delete_story(story=story, by=camille)
    assert not Story.objects.existing().exists()
    forget_stories()
    assert Story.objects.exists()
    Story.objects.update(state_since=timezone.now() - timedelta(days=31))
    forget_stories()

    assert not Story.objects.exists()


def test_delete_story_first_withdraws_what_is_public():
    story = published(StoryFactory())

    with pytest.raises(IllegalTransitionError):
        delete_story(story=story, by=AuthorFactory(story=story, lead=True))


def test_delete_story_is_for_its_lead():
    story = StoryFactory()

    with pytest.raises(PermissionDenied):
        delete_story(story=story, by=AuthorFactory(story=story))
