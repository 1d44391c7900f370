"""The map as a page of its own, and the cards of its pins."""

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from search.query.errors import SearchDownError
from search.results import views
from tests.factories.geography import LocalityFactory
from tests.factories.hosting import CommunityFactory, RateFactory, StayFactory, UnitFactory
from tests.search.indexing import index_offers
from tests.search.results.test_views import questions_in
from tests.weights import MOST_BYTES, MOST_BYTES_WITH_MAP, weight

pytestmark = pytest.mark.django_db

MOST_QUERIES = 8


@pytest.fixture(autouse=True)
def third_of_april():
    with time_machine.travel("2027-04-03 10:00", tick=False):
        yield


class Broken:
    def area(self, *args, **options):
        raise SearchDownError


@pytest.mark.parametrize("path", ["/en/map/", "/fr/carte/"])
def test_the_map_has_an_address_of_its_own_and_is_lit(client, path):
    page = client.get(path).content.decode()

    assert f'href="{path}" aria-current="page"' in page
    assert "/offers/map.geojson" in page or "/offres/map.geojson" in page


@pytest.mark.parametrize("count", [0, 1, 30])
def test_the_map_is_whole_with_any_number_of_offers(client, count):
    for _number in range(count):
        RateFactory(offer=StayFactory())
    index_offers()

    with CaptureQueriesContext(connection) as queries:
        response = client.get("/en/map/")

    page = response.context["page"]
    assert questions_in(queries) <= MOST_QUERIES
    assert page.total == count
    assert page.place.drawing.shapes
    assert len(page.place.spots) == (count if count <= 26 else 0)


def test_the_map_takes_wishes_along_to_the_list_and_to_pins(client):
    LocalityFactory(name="Loches")
    stay = StayFactory()
    UnitFactory(stay=stay.stay)
    RateFactory(offer=stay)
    index_offers()

    asked = {"kind": "stay", "check_in": "2027-06-03", "check_out": "2027-06-06", "adults": "2"}
    page = client.get("/en/map/", asked).context["page"]

    query = "check_in=2027-06-03&check_out=2027-06-06&adults=2&kind=stay"
    assert page.list_url == f"/en/offers/?{query}"
    assert page.src == f"/en/offers/map.geojson?{query}"
    assert page.cards.startswith("/en/map/NOUN/KEY/?check_in=2027-06-03")
    assert page.kept == [("kind", "stay")]
    assert {chip.url.partition("?")[0] for chip in page.chips} == {"/en/map/"}


def test_the_map_stays_where_somebody_moved_it(client):
    page = client.get("/en/map/", {"bbox": "0.5,47,1.5,48", "kind": "tip"}).context["page"]

    assert page.bounds == "0.5,47,1.5,48"
    assert page.here_url == "/en/map/?kind=tip"


def test_the_map_says_what_was_not_understood(client):
    response = client.get("/en/map/", {"adults": "0"})

    assert response.status_code == 422
    assert "place-map" in response.content.decode()


def test_the_map_is_drawn_where_no_engine_answers(client, monkeypatch):
    monkeypatch.setattr(views, "engine", Broken)

    response = client.get("/en/map/")

    page = response.context["page"]
    assert (response.status_code, page.total, page.src) == (200, 0, "")
    assert escape(page.down) in response.content.decode()


def test_the_map_names_what_else_it_may_show(client):
    layers = client.get("/en/map/").context["page"].layers

    assert [(layer.noun, layer.src) for layer in layers] == [
        ("community", "/en/communities/map.geojson"),
        ("story", "/en/stories/map.geojson"),
    ]


def test_the_map_page_is_light(client):
    for _number in range(20):
        RateFactory(offer=StayFactory())
    index_offers()

    response = client.get("/en/map/")

    assert weight(response) <= MOST_BYTES
    assert weight(response, with_map=True) <= MOST_BYTES_WITH_MAP


def test_a_card_of_an_offer_tells_what_the_dates_come_to(client, django_assert_max_num_queries):
    stay = StayFactory()
    UnitFactory(stay=stay.stay)
    RateFactory(offer=stay)
    dates = {"check_in": "2027-06-03", "check_out": "2027-06-06", "adults": "2"}

    with django_assert_max_num_queries(MOST_QUERIES):
        response = client.get(f"/en/map/offer/{stay.public_id}/", dates)

    card = response.content.decode()
    assert "<html" not in card
    assert stay.title in card
    assert "check_in=2027-06-03" in card


def test_a_card_of_a_community_leads_to_it(client):
    community = CommunityFactory()

    card = client.get(f"/en/map/community/{community.public_id}/").content.decode()

    assert f'href="{community.get_absolute_url()}"' in card


@pytest.mark.parametrize("noun", ["offer", "community", "story", "unicorn"])
def test_no_card_of_what_is_not_public(client, noun):
    draft = StayFactory(draft=True)

    assert client.get(f"/en/map/{noun}/{draft.public_id}/").status_code == 404


def test_the_map_is_only_read(client):
    assert client.post("/en/map/").status_code == 405
    assert client.post("/en/map/offer/22222222/").status_code == 405


def test_communities_come_to_the_map_in_one_read(client, django_assert_num_queries):
    here, there = CommunityFactory(), CommunityFactory()

    with django_assert_num_queries(1):
        response = client.get("/en/communities/map.geojson")

    shown = response.json()["features"]
    assert {one["properties"]["key"] for one in shown} == {here.public_id, there.public_id}
    assert {one["properties"]["kind"] for one in shown} == {"community"}
    assert response.headers["Cache-Control"] == "public, max-age=300"
