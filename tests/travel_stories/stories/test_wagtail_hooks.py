"""Stories in the Wagtail admin: who looks, who decides, who is sent away."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from django.utils import timezone

from hosting.communities.actions.coordinators import name_coordinator
from hosting.offers.actions.review_setup import CO_OPERATIVE
from tests.factories.accounts import UserFactory
from tests.factories.hosting import MembershipFactory
from tests.factories.stories import AuthorFactory, BlockFactory, ChapterFactory, StoryFactory
from travel_stories.itineraries.actions.review_setup import prepare_reviewers
from travel_stories.stories.actions.publication import submit_story
from travel_stories.stories.models.consents import PersonShown
from travel_stories.stories.models.stories import Story
from travel_stories.stories.states import StoryState

pytestmark = pytest.mark.django_db


def of_the_co_operative():
    person = UserFactory()
    person.groups.add(Group.objects.get(name=CO_OPERATIVE))
    return person


@pytest.fixture
def story():
    story = StoryFactory(title="Down the Cher")
    lead = AuthorFactory(story=story, lead=True)
    BlockFactory(chapter=ChapterFactory(story=story), by=lead, text="<p>It rained.</p>")
    story.refresh_from_db()
    submit_story(story=story, by=lead)
    story.refresh_from_db()
    return story


def page_of(story):
    return reverse("wagtailsnippets_stories_story:inspect", args=[story.pk])


def test_the_co_operative_finds_a_story_reads_it_and_publishes_from_there(client, story):
    client.force_login(of_the_co_operative())

    home = client.get("/cms/").text
    page = client.get(page_of(story)).text
    words = {"seen": story.last_number, "next": page_of(story)}
    done = client.post(reverse("travel_stories:story-publish", args=[story.address]), words)

    assert "Down the Cher" in home
    assert "It rained." in page
    assert reverse("travel_stories:story-publish", args=[story.address]) in page
    assert done.url == page_of(story)
    assert Story.objects.get().state == StoryState.PUBLISHED


def test_whoever_wants_no_part_in_it_is_not_named_beside_the_answer(client, story):
    PersonShown.objects.create(
        story=story, name="Canary", added_by=UserFactory(), left_out_at=timezone.now()
    )
    client.force_login(of_the_co_operative())

    assert "Canary" not in client.get(page_of(story)).text


def test_nobody_changes_or_deletes_anything_there(client, story):
    client.force_login(of_the_co_operative())

    for deed in ("edit", "delete"):
        url = reverse(f"wagtailsnippets_stories_story:{deed}", args=[story.pk])
        assert client.get(url).status_code == 302
        client.post(url)

    assert Story.objects.get().title == "Down the Cher"


def test_an_author_of_the_co_operative_looks_and_doesnt_decide(client, story):
    person = of_the_co_operative()
    AuthorFactory(story=story, person=person)
    client.force_login(person)

    page = client.get(page_of(story)).text

    assert reverse("travel_stories:story-publish", args=[story.address]) not in page


def test_coordinators_and_members_dont_get_to_the_lists(client, story):
    community = MembershipFactory(coordinator=True)
    coordinator = name_coordinator(
        membership=MembershipFactory(community=community.community), by=community.person
    ).person

    for person in (coordinator, UserFactory()):
        client.force_login(person)
        for name in ("story", "personshown", "consent"):
            url = reverse(f"wagtailsnippets_stories_{name}:list")
            assert client.get(url).status_code in {302, 403}
        assert client.get(page_of(story)).status_code in {302, 403}


def test_the_co_operative_keeps_what_an_editor_took_from_it():
    group = Group.objects.get(name=CO_OPERATIVE)
    reads = Permission.objects.get(codename="read_any_story")
    assert reads in group.permissions.all()

    group.permissions.remove(reads)
    prepare_reviewers()

    assert reads not in group.permissions.all()
