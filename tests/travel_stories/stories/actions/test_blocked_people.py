"""Invitations and questions to addresses tell nobody whether a block stands behind one of them."""

import pytest

from commons.blocking.actions import block_person
from commons.blocking.errors import OwnBlockError
from commons.notifications.models import Notice
from core.quotas.errors import QuotaExceededError
from tests.factories.accounts import UserFactory
from tests.factories.stories import AuthorFactory, BlockFactory, ChapterFactory
from tests.letters import letters_to
from tests.quotas import limit
from travel_stories.stories.actions.authors import invite_author
from travel_stories.stories.actions.consents import ask_person, name_person
from travel_stories.stories.actions.publication import request_reread
from travel_stories.stories.choices import AuthorRole
from travel_stories.stories.models.authors import AuthorInvitation, AuthorInvitationData

pytestmark = pytest.mark.django_db

STRANGER = "stranger@example.org"


@pytest.fixture
def lead():
    author = AuthorFactory(lead=True)
    BlockFactory(chapter=ChapterFactory(story=author.story), by=author)
    return author


@pytest.fixture(params=["blocker", "blocked"])
def ada(lead, request):
    """The author has blocked her, or she the author."""
    ada = UserFactory(display_name="Ada")
    people = (lead.person, ada) if request.param == "blocker" else (ada, lead.person)
    block_person(person=people[1], by=people[0])
    return ada


def named(author, **who):
    return name_person(story=author.story, name="Ada", parts=[], by=author, **who)


def test_invite_author_answers_alike_and_sends_no_email(ada, lead):
    for address in (ada.email, STRANGER):
        invited = AuthorInvitationData(role=AuthorRole.READER, email=address)
        invite_author(story=lead.story, invited=invited, by=lead)

    assert AuthorInvitation.objects.count() == 2
    assert letters_to() == [STRANGER]


def test_ask_person_answers_alike_for_every_address(ada, lead):
    shown = [named(lead, email=address) for address in (ada.email, STRANGER)]

    asked = [ask_person(shown=one, by=lead) for one in shown]

    assert all(one.asked_at for one in asked)
    assert letters_to() == [STRANGER]
    assert not Notice.objects.exists()


def test_ask_person_counts_every_address_alike(ada, lead, settings):
    limit(settings, trip_letters_of_newcomer=1)
    ask_person(shown=named(lead, email=ada.email), by=lead)

    with pytest.raises(QuotaExceededError):
        ask_person(shown=named(lead, email=STRANGER), by=lead)


def test_ask_person_refuses_whoever_was_picked_by_name():
    lead, ada = AuthorFactory(lead=True), UserFactory()
    shown = named(lead, person=ada)
    block_person(person=ada, by=lead.person)

    with pytest.raises(OwnBlockError):
        ask_person(shown=shown, by=lead)


def test_request_reread_sends_nothing_across_a_block(ada, lead):
    for who in ({"person": ada}, {"email": STRANGER}):
        part = lead.story.chapters.get().blocks.get().public_id
        name_person(story=lead.story, name="Ada", parts=[part], by=lead, **who)

    request_reread(story=lead.story, by=lead)

    assert not Notice.objects.filter(recipient=ada).exists()
    assert letters_to() == [STRANGER]
