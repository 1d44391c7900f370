"""Stories beside offers: found by their words and places, as far as they may be shown."""

import pytest

from search.engines.engine_selection import engine
from search.index.models import IndexState, StoryChange
from search.query.errors import SearchDownError
from search.query.story_query import StoryBatch, StoryQuery
from search.upkeep import story_updates
from search.upkeep.story_updates import sweep_stories
from tests.factories.accounts import UserFactory
from tests.factories.geography import LocalityFactory
from tests.factories.stories import (
    AuthorFactory,
    BlockFactory,
    ChapterFactory,
    StoryFactory,
    published,
)
from tests.poison import read_log
from tests.search.indexing import index_offers
from travel_stories.stories.actions.consents import answer_consent, name_person, withdraw_consent
from travel_stories.stories.actions.listings import refresh_listing
from travel_stories.stories.choices import ConsentLevel
from travel_stories.stories.models.stories import Story
from travel_stories.stories.selectors.consents import consent_request_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(committed):
    """About a leaking boat, with Jeanne in it, who agreed."""
    story = StoryFactory(title="The leaking boat", lede="", language="en")
    lead = AuthorFactory(story=story, lead=True)
    chapter = ChapterFactory(story=story, locality=LocalityFactory(name="Loches"))
    block = BlockFactory(chapter=chapter, by=lead, text="<p>Jeanne brought a bucket.</p>")
    shown = name_person(
        story=story, name="Jeanne", parts=[block.public_id], by=lead, person=UserFactory()
    )
    asked = consent_request_for(shown)
    wishes = {part.key: ConsentLevel.YES for part in asked.parts}
    answer_consent(shown=shown, wishes=wishes, seen=asked.text_hash)
    story.refresh_from_db()
    published(story)
    with committed():
        refresh_listing(story)
    return story


def found(text):
    return engine().stories.find(StoryQuery(text=text))


def test_a_public_story_is_found_after_the_commit_and_nothing_waits(story):
    assert found("bucket") == [story.pk]
    assert found("loches") == [story.pk]
    assert not StoryChange.objects.exists()


def test_words_that_somebody_took_back_find_nothing_any_more(story, committed):
    shown = story.people_shown.get()

    with committed():
        withdraw_consent(shown=shown)

    assert found("bucket") == []
    assert found("jeanne") == []
    assert found("leaking boat") == [story.pk]


def test_a_withdrawn_story_leaves_the_index(story, committed):
    Story.objects.update(edition=None)

    with committed():
        refresh_listing(story)

    assert found("boat") == []


def test_the_list_of_offers_shows_stories_beside_them(client, story):
    index_offers()

    page = client.get("/en/offers/?q=bucket").text
    without = client.get("/en/offers/").text

    assert "The leaking boat" in page
    assert "The leaking boat" not in without


def test_an_index_that_is_a_moment_behind_shows_nothing_hidden(client, story):
    index_offers()
    story.listing.delete()

    assert "The leaking boat" not in client.get("/en/offers/?q=bucket").text


def test_offers_answer_even_where_stories_dont(client, story, monkeypatch):
    index_offers()

    def refuse(query):
        raise SearchDownError

    monkeypatch.setattr(engine().stories, "find", refuse, raising=False)

    assert client.get("/en/offers/?q=bucket").status_code == 200


def test_a_sweep_goes_on_after_a_story_that_fails(story, committed, monkeypatch, failed_rows):
    other = StoryFactory(title="The well", lede="", language="en")
    lead = AuthorFactory(story=other, lead=True)
    BlockFactory(chapter=ChapterFactory(story=other), by=lead, text="<p>We dug.</p>")
    published(other)
    with committed():
        refresh_listing(other)
    engine().stories.write(StoryBatch(10_000, gone=(other.pk,)))
    IndexState.objects.update(sequence=20_000)
    real = story_updates.story_documents_of

    def fail_for_story(pks):
        if story.pk in pks:
            raise ValueError("This story can't be read.")
        return real(pks)

    monkeypatch.setattr(story_updates, "story_documents_of", fail_for_story)

    differing = sweep_stories()

    assert read_log(failed_rows) == [
        f"failed for story {story.pk} with ValueError",
        "failed for 1 of 2 rows",
    ]
    assert differing == [other.pk]
    assert (found("bucket"), found("well")) == ([story.pk], [other.pk])


def test_a_sweep_mends_what_is_missing_stale_or_too_much(story):
    engine().stories.write(StoryBatch(10_000, gone=(story.pk,)))
    engine().stories.write(StoryBatch(1, gone=()))
    IndexState.objects.update(sequence=20_000)

    differing = sweep_stories()

    assert differing == [story.pk]
    assert found("bucket") == [story.pk]
    assert sweep_stories() == []
