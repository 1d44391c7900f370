"""Where everybody reads: the index, a story, and what machines fetch."""

import json
import re
from urllib.parse import urlencode
from xml.etree.ElementTree import fromstring

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from tests.factories.accounts import UserFactory
from tests.factories.geography import LocalityFactory
from tests.factories.hosting import InterestFactory, PlaceFactory, StayFactory
from tests.factories.media import PhotoFactory, RenditionFactory
from tests.factories.stories import (
    AuthorFactory,
    BlockFactory,
    ChapterFactory,
    StoryFactory,
    a_story_edit,
    published,
)
from tests.weights import weight
from travel_stories.stories.actions.consents import withdraw_consent
from travel_stories.stories.actions.listings import refresh_listing
from travel_stories.stories.actions.publication import publish_story, submit_story
from travel_stories.stories.actions.stories import change_story
from travel_stories.stories.choices import BlockKind, Season
from travel_stories.stories.models.consents import PersonShown
from travel_stories.stories.models.links import StoryLink
from travel_stories.stories.models.listings import StoryListing
from travel_stories.stories.models.stories import Story
from travel_stories.stories.selectors.consent_levels import stands_in
from travel_stories.stories.states import StoryState
from travel_stories.trips.choices import TripKind

pytestmark = pytest.mark.django_db


def url_of(name, *args):
    with translation.override("en"):
        return reverse(f"travel_stories:{name}", args=args)


def a_story(title="Down the Cher", place="Loches", at=(47.1, 1.0), **frame):
    """One chapter at a place, with a text and a photograph; public."""
    story = StoryFactory(title=title, **frame)
    lead = AuthorFactory(story=story, lead=True, credit="Camille")
    locality = LocalityFactory(name=place, latitude=at[0], longitude=at[1])
    chapter = ChapterFactory(story=story, title="Under the bridge", locality=locality)
    BlockFactory(chapter=chapter, by=lead, text="<p>It rained <em>all day</em>.</p>")
    photo = BlockFactory(chapter=chapter, by=lead, kind=BlockKind.PHOTO, text="")
    photo.set_photos([(PhotoFactory(description="A bridge", credit="Zoé"), "The bridge")])
    return shelved(story)


def shelved(story):
    story.refresh_from_db()
    published(story)
    refresh_listing(story)
    return story


def read(client, story):
    return client.get(url_of("story-detail", story.address))


def test_a_public_story_is_read_by_everybody(client):
    story = a_story(season=Season.AUTUMN, travelled_as=TripKind.FRIENDS)

    page = read(client, story)

    text = page.text
    assert page.status_code == 200
    for words in ("Down the Cher", "Under the bridge", "<em>all day</em>", "Camille", "autumn"):
        assert words in text
    assert 'alt="A bridge"' in text
    assert "no-store" in page["Cache-Control"]


@pytest.mark.parametrize("state", [StoryState.DRAFT, StoryState.DELETED])
def test_a_story_without_edition_or_deleted_is_not_there(client, state):
    story = a_story()
    Story.objects.update(state=state, edition=None)

    assert read(client, story).status_code == 404


def test_an_address_follows_the_title_until_the_story_is_published():
    lead = AuthorFactory(lead=True, story=StoryFactory(title="First name"))
    BlockFactory(chapter__story=lead.story, by=lead)
    story = change_title(lead, "Second name")
    submitted = submit_story(story=story, by=lead)
    reader = UserFactory(is_superuser=True)
    before = story.address

    story = publish_story(story=submitted, seen=submitted.last_number, by=reader)
    story = change_title(lead, "Third name")

    assert before == f"second-name-{story.public_id}"
    assert story.address == before


def change_title(lead, title):
    lead.story.refresh_from_db()
    return change_story(
        story=lead.story, words={"title": title}, edit=a_story_edit(lead, lead.story)
    )


def test_a_name_that_said_no_leaves_the_address_and_its_old_one_is_dead(client):
    story = a_story(title="Down the Cher with Jeanne Martin")
    Story.objects.update(slug="down-the-cher-with-jeanne-martin")
    old = url_of("story-detail", f"down-the-cher-with-jeanne-martin-{story.public_id}")
    older = url_of("story-detail", f"down-the-loire-{story.public_id}")
    jeanne = PersonShown.objects.create(
        story=story, name="Jeanne Martin", added_by=story.authors.get().person
    )

    there = client.get(old).status_code
    withdraw_consent(shown=jeanne)
    story.refresh_from_db()

    assert there == 200
    assert "jeanne" not in story.address
    assert client.get(old).status_code == 404
    led = client.get(older)
    assert (led.status_code, led.url) == (302, url_of("story-detail", story.address))
    assert read(client, story).status_code == 200


def test_only_whole_names_count_in_an_address():
    assert stands_in("with-jeanne-martin", ["Jeanne Martin"])
    assert not stands_in("with-jeanne-martinet", ["Jeanne Martin", ""])


def test_an_old_name_leads_to_the_new_one(client):
    story = a_story()

    answer = client.get(url_of("story-detail", f"another-{story.public_id}"))

    assert (answer.status_code, answer.url) == (302, url_of("story-detail", story.address))


def test_what_somebody_typed_never_runs(client):
    bad = "<script>alert(1)</script>"
    story = StoryFactory(title=f"T{bad}", lede=bad)
    lead = AuthorFactory(story=story, lead=True, credit=bad)
    chapter = ChapterFactory(story=story, title=bad)
    for kind in (BlockKind.TEXT, BlockKind.QUOTE, BlockKind.ADVICE, BlockKind.PLACE):
        words = f'<p onclick="x()">Words{bad}</p><a href="javascript:alert(1)">a</a>'
        BlockFactory(chapter=chapter, by=lead, kind=kind, title=bad, said_by=bad, text=words)
    shelved(story)

    page = read(client, story).text

    main = page.partition("<main")[2].partition("</main")[0]
    assert "<script>alert" not in page
    assert "onclick" not in main
    assert "javascript:" not in main
    assert main.count("Words") == 4


def test_linked_data_is_an_article_with_authors_and_licence(client):
    story = a_story()

    page = read(client, story).text

    node = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1])
    assert node["@type"] == "Article"
    assert node["author"] == [{"@type": "Person", "name": "Camille"}]
    assert node["license"] == "https://creativecommons.org/licenses/by-sa/4.0/"
    assert [place["name"] for place in node["contentLocation"]] == ["Loches"]


def test_only_the_first_photograph_is_loaded_at_once(client):
    story = StoryFactory()
    lead = AuthorFactory(story=story, lead=True)
    chapter = ChapterFactory(story=story)
    for _ in range(3):
        block = BlockFactory(chapter=chapter, by=lead, kind=BlockKind.PHOTO, text="")
        photo = PhotoFactory()
        RenditionFactory(image=photo, filter_spec="width-480|format-avif")
        block.set_photos([(photo, "")])
    shelved(story)

    main = read(client, story).text.partition("<main")[2]

    assert main.count('fetchpriority="high"') == 1
    assert main.count('loading="lazy"') == 2
    assert main.count('type="image/avif"') == 3


def test_the_road_leads_to_the_story_before_and_after(client):
    here = a_story("Here", "Loches", (47.0, 1.0))
    a_story("Near", "Montrésor", (47.1, 1.1))
    a_story("Far", "Nice", (43.7, 7.2))

    page = read(client, here).text

    road = page.partition('<nav class="road"')[2]
    assert "Near" in road
    assert not re.search(r"\bFar\b", road)


def test_each_place_and_offer_of_a_story_leads_into_a_trip(client):
    loches, tours = LocalityFactory(name="Loches"), LocalityFactory(name="Tours")
    met = StayFactory(title="The mill")
    story = StoryFactory()
    lead = AuthorFactory(story=story, lead=True)
    chapter = ChapterFactory(story=story, locality=loches)
    BlockFactory(chapter=chapter, by=lead, kind=BlockKind.OFFER, text="", offer=met)
    BlockFactory(chapter=chapter, by=lead, kind=BlockKind.PLACE, text="", locality=tours)
    shelved(story)

    page = read(client, story).text

    added = re.findall(r'href="/en/trips/add/\?([^"]+)"', page)
    assert added == [
        urlencode({"place": loches.code}),
        urlencode({"offer": met.public_id}),
        urlencode({"place": tours.code}),
    ]


def test_offers_stand_in_the_story_and_along_its_road(client):
    place = LocalityFactory(name="Loches", latitude=47.1, longitude=1.0)
    met, near = (
        StayFactory(title=title, place=PlaceFactory(locality=place, latitude=47.1, longitude=1.0))
        for title in ("The mill", "The barn")
    )
    far = StayFactory(title="The sea", place=PlaceFactory(latitude=43.0, longitude=5.0))
    story = StoryFactory()
    lead = AuthorFactory(story=story, lead=True)
    chapter = ChapterFactory(story=story, locality=place)
    BlockFactory(chapter=chapter, by=lead, kind=BlockKind.OFFER, text="", offer=met)
    shelved(story)

    page = read(client, story).text

    inside, _along, after = page.partition('id="along"')
    assert met.title in inside
    assert near.title in after
    assert far.title not in page
    assert met.title not in after


def test_a_long_story_takes_as_many_queries_as_a_short_one(
    client, count_queries, django_assert_max_num_queries
):
    story = a_story()
    short = count_queries(lambda: read(client, story))
    lead, chapter = story.authors.get(), story.chapters.get()
    for number in range(12):
        place = LocalityFactory(latitude=47.0 + number / 10, longitude=1.0)
        more = ChapterFactory(story=story, title=f"More {number}", locality=place)
        BlockFactory(chapter=more, by=lead)
        block = BlockFactory(chapter=chapter, by=lead, kind=BlockKind.PHOTO, text="")
        block.set_photos([(PhotoFactory(), "")])
    shelved(story)

    assert count_queries(lambda: read(client, story)) <= short
    with django_assert_max_num_queries(19):
        read(client, story)


def test_a_page_weighs_little_without_its_photographs(client):
    story = StoryFactory()
    lead = AuthorFactory(story=story, lead=True)
    for number in range(12):
        place = LocalityFactory(latitude=45.0 + number / 4, longitude=1.0 + number / 8)
        chapter = ChapterFactory(story=story, locality=place)
        BlockFactory(chapter=chapter, by=lead, text="<p>" + "It rained all day. " * 80 + "</p>")
    shelved(story)

    assert weight(read(client, story)) <= 120 * 1024


def test_the_index_filters_by_place_season_theme_and_party(client):
    rivers = InterestFactory(slug="rivers", name_en="Rivers")
    a_story("Autumn river", "Loches", (47.1, 1.0), season=Season.AUTUMN)
    tell = StoryFactory(title="Class trip", travelled_as=TripKind.CLASS, season=Season.SPRING)
    tell.themes.add(rivers)
    lead = AuthorFactory(story=tell, lead=True)
    nice = LocalityFactory(name="Nice", latitude=43.7, longitude=7.2)
    BlockFactory(chapter=ChapterFactory(story=tell, locality=nice), by=lead)
    shelved(tell)

    found = {
        query: titles(client.get(url_of("story-list") + query))
        for query in ("", "?season=autumn", "?theme=rivers", "?with=class", "?place=Nice")
    }

    assert found == {
        "": ["Autumn river", "Class trip"],  # the one with a picture leads
        "?season=autumn": ["Autumn river"],
        "?theme=rivers": ["Class trip"],
        "?with=class": ["Class trip"],
        "?place=Nice": ["Class trip"],
    }


def titles(page):
    title = r'story-card__title"><a href="[^"]*">(?:<span lang="\w+">)?([^<]*)<'
    return re.findall(title, page.text)


def test_a_wrong_filter_is_said_and_the_others_count(client):
    a_story(season=Season.AUTUMN)

    page = client.get(url_of("story-list") + "?season=autumn&theme=nothing&page=x")

    assert page.status_code == 422
    assert titles(page) == ["Down the Cher"]


def test_an_index_without_stories_leads_on(client):
    empty = client.get(url_of("story-list")).text
    a_story(season=Season.AUTUMN)
    none_like_it = client.get(url_of("story-list") + "?season=winter").text

    assert "No stories yet" in empty
    assert "No stories match" in none_like_it


def test_the_index_takes_as_many_queries_for_twelve_as_for_two(
    client, count_queries, django_assert_max_num_queries
):
    for number in range(2):
        a_story(f"Story {number}")
    few = count_queries(lambda: client.get(url_of("story-list")))
    for number in range(12):
        a_story(f"More {number}")

    assert count_queries(lambda: client.get(url_of("story-list"))) <= few + 1  # pages
    with django_assert_max_num_queries(19):
        client.get(url_of("story-list"))
    assert len(titles(client.get(url_of("story-list")))) == 12
    assert len(titles(client.get(url_of("story-list") + "?page=2"))) == 2


@pytest.mark.parametrize("name", ["story-rss", "story-atom"])
def test_feeds_hold_what_is_public_and_nothing_else(client, name):
    a_story("Public & free")
    hidden = a_story("Hidden")
    Story.objects.filter(pk=hidden.pk).update(edition=None)
    refresh_listing(hidden)

    feed = fromstring(client.get(url_of(name)).content)

    found = [title.text for title in feed.iter() if title.tag.endswith("title")]
    assert "Public & free" in found
    assert "Hidden" not in found


def test_the_sitemap_names_public_stories_in_both_languages(client):
    story = a_story()

    page = client.get("/sitemap-stories.xml").text

    assert f"/en/stories/{story.address}/" in page
    assert f"/fr/recits/{story.address}/" in page


def test_a_draft_is_read_by_its_secret_link_only_until_that_is_closed(client):
    story = a_story()
    Story.objects.update(edition=None, state=StoryState.DRAFT)
    link = StoryLink.objects.create(story=story, by=story.authors.get())

    page = client.get(link.get_absolute_url())
    wrong = client.get(url_of("story-look", link.token[:-1] + "x"))
    StoryLink.objects.update(revoked_at=timezone.now())
    closed = client.get(link.get_absolute_url())

    assert "Down the Cher" in page.text
    assert 'content="noindex"' in page.text
    assert (wrong.status_code, closed.status_code) == (410, 410)


def test_a_story_from_right_to_left_says_so(client):
    page = read(client, a_story(title="على ضفاف النهر", language="ar")).content.decode()

    assert '<article dir="rtl">' in page
    assert '<h1 lang="ar" dir="rtl">على ضفاف النهر</h1>' in page
    assert '<html lang="en"' in page


def test_the_index_opens_with_one_story_and_three_beside_it(client):
    for number in range(6):
        a_story(f"Story {number}")

    page = client.get(url_of("story-list")).text
    StoryListing.objects.update(cover=None)
    drawn = client.get(url_of("story-list")).text

    shapes = re.findall(r'<article class="story-card"(?: data-shape="(\w+)")?>', page)
    assert shapes == ["lead", "row", "row", "row", "", ""]
    assert [one.count("story-card__art") for one in (page, drawn)] == [0, 6]
    assert '<details class="filter-fold">' in page


@pytest.mark.parametrize(("count", "shapes"), [(1, ["lead"]), (2, ["lead", "row"])])
def test_the_index_of_few_stories_has_no_empty_places(client, count, shapes):
    for number in range(count):
        a_story(f"Story {number}")

    page = client.get(url_of("story-list")).text

    assert re.findall(r'<article class="story-card"(?: data-shape="(\w+)")?>', page) == shapes
    assert ("story-lead__beside" in page) == (count > 1)
    assert "More stories" not in page


def test_filters_say_how_many_are_set_and_open_where_one_is_wrong(client):
    a_story(season=Season.AUTUMN, travelled_as=TripKind.FRIENDS)

    page = client.get(url_of("story-list") + "?season=autumn&with=friends").text
    wrong = client.get(url_of("story-list") + "?theme=nothing").text

    assert re.search(r"Filters \(2\)", page)
    assert "data-shape" not in page
    assert '<details class="filter-fold" open>' in wrong


def test_a_place_is_said_once_and_the_first_text_opens_with_an_initial(client):
    weir = LocalityFactory(name="Bléré")
    chapter = ChapterFactory(title="Weir", locality=weir)
    lead = AuthorFactory(story=chapter.story, lead=True)
    BlockFactory(chapter=chapter, by=lead, kind=BlockKind.PLACE, locality=weir, text="<p>Ours.</p>")
    BlockFactory(chapter=chapter, by=lead)
    BlockFactory(chapter=chapter, by=lead)
    published(chapter.story)

    page = client.get(chapter.story.get_absolute_url()).text

    assert page.count('class="story__place"') == 1
    assert page.count("story__text--first") == 1
