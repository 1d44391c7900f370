"""The page on which somebody sees what a story says of them."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from commons.accounts.actions.people import close_account
from commons.accounts.panels import desk_of, waiting_for
from tests.factories.accounts import UserFactory
from tests.factories.hosting import StayFactory
from tests.factories.stories import (
    AuthorFactory,
    BlockFactory,
    ChapterFactory,
    StoryFactory,
    published,
)
from travel_stories.stories.actions.consents import ask_person, name_person
from travel_stories.stories.actions.listings import refresh_listing
from travel_stories.stories.actions.publication import request_reread
from travel_stories.stories.models.consents import Consent, PersonShown
from travel_stories.stories.models.stories import Story
from travel_stories.stories.selectors.consents import consent_request_for
from travel_stories.stories.states import StoryState

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead():
    story = StoryFactory(title="The mill")
    author = AuthorFactory(story=story, lead=True)
    chapter = ChapterFactory(story=story, title="At the mill")
    BlockFactory(chapter=chapter, by=author, text="<p>Jeanne told of floods.</p>")
    BlockFactory(chapter=chapter, by=author, text="<p>A canary sang.</p>")
    return author


def jeanne_in(author, **who):
    first = author.story.chapters.get().blocks.order_by("pk").first()
    shown = name_person(
        story=author.story, name="Jeanne", parts=[first.public_id], by=author, **who
    )
    ask_person(shown=shown, by=author)
    return shown


def answer(client, shown, wish):
    asked = consent_request_for(shown)
    said = {part.key: wish for part in asked.parts}
    return client.post(shown.get_absolute_url(), {"seen": asked.text_hash, **said})


def public_page(client, author):
    author.story.refresh_from_db()
    published(author.story)
    refresh_listing(author.story)
    return client.get(author.story.get_absolute_url())


def test_the_link_leaks_to_nobody_and_the_form_says_where_it_comes_from(client, lead):
    """Without any referrer a browser sends no origin either, and its form would be refused."""
    shown = jeanne_in(lead, email="jeanne@example.org")

    page = client.get(shown.get_absolute_url())

    assert page["Referrer-Policy"] == "same-origin"
    assert 'name="referrer"' not in page.text


def test_a_host_sees_which_offer_is_told_of(client, lead):
    stay = StayFactory(title="The mill by the weir")
    chapter = lead.story.chapters.get()
    BlockFactory(chapter=chapter, by=lead, kind="offer", offer=stay, text="<p>Warm bread.</p>")
    request_reread(story=lead.story, by=lead)
    client.force_login(stay.host)

    page = client.get(PersonShown.objects.get().get_absolute_url())

    assert page.status_code == 200
    assert "The mill by the weir" in page.text
    assert "Warm bread." in page.text


def test_somebody_outside_answers_by_the_link_alone(client, lead):
    shown = jeanne_in(lead, email="jeanne@example.org")

    page = client.get(shown.get_absolute_url())
    done = answer(client, shown, "yes")

    assert "Jeanne told of floods." in page.text
    assert "canary" not in page.text
    assert done.status_code == 302
    assert "told of floods" in public_page(client, lead).text


def test_taking_it_back_shows_at_the_very_next_look(client, lead):
    shown = jeanne_in(lead, email="jeanne@example.org")
    answer(client, shown, "yes")
    before = public_page(client, lead).text

    client.post(reverse("travel_stories:consent-withdraw", args=[shown.token]))
    pages = [
        client.get(lead.story.get_absolute_url()).text,
        *(
            client.get(reverse(f"travel_stories:story-{form}", args=[lead.story.address])).text
            for form in ("md", "jsonld", "gpx")
        ),
    ]

    assert "floods" in before
    assert not any("floods" in page or "Jeanne" in page for page in pages)


def test_an_account_answers_itself_and_nobody_by_its_link(client, lead):
    shown = jeanne_in(lead, person=UserFactory())
    url = shown.get_absolute_url()

    anonymous = client.get(url)
    client.force_login(UserFactory())
    stranger = client.get(url)
    client.force_login(shown.person)
    own = client.get(url)

    assert (anonymous.status_code, stranger.status_code, own.status_code) == (302, 404, 200)
    assert "/log-in/" in anonymous.url


def test_a_question_without_an_answer_is_asked_again(client, lead):
    shown = jeanne_in(lead, email="jeanne@example.org")

    page = client.post(shown.get_absolute_url(), {"seen": consent_request_for(shown).text_hash})

    assert page.status_code == 422
    assert not Consent.objects.exists()


def test_a_guessed_link_opens_nothing(client, lead):
    shown = jeanne_in(lead, email="jeanne@example.org")

    for token in (shown.token[:-1] + "x", shown.public_id, "x" * 35):
        assert client.get(reverse("travel_stories:consent", args=[token])).status_code == 410


def test_the_page_is_gone_with_the_story(client, lead):
    shown = jeanne_in(lead, email="jeanne@example.org")
    Story.objects.update(state=StoryState.DELETED)

    assert client.get(shown.get_absolute_url()).status_code == 410


def test_the_desk_says_that_somebody_tells_of_me(client, lead):
    shown = jeanne_in(lead, person=UserFactory())

    before = waiting_for(shown.person)
    titles = [panel.title for panel in desk_of(shown.person)]
    client.force_login(shown.person)
    listed = client.get(reverse("travel_stories:consent-list")).text
    answer(client, shown, "yes")

    with translation.override("fr"):
        assert "Un récit parle de vous" in titles or "A story about you" in titles
    assert "The mill" in listed
    assert waiting_for(shown.person) == before - 1


def test_who_is_no_reader_is_counted_in_two_queries(lead, count_queries):
    assert count_queries(lambda: waiting_for(lead.person)) == 2


def test_who_closes_the_account_is_cut_out_of_every_story(client, lead):
    person = UserFactory(display_name="Jeanne")
    shown = jeanne_in(lead, person=person)
    client.force_login(person)
    answer(client, shown, "yes")
    client.logout()
    before, url = public_page(client, lead).text, shown.get_absolute_url()

    close_account(person=person, by=person)

    after = client.get(lead.story.get_absolute_url()).text
    assert "floods" in before
    assert not re.search("floods|Jeanne", after)
    assert PersonShown.objects.get().is_left_out
    assert client.get(url).status_code == 410
    assert Consent.objects.get().withdrawn_at <= timezone.now()
