"""Somebody else reads, and decides."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from tests.factories.accounts import UserFactory
from tests.factories.stories import (
    AuthorFactory,
    BlockFactory,
    ChapterFactory,
    StoryFactory,
    published,
)
from travel_stories.stories.actions.consents import name_person
from travel_stories.stories.actions.listings import refresh_listing
from travel_stories.stories.actions.publication import submit_story
from travel_stories.stories.models.consents import PersonShown
from travel_stories.stories.models.stories import Story
from travel_stories.stories.states import StoryState

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    story = StoryFactory(title="Down the Cher")
    lead = AuthorFactory(story=story, lead=True)
    BlockFactory(chapter=ChapterFactory(story=story), by=lead, text="<p>It rained.</p>")
    story.refresh_from_db()
    submit_story(story=story, by=lead)
    story.refresh_from_db()
    return story


@pytest.fixture
def reader(client):
    person = UserFactory()
    person.user_permissions.add(Permission.objects.get(codename="read_any_story"))
    client.force_login(person)
    return person


def url_of(name, *args):
    return reverse(f"travel_stories:{name}", args=args)


def in_public(story):
    published(story)
    refresh_listing(story)


def test_a_reader_finds_what_waits_reads_it_and_publishes(client, story, reader):
    desk = client.get(url_of("reading-list")).text
    page = client.get(url_of("reading", story.address))

    done = client.post(url_of("story-publish", story.address), {"seen": story.last_number})

    assert "Down the Cher" in desk
    assert "It rained." in page.text
    assert 'content="noindex"' in page.text
    assert done.status_code == 302
    assert Story.objects.get().state == StoryState.PUBLISHED
    assert client.get(story.get_absolute_url()).status_code == 200


def test_a_reader_sees_nothing_of_whoever_wants_no_part_in_it(client, story, reader):
    lead = story.authors.get()
    for name in ("Jeanne", "Samir Canary"):
        name_person(story=story, name=name, parts=[], by=lead)
    PersonShown.objects.filter(name="Samir Canary").update(left_out_at=timezone.now())

    page = client.get(url_of("reading", story.address))

    assert [one.shown.name for one in page.context["named"]] == ["Jeanne"]
    assert "Canary" not in page.text


def test_a_reader_sends_it_back_with_words_only(client, story, reader):
    empty = client.post(url_of("story-send-back", story.address), {"seen": story.last_number})
    words = {"seen": story.last_number, "reason": "Whose photograph is it?"}

    client.post(url_of("story-send-back", story.address), words)

    assert empty.status_code == 422
    assert Story.objects.get().reason == "Whose photograph is it?"


def test_an_answer_about_an_older_draft_is_refused_in_words(client, story, reader):
    page = client.post(url_of("story-publish", story.address), {"seen": 0})

    assert page.status_code == 422
    assert Story.objects.get().state == StoryState.SUBMITTED


def test_authors_and_strangers_see_no_reading(client, story):
    for person in (story.authors.get().person, UserFactory()):
        client.force_login(person)
        answers = [
            client.get(url_of("reading-list")),
            client.get(url_of("reading", story.address)),
            client.post(url_of("story-publish", story.address), {"seen": story.last_number}),
            client.get(reverse("moderation:decide", args=["story", story.public_id])),
        ]
        assert [answer.status_code for answer in answers] == [404] * 4


def test_after_the_answer_one_goes_back_and_never_elsewhere(client, story, reader):
    words = {"seen": story.last_number, "reason": "x"}
    url = url_of("story-send-back", story.address)

    bad = client.post(url, words | {"next": "https://elsewhere.example/"})
    Story.objects.update(state=StoryState.SUBMITTED)
    good = client.post(url, words | {"next": "/cms/"})

    assert (bad.url, good.url) == (url_of("reading-list"), "/cms/")
