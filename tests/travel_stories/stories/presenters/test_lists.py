"""Stories beside something else: the page of an offer, of a community, of the home."""

import pytest

from tests.factories.geography import LocalityFactory
from tests.factories.hosting import PlaceFactory, StayFactory
from tests.factories.media import PhotoFactory, RenditionFactory
from tests.factories.stories import (
    AuthorFactory,
    BlockFactory,
    ChapterFactory,
    StoryFactory,
    published,
)
from travel_stories.stories.actions.listings import refresh_listing
from travel_stories.stories.choices import BlockKind
from travel_stories.stories.presenters.lists import stories_of_offer

pytestmark = pytest.mark.django_db


def told_at(place, title):
    story = StoryFactory(title=title)
    lead = AuthorFactory(story=story, lead=True)
    chapter = ChapterFactory(story=story, locality=place)
    block = BlockFactory(chapter=chapter, by=lead, kind=BlockKind.PHOTO, text="")
    photo = PhotoFactory()
    RenditionFactory(image=photo)
    block.set_photos([(photo, "")])
    published(story)
    refresh_listing(story)
    return story


@pytest.mark.parametrize("count", [1, 3])
def test_stories_beside_an_offer_take_one_read_however_many(client, count, count_queries):
    loches = LocalityFactory(name="Loches", latitude=47.1, longitude=1.0)
    stay = StayFactory(place=PlaceFactory(locality=loches, latitude=47.1, longitude=1.0))
    client.get(stay.get_absolute_url())
    without = count_queries(lambda: client.get(stay.get_absolute_url()))
    for number in range(count):
        told_at(loches, f"Story {number}")

    queries = count_queries(lambda: client.get(stay.get_absolute_url()))

    page = client.get(stay.get_absolute_url()).text
    assert [f"Story {number}" in page for number in range(count)] == [True] * count
    assert "Loches" in page.partition("Stories from here")[2]
    assert page.count("<source") == count
    # Where there is none, looking for them is one read already.
    assert queries == without
    assert queries <= 12


def test_an_offer_without_a_place_shows_only_what_tells_of_it(client):
    far = LocalityFactory(name="Loches", latitude=47.1, longitude=1.0)
    stay = StayFactory()
    story = told_at(far, "By the weir")
    story.listing.offers.add(stay)
    told_at(far, "Elsewhere")
    type(stay).objects.filter(pk=stay.pk).update(place=None)

    panels = list(stories_of_offer(type(stay).objects.get(pk=stay.pk)))

    assert [card.title for panel in panels for card in panel.rows] == ["By the weir"]
