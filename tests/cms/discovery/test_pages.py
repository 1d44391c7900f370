"""The pages of the narrative door, as a visitor reads them."""

import re

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hosting.offers.models.photos import OfferPhoto
from tests.cms.discovery.landscape import LOCHES, north, offer_at, story_through
from tests.factories.accounts import UserFactory
from tests.factories.cms import make_destination, make_home, make_index, make_theme
from tests.factories.hosting import (
    ActivityFactory,
    CauseFactory,
    CommunityFactory,
    InterestFactory,
    ProductFactory,
    SessionFactory,
    StayFactory,
    TipFactory,
)
from tests.factories.itineraries import published as edition_of
from tests.factories.itineraries import with_steps
from tests.factories.media import PhotoFactory, RenditionFactory
from travel_stories.stories.models.listings import StoryListing

pytestmark = pytest.mark.django_db

STORIES = "/en/stories/"
THIRD_OF_APRIL = "2027-04-03 10:00"
MOST_QUERIES = 30


@pytest.fixture(autouse=True)
def third_of_april():
    with time_machine.travel(THIRD_OF_APRIL, tick=False):
        yield


def every_page_with_a_foot():
    """Of every kind."""
    stay = offer_at(LOCHES, "Mill")
    tip, product, walk = (
        offer_at(north(1), title, factory)
        for title, factory in (
            ("Ford", TipFactory),
            ("Baskets", ProductFactory),
            ("Walk", ActivityFactory),
        )
    )
    story = story_through(LOCHES)
    make_destination(make_index(make_home()), stay.community)
    itinerary = edition_of(with_steps(stay)).itinerary
    things = (stay, tip, product, walk, stay.community, story, itinerary)
    return [*(thing.get_absolute_url() for thing in things), "/en/stories/the-valley/"]


def test_each_page_ends_with_a_way_on(client):
    for url in every_page_with_a_foot():
        foot = client.get(url).text.partition("<discover-more")[2]
        [around] = re.findall(r'class="link-more" href="([^"]*around/)"', foot)[:1]
        page = client.get(around)

        assert page.status_code == 200, around
        assert page.text.count('id="wander-') == 3, around


def test_a_link_that_says_where_it_comes_from_says_so_on(client):
    start, end = offer_at(LOCHES, "Mill"), offer_at(north(40), "Hut")
    offer_at(north(20), "Halfway", TipFactory)

    page = client.get(f"{end.get_absolute_url()}?from=offer-{start.public_id}").text
    [around] = re.findall(r'href="([^"]*around/\?from=[^"]*)"', page)
    body = client.get(around).text

    assert "You came from “Mill”" in body
    assert "between Mill and Hut" in body


def test_where_one_came_from_is_kept_nowhere(client):
    start, end = offer_at(LOCHES, "Mill"), offer_at(north(40), "Hut")
    around = around_of("offer", end)

    answer = client.get(f"{around}?from=offer-{start.public_id}")

    assert answer.status_code == 200
    assert not answer.cookies
    assert "no-store" in answer["Cache-Control"]
    assert "You came from" not in client.get(around).text


def test_what_lies_around_leads_back_by_the_name_of_the_page(client):
    around = around_of("offer", offer_at(LOCHES, "Mill"))

    assert "Back to “Mill”" in client.get(around).text


def around_of(noun, thing):
    return reverse(f"cms:around-{noun}", args=[thing.address])


@pytest.mark.parametrize("mark", ["offer-zzzzzzzz", "<script>alert(1)</script>", "%00", "a" * 3000])
def test_a_false_mark_is_left_aside(client, mark):
    mill = offer_at(LOCHES, "Mill")

    foot = client.get(f"{mill.get_absolute_url()}?from={mark}")
    page = client.get(f"{around_of('offer', mill)}?from={mark}")

    assert (foot.status_code, page.status_code) == (200, 200)
    assert "You came from" not in page.text
    assert "<script>alert" not in foot.text + page.text


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("/en/offers/mill-zzzzzzzz/around/", id="offer"),
        pytest.param("/en/communities/zzzzzzzz/around/", id="community"),
        "/en/stories/zzzzzzzz/around/",
        "/en/places/nowhere/around/",
        pytest.param("/en/stories/by/interest/nothing/", id="interest"),
        "/en/stories/by/cause/nothing/",
        "/en/stories/by/season/monsoon/",
        pytest.param("/en/stories/by/place/loches-fr-99999/", id="place"),
        "/en/stories/by/place/loches/",
        pytest.param("/en/stories/by/person/somebody-zzzzzzzz/", id="person"),
        "/en/stories/by/person/x/",
        "/en/stories/by/weight/",
    ],
)
def test_what_is_not_there_is_not_found(client, path):
    assert client.get(path).status_code == 404


def test_what_lies_around_a_draft_is_for_its_host(client):
    draft = StayFactory(draft=True)

    to_a_stranger = client.get(around_of("offer", draft)).status_code
    client.force_login(draft.host)
    own = client.get(draft.get_absolute_url()).text

    assert to_a_stranger == 404
    assert client.get(around_of("offer", draft)).status_code == 200
    assert "<discover-more" not in own


class Country:
    """One of everything along a road, and as many more as one likes."""

    def __init__(self):
        self.odile = UserFactory(display_name="Odile")
        self.mill = offer_at(LOCHES, "Mill", host=self.odile, station_name="Loches")
        self.cause, self.interest = CauseFactory(slug="commons"), InterestFactory(slug="rivers")
        self.index = make_index(make_home())
        make_theme(self.index, self.interest)
        self.grow(0)

    def grow(self, number):
        community = CommunityFactory(locality__latitude=LOCHES[0], locality__longitude=LOCHES[1])
        community.causes.add(self.cause)
        make_destination(self.index, community, title=f"Valley {number}")
        for factory in (StayFactory, TipFactory, ProductFactory, ActivityFactory):
            self.offer(number, factory, community)
        road = (north(number), north(number + 20))
        story_through(*road, title=f"Story {number}", credit="Odile", person=self.odile)
        composer = with_steps(*self.index_of_offers(community), title=f"Road {number}")
        composer.itinerary.themes.add(self.interest)
        edition_of(composer)
        for listing in StoryListing.objects.all():
            listing.themes.add(self.interest)

    def index_of_offers(self, community):
        return community.offers.order_by("pk")[:2]

    def offer(self, number, factory, community):
        spring = {"season_from": 4, "season_until": 6, "station_name": "Loches"}
        point = north(number + 1)
        offer = offer_at(point, f"Offer {number}", factory, community=community, **spring)
        offer.causes.add(self.cause)
        offer.interests.add(self.interest)
        offer.save()
        photo = PhotoFactory()
        OfferPhoto.objects.create(offer=offer, photo=photo)
        RenditionFactory(image=photo)
        if factory is ActivityFactory:
            SessionFactory(activity=offer)


PATHS = (
    *("", "by/cause/commons/", "by/interest/rivers/", "by/season/now/", "by/season/spring/"),
    *("by/place/", "by/cause/", "by/interest/", "by/season/", "by/person/"),
)


def queries_by_path(country):
    """How often each page asks the database when nothing but itself was read before."""
    client, counts = Client(), {}
    for path in ("around", *PATHS):
        url = around_of("offer", country.mill) if path == "around" else f"{STORIES}{path}"
        cache.clear()
        client.get(url)
        with CaptureQueriesContext(connection) as captured:
            client.get(url)
        counts[path] = len(captured)
    return counts


@pytest.fixture(scope="module")
def queries(django_db_setup, django_db_blocker):
    """Of a country with two of everything, and with five; it grows once for all pages."""
    with (
        django_db_blocker.unblock(),
        time_machine.travel(THIRD_OF_APRIL, tick=False),
        transaction.atomic(),
    ):
        country = Country()
        country.grow(1)
        two = queries_by_path(country)
        for number in (2, 3, 4):
            country.grow(number)
        five = queries_by_path(country)
        transaction.set_rollback(True)
    return two, five


@pytest.mark.parametrize("path", ["around", *PATHS])
def test_a_page_takes_as_many_queries_for_five(queries, path):
    two, five = (counts[path] for counts in queries)

    assert (five <= two, five <= MOST_QUERIES) == (True, True), (path, two, five)
