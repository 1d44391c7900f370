"""A story that is reported: read by those who read stories, hidden, shown again, never lost."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from commons.moderation.enums import Measure
from commons.moderation.models import Case, kind_named
from tests.factories.accounts import UserFactory
from tests.factories.hosting import StayFactory
from tests.factories.itineraries import published as published_itinerary
from tests.factories.itineraries import with_steps
from tests.factories.moderation import decided, reported
from tests.factories.stories import (
    AuthorFactory,
    BlockFactory,
    ChapterFactory,
    StoryFactory,
    published,
)
from travel_stories.actions.shelves import shelve
from travel_stories.enums import ItineraryState, StoryState
from travel_stories.models import Itinerary, ItineraryEdition, Story

pytestmark = pytest.mark.django_db

LISTS = ("/en/stories/", "/en/stories/feed.atom", "/en/stories/feed.rss", "/sitemap-stories.xml")


@pytest.fixture
def story():
    story = StoryFactory(title="Down the Cher")
    lead = AuthorFactory(story=story, lead=True)
    BlockFactory(chapter=ChapterFactory(story=story), by=lead, text="<p>It rained.</p>")
    story.refresh_from_db()
    published(story)
    shelve(story)
    return story


def a_reader():
    person = UserFactory()
    person.user_permissions.add(Permission.objects.get(codename="read_any_story"))
    return person


def undone(case):
    Case.objects.filter(pk=case.pk).update(state="appealed")
    decided(case, measure=Measure.NONE)


def stands(client, paths):
    return [path for path in paths if "Down the Cher" in client.get(path).getvalue().decode()]


def test_a_story_that_is_hidden_is_gone_for_the_next_reader_and_comes_back(client, story):
    own = [
        story.get_absolute_url(),
        reverse("travel_stories:story-file", args=[story.address, "md"]),
        reverse("core:card", args=["story", story.public_id]),
    ]
    case = reported("story", story, by=UserFactory()).case

    lists = stands(client, LISTS)
    before = [client.get(path).status_code for path in own]
    decided(case)
    gone = stands(client, LISTS), [client.get(path).status_code for path in own]
    undone(case)

    assert len(lists) >= 3
    assert before == [200] * 3
    assert gone == ([], [404] * 3)
    assert stands(client, LISTS) == lists
    assert [client.get(path).status_code for path in own] == before


def test_the_copy_is_the_edition_as_everybody_read_it(story):
    report = reported("story", story, by=UserFactory())

    ((label, words),) = report.copy.content
    assert label == "The whole story"
    assert "It rained." in words


def test_who_reads_stories_decides_and_its_authors_never(story):
    reader, author = a_reader(), story.authors.get().person
    author.is_superuser = True
    author.save()
    case = reported("story", story, by=UserFactory()).case

    assert list(Case.objects.readable_by(reader)) == [case]
    assert list(Case.objects.readable_by(author)) == []
    assert list(case.authors.all()) == [author]


def test_a_story_that_was_removed_leaves_its_draft_to_its_authors(story):
    kind_named("story").erase(story, by=None)

    gone = Story.objects.get()
    assert (gone.state, gone.edition) == (StoryState.WITHDRAWN, None)
    assert gone.chapters.get().blocks.get().text == "<p>It rained.</p>"


def test_the_old_address_of_reports_leads_to_the_new_one(client, story):
    answer = client.get(reverse("travel_stories:story-report", args=[story.address]))

    assert answer.status_code == 301
    assert answer.url == reverse("moderation:report", args=["story", story.public_id])
    assert answer.url in client.get(story.get_absolute_url()).text


def test_an_itinerary_that_is_hidden_is_gone_for_the_next_reader_and_comes_back(client):
    composer = with_steps(StayFactory(), title="Down the Cher")
    published_itinerary(composer)
    itinerary = composer.itinerary
    itinerary.refresh_from_db()
    lists = ("/en/itineraries/", "/api/v1/itineraries/", "/sitemap-itineraries.xml")
    url = itinerary.get_absolute_url()
    case = reported("itinerary", itinerary, by=UserFactory()).case

    page, before = client.get(url).text, stands(client, lists[:2])
    decided(case)
    gone = client.get(url).status_code, stands(client, lists)
    undone(case)

    assert reverse("moderation:report", args=["itinerary", itinerary.public_id]) in page
    assert before == list(lists[:2])
    assert gone == (404, [])
    assert stands(client, lists[:2]) == before
    assert list(case.authors.all()) == [composer.person]
    assert not Case.objects.readable_by(composer.person).exists()


def test_an_itinerary_that_was_removed_leaves_its_draft_to_its_composers():
    composer = with_steps(StayFactory(), title="Down the Cher")
    published_itinerary(composer)

    kind_named("itinerary").erase(composer.itinerary, by=None)

    gone = Itinerary.objects.get()
    assert gone.state == ItineraryState.WITHDRAWN
    assert not ItineraryEdition.objects.exists()
    assert gone.stages.exists()
