"""What search engines are told of."""

import re

import pytest

from hosting.communities.states import CommunityState
from tests.factories.hosting import CommunityFactory, StayFactory

pytestmark = pytest.mark.django_db

LOCATION = re.compile(r"<loc>http://testserver([^<]+)</loc>")
ALTERNATE = re.compile(r'hreflang="(\w+)" href="http://testserver([^"]+)"')


def test_the_sitemap_leads_to_its_parts(client):
    answer = client.get("/sitemap.xml").content.decode()

    assert LOCATION.findall(answer) == [
        "/sitemap-offers.xml",
        "/sitemap-communities.xml",
        "/sitemap-stories.xml",
        "/sitemap-itineraries.xml",
        "/sitemap-pages.xml",
        "/sitemap-ways-in.xml",
    ]


def test_public_offers_are_told_in_both_languages(client):
    offer = StayFactory()
    StayFactory(draft=True)

    answer = client.get("/sitemap-offers.xml").content.decode()

    english = offer.get_absolute_url()
    assert [url for url in LOCATION.findall(answer) if url.startswith("/en/")] == [english]
    assert len(LOCATION.findall(answer)) == 2
    assert dict(ALTERNATE.findall(answer))["en"] == english
    assert set(dict(ALTERNATE.findall(answer))) == {"fr", "en"}


def test_only_public_communities_are_told(client):
    community = CommunityFactory()
    CommunityFactory(state=CommunityState.PAUSED)

    answer = client.get("/sitemap-communities.xml").content.decode()

    assert [url for url in LOCATION.findall(answer) if url.startswith("/en/")] == [
        community.get_absolute_url()
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_offers_are_told_in_as_many_queries_for_three_as_for_one(
    client, count, django_assert_num_queries
):
    StayFactory.create_batch(count)

    client.get("/sitemap-offers.xml")  # the site itself is remembered from now on

    with django_assert_num_queries(1):
        client.get("/sitemap-offers.xml")
