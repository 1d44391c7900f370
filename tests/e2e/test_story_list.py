"""The page of stories: one of them is in sight at once, on a phone and on a desk."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.looking import faults
from tests.factories.stories import AuthorFactory, BlockFactory, StoryFactory, published
from travel_stories.stories.actions.listings import refresh_listing
from travel_stories.stories.choices import Season

IN_SIGHT = 120  # pixels of the first card, at least
LONG = "Le long du Cher, entre moulins et troglodytes, avec deux ânes et un cahier à carreaux neuf"


@pytest.fixture
def stories(live_server):
    """Six public stories; one is called as long as may be, one is written from right to left."""
    titles = [
        ("على ضفاف النهر", "ar"),
        (LONG, "fr"),
        *((f"Down the Cher {n}", "en") for n in range(4)),
    ]
    for title, language in titles:
        story = StoryFactory(
            title=title, language=language, season=Season.AUTUMN, lede="Rain. " * 60
        )
        BlockFactory(chapter__story=story, by=AuthorFactory(story=story, lead=True))
        published(story)
        refresh_listing(story)
    return f"{live_server.url}/en/stories/"


@pytest.mark.parametrize("device", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_first_story_is_in_sight_at_once(open_page, stories, device):
    page = open_page(device)

    for address in (stories, f"{stories}?season=autumn"):
        page.goto(address)
        top = page.locator(".story-card").first.bounding_box()["y"]
        assert top + IN_SIGHT <= device["viewport"]["height"], address


def test_filters_are_behind_one_control_without_scripts(open_page, stories):
    page = open_page(PHONE, java_script_enabled=False)
    page.goto(stories)
    season = page.get_by_label("Season")
    expect(season).to_be_hidden()

    page.get_by_text("Filters", exact=True).click()
    season.select_option("autumn")
    page.get_by_role("button", name="Show").click()

    expect(page.get_by_text("Filters (1)")).to_be_visible()
    expect(page.locator(".story-card")).to_have_count(6)


def test_pictures_of_stories_have_one_ratio_and_nobody_is_left_out(desktop, stories):
    found = faults(desktop, stories)

    ratios = desktop.eval_on_selector_all(
        ".story-card__picture", "all => all.map(one => one.offsetWidth / one.offsetHeight)"
    )
    assert found == []
    assert [round(ratio, 1) for ratio in ratios] == [1.5] * 6
