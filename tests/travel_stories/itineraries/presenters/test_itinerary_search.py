"""Itineraries beside offers: found by their own words and places while they are public."""

import pytest

from search.engines.engine_selection import engine
from search.index.models import StoryChange
from search.query.story_query import StoryQuery
from search.upkeep.story_updates import sweep_stories
from tests.factories.hosting import InterestFactory, StayFactory
from tests.factories.itineraries import published, with_steps
from tests.factories.stories import AuthorFactory, BlockFactory, StoryFactory
from tests.factories.stories import published as told
from tests.search.indexing import index_offers
from travel_stories.itineraries.actions.publication import withdraw_itinerary
from travel_stories.itineraries.presenters.itinerary_search import search_key
from travel_stories.stories.actions.listings import refresh_listing

pytestmark = pytest.mark.django_db


@pytest.fixture
def composer(committed):
    """Along a humming weir, by bicycle, past an offer with a name of its own."""
    composer = with_steps(StayFactory(title="Zanzibar"), title="Down the river")
    composer.itinerary.themes.add(InterestFactory(name_en="Rivers", name_fr="Rivières"))
    with committed():
        published(composer)
    return composer


def found(text):
    return engine().stories.find(StoryQuery(text=text))


def test_an_itinerary_is_found_by_its_words_its_themes_and_its_ways(composer):
    key = search_key(composer.itinerary.pk)

    assert [found(text) for text in ("hums", "rivers", "bike", "weir")] == [[key]] * 4
    assert [found(text) for text in ("bicycle", "bicyclette", "vélo")] == [[key]] * 3
    assert not StoryChange.objects.exists()


def test_an_offer_on_it_is_found_as_an_offer_only(composer):
    assert found("zanzibar") == []


def test_what_is_withdrawn_is_found_no_more(composer, committed):
    with committed():
        withdraw_itinerary(itinerary=composer.itinerary, by=composer.person)

    assert found("hums") == []


def test_a_story_and_an_itinerary_of_the_same_key_are_two(composer, committed):
    story = StoryFactory(pk=composer.itinerary.pk, title="The leaking boat", language="en")
    BlockFactory(
        chapter__story=story, by=AuthorFactory(story=story, lead=True), text="<p>It hums.</p>"
    )
    told(story)
    with committed():
        refresh_listing(story)

    assert sorted(found("hums")) == [search_key(story.pk), story.pk]


def test_a_sweep_brings_back_what_was_lost_and_changes_nothing_else(composer):
    assert sweep_stories() == []


def test_the_list_of_offers_shows_it_as_far_as_it_is_public(client, composer):
    index_offers()

    page = client.get("/en/offers/?q=hums").content.decode()

    assert "Down the river" in page
    assert "Stories and itineraries for this search" in page
    composer.itinerary.community.state = "draft"
    composer.itinerary.community.save()
    assert "Down the river" not in client.get("/en/offers/?q=hums").content.decode()
