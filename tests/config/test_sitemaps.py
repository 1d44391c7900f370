"""Sitemaps by the rules of sitemaps.org, with the other language of each page (hreflang)."""

import re
from xml.etree.ElementTree import fromstring

import pytest
import time_machine

from tests.factories.cms import in_french, make_destination, make_home, make_index
from tests.factories.hosting import CauseFactory, CommunityFactory, InterestFactory, StayFactory
from tests.factories.stories import AuthorFactory, BlockFactory, StoryFactory, published
from travel_stories.stories.actions.listings import refresh_listing

pytestmark = pytest.mark.django_db

NS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
HOUSE = re.compile(r"^http://[a-z]+(:\d+)?")
ORDER = [f"{NS}loc", f"{NS}lastmod", f"{NS}changefreq", f"{NS}priority"]


def told(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/xml"
    return fromstring(answer.content)


def entries(client):
    """Each address with its other languages, of all parts of the index."""
    index = told(client, "/sitemap.xml")
    assert index.tag == f"{NS}sitemapindex"
    for part in index.iter(f"{NS}loc"):
        urls = told(client, HOUSE.sub("", part.text))
        assert urls.tag == f"{NS}urlset"
        for url in urls:
            assert url.tag == f"{NS}url"
            assert {child.tag for child in url} <= {*ORDER, LINK}
            assert len(url.findall(f"{NS}loc")) == 1
            yield (
                url.find(f"{NS}loc").text,
                {link.get("hreflang"): link.get("href") for link in url.iter(LINK)},
            )


def alternates_of(page):
    """What the head of a page says of its languages."""
    return dict(re.findall(r'rel="alternate"\s+hreflang="(\w+)"\s+href="([^"]+)"', page))


def make_all():
    home = make_home()
    index = make_index(home)
    page = make_destination(index, CommunityFactory())
    for one, slug in ((home, "accueil"), (index, "recits"), (page, "vallee")):
        in_french(one, title=f"{one.title} (fr)", slug=slug)
    StayFactory()
    story = StoryFactory()
    BlockFactory(chapter__story=story, by=AuthorFactory(story=story, lead=True))
    published(story)
    refresh_listing(story)


def test_every_page_leads_to_itself_in_each_language_and_back(client):
    make_all()

    pages = dict(entries(client))

    # pages, an offer, communities, a story, the way in by place with its communes
    assert len(pages) == 2 * (3 + 1 + 2 + 1 + 3)
    for url, languages in pages.items():
        assert set(languages) == {"fr", "en"}, url
        assert url in languages.values()
        for other in languages.values():
            assert pages[other] == languages
        assert client.get(HOUSE.sub("", url)).status_code == 200, url


def test_a_page_says_the_same_of_its_languages_as_the_sitemap_does(client):
    make_all()

    for url, languages in dict(entries(client)).items():
        assert alternates_of(client.get(HOUSE.sub("", url)).text) == languages, url


@time_machine.travel("2027-04-03 10:00")
def test_each_way_in_is_found_but_no_person(client):
    make_all()
    CommunityFactory().causes.add(CauseFactory(slug="hedges"))
    stay = StayFactory(season_from=4, season_until=6)
    stay.interests.set([InterestFactory(slug="rivers")])
    stay.save()

    found = {HOUSE.sub("", url) for url in dict(entries(client))}

    for address in ("cause/", "cause/hedges/", "interest/rivers/", "season/now/", "place/"):
        assert f"/en/stories/by/{address}" in found
    assert not [url for url in found if url.startswith("/en/stories/by/person/")]
    assert "noindex" not in "".join(
        client.get(url).text for url in found if url.startswith("/en/stories/by/")
    )


def test_a_season_without_anything_is_not_found(client):
    make_all()

    assert not [url for url in dict(entries(client)) if "/by/season/" in url]


def test_ways_in_are_read_as_often_for_three_as_for_one(client, count_queries):
    asked = []
    for count in (1, 2):
        for community in CommunityFactory.create_batch(count):
            community.causes.add(CauseFactory())
        asked.append(count_queries(lambda: client.get("/sitemap-ways-in.xml")))

    assert asked[0] == asked[1]


def test_a_page_without_a_translation_names_only_itself(client):
    make_home()
    itself = {"en": "http://testserver/en/"}

    assert dict(entries(client)) == {"http://testserver/en/": itself}
    assert alternates_of(client.get("/en/").text) == itself
