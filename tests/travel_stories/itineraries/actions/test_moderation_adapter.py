"""A story that is reported: read by those who read stories, hidden, shown again, never lost."""

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from commons.moderation.actions.appeals import appeal
from commons.moderation.actions.proactive import decide_proactively
from commons.moderation.errors import AnotherPersonError
from commons.moderation.models import Case
from commons.moderation.reportable_types import reportable_type_named
from commons.moderation.states import Measure
from commons.notifications.emails import render_notice
from commons.notifications.models import Notice
from tests.factories.accounts import UserFactory
from tests.factories.hosting import StayFactory
from tests.factories.itineraries import published as published_itinerary
from tests.factories.itineraries import with_steps
from tests.factories.moderation import coordinator_of, decided, reported, verdict
from tests.factories.stories import (
    AuthorFactory,
    BlockFactory,
    ChapterFactory,
    StoryFactory,
    published,
)
from travel_stories.itineraries.models.editions import ItineraryEdition
from travel_stories.itineraries.models.itineraries import Itinerary
from travel_stories.itineraries.states import ItineraryState
from travel_stories.stories.actions.listings import refresh_listing
from travel_stories.stories.models.stories import Story
from travel_stories.stories.states import StoryState

pytestmark = pytest.mark.django_db

LISTS = ("/en/stories/", "/en/stories/feed.atom", "/en/stories/feed.rss", "/sitemap-stories.xml")


@pytest.fixture
def story():
    story = StoryFactory(title="Down the Cher")
    lead = AuthorFactory(story=story, lead=True)
    BlockFactory(chapter=ChapterFactory(story=story), by=lead, text="<p>It rained.</p>")
    story.refresh_from_db()
    published(story)
    refresh_listing(story)
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
        reverse("travel_stories:story-md", args=[story.address]),
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
    assert (story.language, label) == ("fr", "Le récit entier")
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
    reportable_type_named("story").erase(story, by=None)

    gone = Story.objects.get()
    assert (gone.state, gone.edition) == (StoryState.WITHDRAWN, None)
    assert gone.chapters.get().blocks.get().text == "<p>It rained.</p>"


def test_the_old_address_of_reports_leads_to_the_new_one(client, story):
    answer = client.get(reverse("travel_stories:story-report", args=[story.address]))

    assert answer.status_code == 301
    assert answer.url == reverse("moderation:report", args=["story", story.public_id])
    assert answer.url in client.get(story.get_absolute_url()).text


def test_a_hidden_itinerary_is_gone_for_readers_and_comes_back(client):
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

    reportable_type_named("itinerary").erase(composer.itinerary, by=None)

    gone = Itinerary.objects.get()
    assert gone.state == ItineraryState.WITHDRAWN
    assert not ItineraryEdition.objects.exists()
    assert gone.stages.exists()


def test_a_reader_takes_a_story_down_and_another_gives_it_back(client, story):
    lead, reader = story.authors.get().person, a_reader()

    with pytest.raises(PermissionDenied):
        decide_proactively(subject=story, verdict=verdict(), by=lead)
    made = decide_proactively(subject=story, verdict=verdict(facts="It names a child."), by=reader)
    gone = client.get(story.get_absolute_url()).status_code
    told = render_notice(Notice.objects.get(recipient=lead)).text
    appeal(decision=made, words="She is grown up.", by=lead)
    with pytest.raises(AnotherPersonError):
        decided(made.case, by=reader, measure=Measure.NONE)
    decided(made.case, by=a_reader(), measure=Measure.NONE)

    assert gone == 404
    for words in (
        "It names a child.",
        "Rule 3: be true",
        "not an automated system",
        "You can appeal until ",
    ):
        assert words in told
    assert client.get(story.get_absolute_url()).status_code == 200


def test_whoever_reads_takes_an_itinerary_down_and_another_gives_it_back(client):
    composer = with_steps(StayFactory(), title="Down the Cher")
    published_itinerary(composer)
    itinerary = Itinerary.objects.get()
    composer.person.memberships.update(is_coordinator=True)
    first, other = (coordinator_of(itinerary.community) for _ in range(2))

    with pytest.raises(PermissionDenied):
        decide_proactively(subject=itinerary, verdict=verdict(), by=composer.person)
    made = decide_proactively(subject=itinerary, verdict=verdict(), by=first)
    gone = client.get(itinerary.get_absolute_url()).status_code
    appeal(decision=made, words="The terns have left.", by=composer.person)
    with pytest.raises(AnotherPersonError):
        decided(made.case, by=first, measure=Measure.NONE)
    decided(made.case, by=other, measure=Measure.NONE)

    assert gone == 404
    assert client.get(itinerary.get_absolute_url()).status_code == 200
