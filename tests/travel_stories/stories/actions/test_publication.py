"""From a draft to the public: asked, handed in, read by somebody else, taken back."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied

from commons.mail.models import Letter
from commons.notifications.models import Notice
from core.states import IllegalTransitionError
from tests.factories.accounts import UserFactory
from tests.factories.hosting import MembershipFactory, StayFactory
from tests.factories.stories import AuthorFactory, BlockFactory, ChapterFactory, StoryFactory
from tests.quotas import limit
from travel_stories.stories import notifications
from travel_stories.stories.actions.consents import name_person
from travel_stories.stories.actions.publication import (
    publish_story,
    request_reread,
    request_story_changes,
    submit_story,
    withdraw_story,
    withdraw_story_submission,
)
from travel_stories.stories.choices import BlockKind
from travel_stories.stories.errors.publication import (
    ConsentMissingError,
    OwnStoryError,
    ReasonMissingError,
    StoryChangedError,
    StoryEmptyError,
)
from travel_stories.stories.models.blocks import Block
from travel_stories.stories.models.listings import StoryListing
from travel_stories.stories.models.stories import Edition, Story
from travel_stories.stories.selectors.rendered_stories import render_public_story
from travel_stories.stories.states import StoryState

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead():
    story = StoryFactory(title="Down the Cher")
    author = AuthorFactory(story=story, lead=True)
    BlockFactory(chapter=ChapterFactory(story=story), by=author, text="<p>It rained.</p>")
    story.refresh_from_db()
    return author


@pytest.fixture
def reader():
    """Somebody of the co-operative."""
    person = UserFactory()
    person.user_permissions.add(Permission.objects.get(codename="read_any_story"))
    return person


def story_of(author):
    return Story.objects.get(pk=author.story_id)


def named(author, **who):
    part = Block.objects.get(chapter__story=author.story).public_id
    return name_person(story=author.story, name="Jeanne", parts=[part], by=author, **who)


def told(template):
    return {notice.recipient for notice in Notice.objects.filter(template=template)}


def test_a_story_goes_from_its_authors_over_a_reader_to_everybody(lead, reader):
    request_reread(story=lead.story, by=lead)
    assert story_of(lead).state == StoryState.REREAD
    submit_story(story=lead.story, by=lead)
    assert told(notifications.STORY_SUBMITTED) == {reader}
    submitted = Notice.objects.get(template=notifications.STORY_SUBMITTED)
    assert submitted.data == {"by": lead.name}

    story = publish_story(story=lead.story, seen=story_of(lead).last_number, by=reader)

    assert (story.state, story.is_public) == (StoryState.PUBLISHED, True)
    assert render_public_story(story).title == "Down the Cher"
    assert StoryListing.objects.get().story == story
    assert told(notifications.STORY_PUBLISHED) == {lead.person}


def test_a_coordinator_publishes_only_on_the_own_community(lead):
    offer = StayFactory()
    chapter = lead.story.chapters.get()
    BlockFactory(chapter=chapter, by=lead, kind=BlockKind.OFFER, text="", offer=offer)
    near, far = (
        MembershipFactory(community=community, coordinator=True).person
        for community in (offer.community, StayFactory().community)
    )
    submit_story(story=lead.story, by=lead, without_silent=True)
    seen = story_of(lead).last_number

    with pytest.raises(PermissionDenied):
        publish_story(story=lead.story, seen=seen, by=far)
    publish_story(story=lead.story, seen=seen, by=near)

    assert story_of(lead).is_public
    assert far not in told(notifications.STORY_SUBMITTED)


def test_nobody_publishes_alone_not_even_who_may_do_everything(lead):
    lead.person.is_superuser = True
    lead.person.save()
    submit_story(story=lead.story, by=lead)

    with pytest.raises(OwnStoryError):
        publish_story(story=lead.story, seen=story_of(lead).last_number, by=lead.person)

    assert not Edition.objects.exists()


def test_submit_story_without_answers_needs_them_left_out(lead, reader):
    named(lead, person=UserFactory())

    with pytest.raises(ConsentMissingError):
        submit_story(story=lead.story, by=lead)
    submit_story(story=lead.story, by=lead, without_silent=True)
    story = publish_story(story=lead.story, seen=story_of(lead).last_number, by=reader)

    assert render_public_story(story).parts == []


def test_rereading_asks_each_person_once_a_day(lead):
    shown = named(lead, person=UserFactory())

    for _ in range(2):
        request_reread(story=lead.story, by=lead)

    assert Notice.objects.filter(recipient=shown.person).count() == 1


def test_rereading_keeps_to_the_quota_and_goes_on_the_next_day(lead, settings, time_machine):
    time_machine.move_to("2027-04-01 08:00 +0000")
    limit(settings, trip_letters_of_newcomer=2, trip_letters=2)
    for number in range(5):
        named(lead, email=f"{number}@example.org")
    account = named(lead, person=UserFactory()).person

    for _press in range(2):
        request_reread(story=lead.story, by=lead)
    first = sorted(Letter.objects.values_list("address", flat=True))
    time_machine.shift(timedelta(hours=24, minutes=1))
    request_reread(story=lead.story, by=lead)

    assert first == ["0@example.org", "1@example.org"]
    assert told(notifications.CONSENT_ASKED) == {account}
    letters = sorted(Letter.objects.values_list("address", flat=True))
    assert letters == [f"{number}@example.org" for number in range(4)]


def test_rereading_floods_no_address_from_many_stories(settings):
    limit(settings, letters_to_mailbox=5)
    for person in UserFactory.create_batch(3):
        for _story in range(2):
            author = AuthorFactory(person=person, lead=True)
            chapter = ChapterFactory(story=author.story)
            BlockFactory(chapter=chapter, by=author, text="<p>It rained.</p>")
            named(author, email="jeanne@example.org")
            request_reread(story=author.story, by=author)

    assert Letter.objects.filter(address="jeanne@example.org").count() == 5


def test_hosts_are_asked_when_a_story_is_reread(lead):
    offer = StayFactory()
    chapter = lead.story.chapters.get()
    BlockFactory(chapter=chapter, by=lead, kind=BlockKind.OFFER, text="", offer=offer)

    request_reread(story=lead.story, by=lead)

    assert told(notifications.CONSENT_ASKED) == {offer.host}


@pytest.mark.parametrize("emptied", ["title", "blocks"])
def test_nothing_is_handed_in_without_words(lead, emptied):
    if emptied == "title":
        Story.objects.update(title=" ")
    else:
        Block.objects.all().delete()

    with pytest.raises(StoryEmptyError):
        submit_story(story=lead.story, by=lead)


def test_a_reader_sends_it_back_with_a_reason(lead, reader):
    submit_story(story=lead.story, by=lead)
    seen = story_of(lead).last_number

    with pytest.raises(ReasonMissingError):
        request_story_changes(story=lead.story, reason=" ", seen=seen, by=reader)
    story = request_story_changes(
        story=lead.story, reason="Whose photograph?", seen=seen, by=reader
    )

    assert (story.state, story.reason) == (StoryState.SENT_BACK, "Whose photograph?")
    assert told(notifications.STORY_SENT_BACK) == {lead.person}


def test_an_answer_is_about_the_draft_that_was_read(lead, reader):
    submit_story(story=lead.story, by=lead)

    with pytest.raises(StoryChangedError):
        publish_story(story=lead.story, seen=story_of(lead).last_number - 1, by=reader)


def test_what_wasnt_handed_in_isnt_published(lead, reader):
    with pytest.raises(IllegalTransitionError):
        publish_story(story=lead.story, seen=story_of(lead).last_number, by=reader)


def test_authors_take_it_back_before_anybody_decides(lead):
    submit_story(story=lead.story, by=lead)

    assert withdraw_story_submission(story=lead.story, by=lead).state == StoryState.DRAFT


def test_authors_withdraw_what_is_public(lead, reader):
    submit_story(story=lead.story, by=lead)
    publish_story(story=lead.story, seen=story_of(lead).last_number, by=reader)

    story = withdraw_story(story=lead.story, by=lead)

    assert (story.state, story.is_public) == (StoryState.WITHDRAWN, False)
    assert not StoryListing.objects.exists()


def test_what_was_withdrawn_is_handed_in_again_as_it_is(lead, reader):
    submit_story(story=lead.story, by=lead)
    publish_story(story=lead.story, seen=story_of(lead).last_number, by=reader)
    withdraw_story(story=lead.story, by=lead)

    submit_story(story=lead.story, by=lead)

    assert story_of(lead).state == StoryState.SUBMITTED


def test_pressing_twice_is_one_deed(lead):
    for _ in range(2):
        submit_story(story=lead.story, by=lead)

    assert story_of(lead).state == StoryState.SUBMITTED


DEEDS = (
    lambda story, seat: request_reread(story=story, by=seat),
    lambda story, seat: submit_story(story=story, by=seat),
    lambda story, seat: withdraw_story_submission(story=story, by=seat),
    lambda story, seat: withdraw_story(story=story, by=seat),
    lambda story, seat: publish_story(story=story, seen=0, by=seat.person),
    lambda story, seat: request_story_changes(story=story, reason="x", seen=0, by=seat.person),
)


@pytest.mark.parametrize("deed", DEEDS)
def test_strangers_those_who_left_and_readers_along_may_nothing(lead, deed):
    seats = (
        AuthorFactory(lead=True),
        AuthorFactory(story=lead.story, lead=True, left=True),
        AuthorFactory(story=lead.story, reader=True),
    )

    for seat in seats:
        with pytest.raises(PermissionDenied):
            deed(lead.story, seat)
