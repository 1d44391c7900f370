"""Stories for programs."""

import pytest

from tests.answers import fits_its_description
from tests.factories.stories import AuthorFactory, BlockFactory, StoryFactory, published
from travel_stories.stories.actions.listings import refresh_listing

pytestmark = pytest.mark.django_db

STORIES = "/api/v1/stories/"


def make_story(**columns):
    story = StoryFactory(**columns)
    BlockFactory(chapter__story=story, by=AuthorFactory(story=story, lead=True, credit="Robin"))
    published(story)
    refresh_listing(story)
    return story


def test_public_stories_are_told_and_no_drafts(client):
    story, draft = make_story(), StoryFactory()

    answer = client.get(f"{STORIES}?lang=en")

    (told,) = answer.json()["items"]
    assert (told["id"], told["authors"]) == (story.public_id, "Robin")
    assert told["licence"] == "CC-BY-SA-4.0"
    assert client.get(told["files"]["md"].replace("http://localhost:8000", "")).status_code == 200
    assert client.get(f"{STORIES}{draft.public_id}/").status_code == 404
    fits_its_description(client, STORIES, answer)
    one = client.get(f"{STORIES}{story.public_id}/?lang=en")
    assert one.json() == told
    fits_its_description(client, f"{STORIES}{{id}}/", one)


def test_a_story_whose_licence_lets_nobody_use_it_has_no_files(client):
    story = make_story(licence="all-rights-reserved")

    told = client.get(f"{STORIES}{story.public_id}/").json()

    assert (told["licence_url"], told["files"]) == ("", {})


def test_pages_of_stories_follow_each_other(client):
    stories = [make_story() for _ in range(26)]

    first = client.get(STORIES).json()
    second = client.get(first["next"]).json()

    found = [one["id"] for one in first["items"] + second["items"]]
    assert second["next"] is None
    assert sorted(found) == sorted(story.public_id for story in stories)


def test_api_queries_for_three_as_for_one(client, count_queries):
    asked = []
    for count in (1, 2):
        for _ in range(count):
            make_story()
        asked.append(count_queries(lambda: client.get(STORIES)))

    assert asked[0] == asked[1]
