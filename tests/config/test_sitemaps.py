"""Sitemaps by the rules of sitemaps.org, with the other language of each page (hreflang)."""

import re
from xml.etree.ElementTree import fromstring

import pytest

from tests.factories.cms import in_french, make_destination, make_home, make_index
from tests.factories.hosting import CommunityFactory, StayFactory
from tests.factories.stories import AuthorFactory, BlockFactory, StoryFactory, published
from travel_stories.actions.shelves import shelve

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


def make_all():
    home = make_home()
    index = make_index(home)
    page = make_destination(index, CommunityFactory())
    for one in (home, index, page):
        in_french(one, title=f"{one.title} (fr)", slug=f"{one.slug}-fr")
    StayFactory()
    story = StoryFactory()
    BlockFactory(chapter__story=story, by=AuthorFactory(story=story, lead=True))
    published(story)
    shelve(story)


def test_every_page_leads_to_itself_in_each_language_and_back(client):
    make_all()

    pages = dict(entries(client))

    assert len(pages) == 2 * (3 + 1 + 2 + 1)  # pages, an offer, communities, a story
    for url, languages in pages.items():
        assert set(languages) == {"fr", "en"}, url
        assert url in languages.values()
        for other in languages.values():
            assert pages[other] == languages
        assert client.get(HOUSE.sub("", url)).status_code == 200, url


def test_a_page_without_a_translation_names_only_itself(client):
    make_home()

    assert dict(entries(client)) == {"http://localhost/en/": {"en": "http://localhost/en/"}}
