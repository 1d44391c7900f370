"""Between an author and whoever has blocked them: no question, no invitation, no word by mail."""

from uuid import uuid4

import pytest
from django.contrib.auth.models import Permission

from commons.blocking.actions import block_person
from commons.blocking.errors import ContactRefusedError
from commons.blocking.selectors import remaining_ties
from commons.notifications.models import Notice
from core.quotas.errors import QuotaExceededError
from tests.factories.accounts import UserFactory
from tests.factories.hosting import MembershipFactory, StayFactory
from tests.factories.itineraries import ComposerFactory
from tests.factories.stories import AuthorFactory, BlockFactory, ChapterFactory, StoryFactory
from tests.letters import letters_to
from tests.quotas import limit
from travel_stories.stories import notifications
from travel_stories.stories.actions.authors import invite_author
from travel_stories.stories.actions.comments import add_comment
from travel_stories.stories.actions.consents import ask_person, name_person
from travel_stories.stories.actions.publication import (
    publish_story,
    request_reread,
    submit_story,
)
from travel_stories.stories.choices import AuthorRole, BlockKind
from travel_stories.stories.models.authors import AuthorInvitation, AuthorInvitationData
from travel_stories.stories.models.blocks import Block
from travel_stories.stories.models.consents import Mention, PersonShown
from travel_stories.stories.models.stories import Story

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead():
    author = AuthorFactory(story=StoryFactory(title="Down the Cher"), lead=True)
    chapter = ChapterFactory(story=author.story)
    BlockFactory(chapter=chapter, by=author, text="<p>It rained.</p>")
    author.story.refresh_from_db()
    return author


@pytest.fixture
def ada():
    return UserFactory(display_name="Ada")


def part_of(author):
    return Block.objects.filter(chapter__story=author.story).first().public_id


def named(author, person):
    return name_person(
        story=author.story, name="Jeanne", parts=[part_of(author)], by=author, person=person
    )


def named_by_address(author, email):
    """On the list with an address that nobody has confirmed here."""
    shown = PersonShown.objects.create(
        story=author.story, name="Jeanne", email=email, added_by=author.person
    )
    Mention.objects.create(shown=shown, part=part_of(author))
    return shown


def told(person):
    return list(Notice.objects.filter(recipient=person).values_list("template", flat=True))


def test_rereading_asks_no_host_who_has_blocked_the_author(lead):
    offer = StayFactory()
    chapter = lead.story.chapters.get()
    BlockFactory(chapter=chapter, by=lead, kind=BlockKind.OFFER, text="", offer=offer)
    block_person(person=lead.person, by=offer.host)

    request_reread(story=lead.story, by=lead)

    assert told(offer.host) == []


@pytest.mark.parametrize("blocker", ["author", "named"])
def test_rereading_asks_nobody_across_a_block(lead, ada, blocker):
    other = UserFactory()
    for person in (ada, other):
        named(lead, person)
    if blocker == "named":
        block_person(person=lead.person, by=ada)
    else:
        block_person(person=ada, by=lead.person)

    request_reread(story=lead.story, by=lead)

    assert told(ada) == []
    assert PersonShown.objects.get(person=ada).asked_at is None
    assert told(other) == [notifications.CONSENT_ASKED]


def test_rereading_writes_to_no_address_of_a_blocker(lead):
    ada = UserFactory(unverified=True)
    named_by_address(lead, ada.email)
    named_by_address(lead, "ben@example.org")
    block_person(person=lead.person, by=ada)

    request_reread(story=lead.story, by=lead)

    assert letters_to() == ["ben@example.org"]


def test_questions_to_accounts_have_a_quota(lead, settings):
    limit(settings, consent_questions=2)
    people = [UserFactory() for _ in range(4)]
    shown = [named(lead, person) for person in people]

    request_reread(story=lead.story, by=lead)

    asked = Notice.objects.filter(template=notifications.CONSENT_ASKED)
    assert asked.count() == 2
    with pytest.raises(QuotaExceededError):
        ask_person(shown=shown[-1], by=lead)
    assert asked.count() == 2


def test_ask_person_is_refused_across_a_block(lead, ada):
    account = named(lead, ada)
    block_person(person=lead.person, by=ada)

    with pytest.raises(ContactRefusedError):
        ask_person(shown=account, by=lead)

    assert told(ada) == []
    assert letters_to() == []


def test_invite_author_is_refused_across_a_block(lead, ada):
    block_person(person=lead.person, by=ada)
    by_account = AuthorInvitationData(AuthorRole.WRITER, person=ada)

    with pytest.raises(ContactRefusedError):
        invite_author(story=lead.story, invited=by_account, by=lead)

    assert told(ada) == []
    assert not AuthorInvitation.objects.exists()
    assert letters_to() == []


def test_comments_are_mailed_to_nobody_across_a_block(lead, ada):
    ben = UserFactory()
    for person in (ada, ben):
        AuthorFactory(story=lead.story, person=person)
    block_person(person=lead.person, by=ada)
    block = Block.objects.get(chapter__story=lead.story)

    add_comment(block=block, words="You again.", key=uuid4(), by=lead)

    assert told(ada) == []
    assert told(ben) == [notifications.COMMENTED]


def test_publication_is_told_to_no_silent_blocker(lead, ada):
    reader, ben = UserFactory(), UserFactory()
    reader.user_permissions.add(Permission.objects.get(codename="read_any_story"))
    for person in (ada, ben):
        named(lead, person)
    block_person(person=lead.person, by=ada)
    submit_story(story=lead.story, by=lead, without_silent=True)
    story = Story.objects.get(pk=lead.story_id)

    publish_story(story=story, seen=story.last_number, by=reader)

    assert told(ada) == []
    assert told(ben) == [notifications.SHOWN_IN_PUBLIC]


def test_remaining_ties_name_stories_and_itineraries_of_both(lead, ada):
    AuthorFactory(story=lead.story, person=ada)
    AuthorFactory(person=ada)
    mine = ComposerFactory()
    MembershipFactory(person=ada, community=mine.itinerary.community)
    ComposerFactory(person=ada, itinerary=mine.itinerary)
    AuthorFactory(story=lead.story, person=mine.person, left=True)

    story, itinerary = remaining_ties(ada, lead.person), remaining_ties(ada, mine.person)

    assert [tie.url for tie in story] == [lead.story.workshop_url]
    assert "Down the Cher" in story[0].words
    assert [tie.url for tie in itinerary] == [mine.itinerary.workshop_url]
