"""Where everybody reads itineraries, takes them along and takes them over."""

import json
import re
from datetime import date
from urllib.parse import parse_qs, urlsplit
from xml.etree.ElementTree import fromstring

import feedparser
import pytest
from django.urls import reverse
from django.utils import translation

from hosting.communities.states import CommunityState
from hosting.offers.states import OfferState
from tests.factories.accounts import UserFactory
from tests.factories.cms import make_destination, make_home, make_index
from tests.factories.hosting import InterestFactory, PlaceFactory, StayFactory, TipFactory
from tests.factories.itineraries import a_stage, published, with_steps
from tests.factories.media import PhotoFactory
from tests.factories.stories import AuthorFactory, BlockFactory, StoryFactory
from tests.factories.stories import published as told
from tests.factories.travel_stories import SeatFactory
from tests.weights import MOST_BYTES, weight
from travel_stories.itineraries.actions.publication import withdraw_itinerary
from travel_stories.itineraries.models.editions import ItineraryEdition
from travel_stories.itineraries.models.itineraries import Itinerary
from travel_stories.stories.actions.listings import refresh_listing
from travel_stories.stories.models.listings import StoryListing
from travel_stories.trips.models.trips import Trip

pytestmark = pytest.mark.django_db

LIST = "/en/itineraries/"


def url_of(name, *args):
    with translation.override("en"):
        return reverse(f"travel_stories:{name}", args=args)


def address_of(edition):
    with translation.override("en"):
        return edition.itinerary.get_absolute_url()


def read(client, edition):
    return client.get(address_of(edition)).content.decode()


def titles(client, query=""):
    return re.findall(r"From weir to \w+ ?\w*", client.get(f"{LIST}{query}").content.decode())


def a_story():
    story = StoryFactory(title="Down the Cher")
    BlockFactory(chapter__story=story, by=AuthorFactory(story=story, lead=True))
    told(story)
    refresh_listing(story)
    return story


def test_the_page_shows_each_step_with_its_words_and_how_one_goes_on(client):
    offer, tip = StayFactory(title="The mill"), TipFactory(title="Ask the baker")
    edition = published(with_steps(offer, tip))

    page = read(client, edition)

    for words in ("The weir", "It hums.", "The mill", "Ask the baker", "Then by bike", "CO₂e"):
        assert words in page
    assert offer.get_absolute_url() in page
    assert page.count("data-stop") == 3
    assert page.count('data-places="stop-') == 2  # two steps at one place share a pin


def test_a_draft_and_what_was_withdrawn_are_not_there(client):
    draft, gone = with_steps().itinerary, with_steps()
    edition = published(gone)
    withdraw_itinerary(itinerary=gone.itinerary, by=gone.person)

    for itinerary in (draft, edition.itinerary):
        assert client.get(url_of("itinerary-detail", itinerary.address)).status_code == 404
        assert client.get(url_of("itinerary-gpx", itinerary.address)).status_code == 404
        assert client.get(url_of("itinerary-take", itinerary.address)).status_code == 404


def test_itineraries_of_a_community_that_is_closed_are_not_there(client):
    edition = published(with_steps())
    community = edition.itinerary.community
    community.state = CommunityState.DRAFT
    community.save()

    assert client.get(address_of(edition)).status_code == 404
    assert client.get("/api/v1/itineraries/").json()["items"] == []


def test_an_old_address_leads_to_todays(client):
    edition = published(with_steps(title="Weirs"))

    answer = client.get(url_of("itinerary-detail", edition.itinerary.public_id))

    assert (answer.status_code, answer.url) == (302, address_of(edition))


def test_an_offer_and_a_story_taken_back_since_are_said_to_be(client):
    offer, story = StayFactory(title="Secret name"), a_story()
    composer = with_steps(offer)
    a_stage(composer, kind="story", title="", story=story)
    edition = published(composer)
    assert "Down the Cher" in read(client, edition)

    offer.state = OfferState.WITHDRAWN
    offer.save()
    StoryListing.objects.all().delete()
    page = read(client, edition)

    assert page.count("This step is no longer available. The route continues without it.") == 2
    for gone in ("Secret name", "Down the Cher", offer.public_id, story.public_id):
        assert gone not in page


def test_no_exact_position_is_in_any_form_of_it(client):
    offer = StayFactory(
        place=PlaceFactory(exact_latitude=47.292187, latitude=47.3, address="7 Canary Lane")
    )
    edition = published(with_steps(offer))
    forms = [url_of(f"itinerary-{one}", edition.itinerary.address) for one in FORMS]
    addresses = [address_of(edition), LIST, "/api/v1/itineraries/", *forms]

    for address in addresses:
        body = client.get(address).content.decode()
        assert "47.292187" not in body
        assert "Canary" not in body
    assert "47.3" in client.get(forms[0]).content.decode()


FORMS = ("gpx", "geojson", "jsonld")


def test_gpx_is_a_route_and_geojson_a_line_through_public_points(client):
    composer = with_steps(StayFactory(title="The mill"))
    edition = published(composer)
    gpx, geojson, _linked = (
        client.get(url_of(f"itinerary-{one}", edition.itinerary.address)) for one in FORMS
    )

    points = fromstring(gpx.content).findall(".//{*}rtept")
    assert [(one.get("lat"), one.find("{*}name").text) for one in points] == [
        ("47.0", "The weir"),
        ("47.3", "The mill"),
    ]
    assert gpx["Content-Type"] == "application/gpx+xml"
    road = geojson.json()
    assert [one["geometry"]["type"] for one in road["features"]] == ["Point", "Point", "LineString"]
    assert road["features"][2]["geometry"]["coordinates"] == [[1.0, 47.0], [1.102, 47.3]]
    assert "by-sa/4.0" in road["rights"]
    assert composer.credit in road["rights"]


def test_what_lets_nobody_use_it_gives_out_no_files(client):
    edition = published(with_steps(licence="all-rights-reserved"))

    assert client.get(url_of("itinerary-gpx", edition.itinerary.address)).status_code == 404
    assert "GeoJSON" not in read(client, edition)


def test_a_road_without_any_place_has_no_map_and_no_gpx(client):
    composer = with_steps()
    composer.itinerary.stages.update(locality=None)
    edition = published(composer)

    assert client.get(url_of("itinerary-gpx", edition.itinerary.address)).status_code == 404
    assert "map__svg" not in read(client, edition)


@pytest.mark.parametrize("form", ["pdf", "GPX", "x"])
def test_another_form_is_not_there(client, form):
    edition = published(with_steps())

    address = url_of("itinerary-gpx", edition.itinerary.address).replace("/gpx/", f"/{form}/")
    assert client.get(address).status_code == 404


def test_the_list_is_filtered_by_theme_season_way_and_community(client):
    theme, offer = InterestFactory(slug="rivers"), StayFactory()
    spring = with_steps(title="From weir to spring", season_from=3, season_until=5)
    spring.itinerary.themes.add(theme)
    winter = with_steps(
        offer, title="From weir to winter", season_from=11, season_until=2, mode="coach"
    )
    published(spring, days_ago=1)
    published(winter)

    everything = ["From weir to winter", "From weir to spring"]
    assert titles(client) == everything
    assert titles(client, "?theme=rivers") == everything[1:]
    assert titles(client, "?season=spring") == everything[1:]
    assert titles(client, "?season=winter") == everything[:1]
    assert titles(client, "?season=summer") == []
    assert titles(client, "?by=coach") == everything[:1]
    assert titles(client, f"?community={offer.community.public_id}") == everything[:1]
    assert titles(client, f"?community={spring.itinerary.community.public_id}") == everything[1:]


@pytest.mark.parametrize("query", ["?season=monsoon", "?by=broom", "?theme=x", "?community=x"])
def test_a_wrong_filter_is_said_and_the_rest_filters(client, query):
    published(with_steps(title="From weir to weir"))

    answer = client.get(LIST + query)

    assert answer.status_code == 422
    assert "From weir to weir" in answer.content.decode()


def test_an_empty_list_says_what_to_do_next(client):
    assert "New itinerary" in client.get(LIST).content.decode()
    published(with_steps(season_from=6, season_until=6))
    assert "No itineraries match" in client.get(f"{LIST}?season=winter").content.decode()


def test_pages_of_the_list_follow_each_other(client):
    for number in range(14):
        published(with_steps(title=f"From weir to w{number:02}"), days_ago=14 - number)

    assert len(titles(client)) == 12
    assert len(titles(client, "?page=2")) == len(titles(client, "?page=99")) == 2


def test_the_list_takes_as_many_queries_for_six_as_for_two(client, count_queries):
    asked = []
    for count in (2, 4):
        for _ in range(count):
            published(with_steps(StayFactory()))
        asked.append(count_queries(lambda: client.get(LIST)))

    assert asked[1] <= asked[0] <= 15


def test_a_long_itinerary_takes_as_many_queries_as_a_short_one(
    client, count_queries, django_assert_max_num_queries
):
    theme, cover = InterestFactory(), PhotoFactory()
    asked, editions = [], []
    for count in (1, 6):
        composer = with_steps(*(StayFactory() for _ in range(count)), cover=cover)
        composer.itinerary.themes.add(theme)
        a_stage(composer, kind="story", title="", story=a_story())
        editions.append(published(composer))
        asked.append(count_queries(lambda: read(client, editions[-1])))

    assert asked[1] <= asked[0]
    with django_assert_max_num_queries(20):
        read(client, editions[1])


def test_the_page_is_light(client):
    edition = published(with_steps(*(StayFactory() for _ in range(8))))

    assert weight(client.get(address_of(edition))) <= MOST_BYTES
    assert weight(client.get(LIST)) <= MOST_BYTES


def test_scripts_in_any_words_stay_words(client):
    composer = with_steps(title="<script>alert(1)</script>", summary="<script>alert(2)</script>")
    a_stage(composer, title="<script>alert(3)</script>", words="</script><script>alert(4)")
    edition = published(composer)

    assert "<script>alert" not in read(client, edition)
    assert "<script>alert" not in client.get(LIST).content.decode()


def test_linked_data_tells_the_stops_in_order_without_what_was_taken_back(client):
    gone, offer = StayFactory(), StayFactory(title="The mill")
    edition = published(with_steps(gone, offer))
    gone.state = OfferState.WITHDRAWN
    gone.save()

    (block,) = re.findall(r'ld\+json">(.*?)</script>', read(client, edition), re.DOTALL)
    node = json.loads(block)

    names = [one["item"]["name"] for one in node["itinerary"]["itemListElement"]]
    assert names == ["The weir", "The mill"]


def test_feeds_tell_the_newest_first(client):
    for number, days in ((1, 3), (2, 1)):
        published(with_steps(title=f"From weir to w{number}"), days_ago=days)

    for form in ("atom", "rss"):
        feed = feedparser.parse(client.get(f"{LIST}feed.{form}").content)
        assert not feed.bozo
        assert [one.title for one in feed.entries] == ["From weir to w2", "From weir to w1"]


def test_a_card_of_it_can_stand_on_other_pages(client):
    edition = published(with_steps(title="Weirs"))

    answer = client.get(f"/oembed?url=http://testserver{address_of(edition)}")

    assert answer.json()["title"] == "Weirs"
    card = client.get(reverse("core:card", args=["itinerary", edition.itinerary.public_id]))
    assert "Weirs" in card.content.decode()


def test_the_sitemap_has_it_until_it_is_withdrawn(client):
    composer = with_steps()
    edition = published(composer)
    address = edition.itinerary.public_id

    assert address in client.get("/sitemap-itineraries.xml").content.decode()
    withdraw_itinerary(itinerary=composer.itinerary, by=composer.person)
    assert address not in client.get("/sitemap-itineraries.xml").content.decode()


def test_offer_community_and_destination_show_what_leads_through_them(client):
    offer, elsewhere = StayFactory(), StayFactory()
    edition = published(with_steps(offer, title="Weirs"))
    destination = make_destination(make_index(make_home()), offer.community)
    with translation.override("en"):
        crossed = [
            offer.get_absolute_url(),
            offer.community.get_absolute_url(),
            edition.itinerary.community.get_absolute_url(),
            destination.get_url(),
        ]
        others = [elsewhere.get_absolute_url(), elsewhere.community.get_absolute_url()]

    for address in crossed:
        assert address_of(edition) in client.get(address).content.decode(), address
    for address in others:
        assert address_of(edition) not in client.get(address).content.decode(), address


def test_pages_with_three_itineraries_query_as_with_one(client, count_queries):
    offer, asked = StayFactory(), []
    with translation.override("en"):
        pages = [offer.get_absolute_url(), offer.community.get_absolute_url()]
    for count in (0, 1, 2):
        for _ in range(count):
            published(with_steps(offer))
        client.get(pages[0])  # what is remembered is warm
        asked.append([count_queries(lambda at=page: client.get(at)) for page in pages])

    assert asked[1] == asked[2]
    assert [with_one - without for with_one, without in zip(asked[1], asked[0], strict=True)] == [
        2,
        2,
    ]


def test_one_press_takes_it_over_into_a_new_trip(client):
    edition, camille = published(with_steps(title="Weirs")), UserFactory()
    client.force_login(camille)
    key = re.search(r'name="key" value="([^"]+)"', read(client, edition)).group(1)

    sent = {"key": key, "starts_on": "2027-05-03"}
    answers = [client.post(url_of("itinerary-take", edition.itinerary.address), sent) for _ in "ab"]

    trip = Trip.objects.get()
    assert {answer.url for answer in answers} == {trip.get_absolute_url()}
    assert (trip.title, trip.starts_on) == ("Weirs", date(2027, 5, 3))


def test_it_can_be_taken_into_a_trip_that_is_planned(client):
    edition, seat = published(with_steps(title="Weirs")), SeatFactory(organiser=True)
    client.force_login(seat.person)
    address = url_of("itinerary-take", edition.itinerary.address)
    page = client.get(address).content.decode()
    key = re.search(r'name="key" value="([^"]+)"', page).group(1)

    client.post(address, {"key": key, "trip": seat.trip.public_id, "starts_on": "2027-05-04"})

    assert seat.trip.title in page
    assert [step.day for step in seat.trip.steps.in_order()] == [2, 2, 2]


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        pytest.param(
            {"starts_on": "the third of May"},
            "Enter a date for “First day”, such as",
            id="starts-on-the-third",
        ),
        pytest.param(
            {"starts_on": "9999-12-31"},
            "Choose a date between 1900 and 2199",
            id="starts-on-9999-12-31",
        ),
        pytest.param(
            {"trip": "abcdefgh"}, "Choose one of the answers shown for “Trip”.", id="trip-abcdefgh"
        ),
        pytest.param(
            {"starts_on": "2020-01-01", "trip": "own"},
            "That day isn’t part of this trip.",
            id="starts-on-2020-01-01",
        ),
    ],
)
def test_a_wrong_take_over_is_said_and_loses_nothing(client, sent, said):
    edition, seat = published(with_steps()), SeatFactory(organiser=True)
    client.force_login(seat.person)
    if sent.get("trip") == "own":
        sent = sent | {"trip": seat.trip.public_id}
    key = "0b1a7c52-3b57-4d4f-8b39-0d7a4e2f8f11"

    answer = client.post(url_of("itinerary-take", edition.itinerary.address), sent | {"key": key})

    page = answer.content.decode()
    assert (answer.status_code, seat.trip.steps.count()) == (422, 0)
    assert said in page
    assert sent.get("starts_on", "") in page


def test_a_trip_of_somebody_else_is_no_choice(client):
    edition, other = published(with_steps()), SeatFactory(organiser=True)
    client.force_login(UserFactory())
    sent = {"key": "0b1a7c52-3b57-4d4f-8b39-0d7a4e2f8f11", "trip": other.trip.public_id}

    answer = client.post(url_of("itinerary-take", edition.itinerary.address), sent)

    assert (answer.status_code, other.trip.steps.count()) == (422, 0)


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_visitor_returns_from_login_with_the_chosen_day(client, method):
    edition = published(with_steps())
    address = url_of("itinerary-take", edition.itinerary.address)

    answer = getattr(client, method)(address, {"starts_on": "2027-05-03"})

    assert answer.status_code == 302
    (way_back,) = parse_qs(urlsplit(answer.url).query)["next"]
    client.force_login(UserFactory())

    page = client.get(way_back).content.decode()
    assert 'value="2027-05-03"' in page
    assert Trip.objects.count() == 0


def test_whoever_chose_nothing_comes_back_to_a_plain_address(client):
    address = url_of("itinerary-take", published(with_steps()).itinerary.address)

    answer = client.get(address, {"starts_on": ""})

    assert parse_qs(urlsplit(answer.url).query)["next"] == [address]


def test_what_everybody_reads_is_never_kept_by_a_browser(client):
    edition = published(with_steps())

    assert "no-store" in client.get(address_of(edition))["Cache-Control"]
    assert ItineraryEdition.objects.count() == Itinerary.objects.count() == 1
