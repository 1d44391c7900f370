"""Rivals at one story on its way to the public: one edition, one no."""

import pytest
from django.contrib.auth.models import Permission

from commons.notifications.models import Notice
from tests.factories.accounts import UserFactory
from tests.factories.stories import (
    AuthorFactory,
    BlockFactory,
    ChapterFactory,
    StoryFactory,
    published,
)
from tests.rivals import at_once, has_row_locks, overtaken, without_row_locks
from travel_stories.stories import notifications
from travel_stories.stories.actions.consents import answer_consent, name_person, withdraw_consent
from travel_stories.stories.actions.listings import refresh_listing
from travel_stories.stories.actions.publication import (
    publish_story,
    request_story_changes,
    submit_story,
    withdraw_story_submission,
)
from travel_stories.stories.choices import ConsentLevel
from travel_stories.stories.models.consents import PersonShown
from travel_stories.stories.models.listings import StoryListing
from travel_stories.stories.models.stories import Edition, Story
from travel_stories.stories.selectors.consents import consent_request_for
from travel_stories.stories.selectors.rendered_stories import render_public_story
from travel_stories.stories.states import StoryState

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def lead():
    author = AuthorFactory(story=StoryFactory(), lead=True)
    BlockFactory(chapter=ChapterFactory(story=author.story), by=author, text="<p>Jeanne sang.</p>")
    author.story.refresh_from_db()
    return author


def readers(count):
    reads = Permission.objects.get(codename="read_any_story")
    people = UserFactory.create_batch(count)
    for person in people:
        person.user_permissions.add(reads)
    return people


def test_readers_publish_and_send_back_at_once_and_one_decides(lead):
    several = readers(4)
    submit_story(story=lead.story, by=lead)
    seen = Story.objects.get().last_number

    results = at_once(
        *(lambda p=one: publish_story(story=lead.story, seen=seen, by=p) for one in several[:2]),
        *(
            lambda p=one: request_story_changes(story=lead.story, reason="x", seen=seen, by=p)
            for one in several[2:]
        ),
        lambda: withdraw_story_submission(story=lead.story, by=lead),
    )

    reached = [one.state for one in results if isinstance(one, Story)]
    assert Edition.objects.count() == reached.count(StoryState.PUBLISHED)  # writing on keeps it
    assert Story.objects.get().state in reached
    assert Notice.objects.filter(template=notifications.STORY_PUBLISHED).count() <= 1


def test_a_no_and_a_yes_at_once_leave_page_list_and_register_agreeing(lead):
    block = lead.story.chapters.get().blocks.get()
    shown = name_person(
        story=lead.story,
        name="Jeanne",
        parts=[block.public_id],
        by=lead,
        person=UserFactory(),
    )
    lead.story.refresh_from_db()
    published(lead.story)
    refresh_listing(lead.story)
    asked = consent_request_for(shown)
    wishes = {part.key: ConsentLevel.YES for part in asked.parts}

    at_once(
        *(
            lambda: answer_consent(shown=shown, wishes=wishes, seen=asked.text_hash)
            for _ in range(4)
        ),
        *(lambda: withdraw_consent(shown=shown) for _ in range(4)),
    )

    left_out = PersonShown.objects.get().is_left_out
    standing = shown.consents.filter(withdrawn_at=None).count()
    parts = render_public_story(Story.objects.get()).parts
    assert (standing, len(parts)) == ((0, 0) if left_out else (1, 1))
    assert StoryListing.objects.count() == 1


def sent_back_while_it_is_published(lead):
    """The state in which the story ends, and whether it has an edition."""
    one, other = readers(2)
    submit_story(story=lead.story, by=lead)
    seen = Story.objects.get().last_number

    overtaken(
        lambda: publish_story(story=lead.story, seen=seen, by=one),
        at="travel_stories.stories.actions.publication.make_edition",
        by=lambda: request_story_changes(story=lead.story, reason="x", seen=seen, by=other),
    )

    story = Story.objects.get()
    return story.state, Notice.objects.filter(template=notifications.STORY_SENT_BACK).exists()


def test_a_story_that_is_being_published_is_not_sent_back_as_well(lead):
    assert sent_back_while_it_is_published(lead) == (StoryState.PUBLISHED, False)


def test_control_without_lock_a_story_is_published_and_sent_back(lead):
    with without_row_locks():
        outcome = sent_back_while_it_is_published(lead)

    assert outcome == (StoryState.PUBLISHED, has_row_locks())
