"""The list of offers and its map, as a visitor reads them."""

import re
from contextlib import nullcontext
from dataclasses import replace

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hosting.offers.states import OfferState
from search.query.errors import IndexUnfitError, SearchDownError
from search.results import views
from tests.factories.geography import LocalityFactory
from tests.factories.hosting import (
    ActivityFactory,
    MembershipFactory,
    RateFactory,
    SessionFactory,
    StayFactory,
    TipFactory,
    UnitFactory,
)
from tests.hosting.public_pages.views.test_offers import full_stay
from tests.search.indexing import index_offers
from tests.weights import MOST_BYTES, MOST_BYTES_WITH_MAP, weight

pytestmark = pytest.mark.django_db

MOST_QUERIES = 15
MOST_QUERIES_WITH_FEWER_WORDS = {
    "mill+oven": 14,
    "mill+oven+ferry+quiet": 18,
    "mil+ovn+fery+quiet+xylophone": 18,
}
MOST_QUERIES_WITH_WAYS_OUT = {  # with the nearest, where nobody says some of the words
    "kind=stay&q=xylophone+unicorn+zeppelin": 15,
    "kind=product&q=mill+unicorn": 15,
    "kind=product&mode=paid&q=mil+oven+fery+unicorn": 17,
}
IN_JUNE = "check_in=2027-06-03&check_out=2027-06-06"
IN_PLACE = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def third_of_april():
    with time_machine.travel("2027-04-03 10:00", tick=False):
        yield


class Broken:
    """An engine that can't answer."""

    def __init__(self, refusal=SearchDownError):
        self.refusal = refusal

    def session(self):
        return nullcontext(self)

    def search(self, _query):
        raise self.refusal

    def area(self, _query, **_size):
        raise self.refusal


class Standing:
    """An engine that answers in place of another."""

    def __init__(self, inner):
        self.inner = inner

    def session(self):
        return nullcontext(self)

    def search(self, query):
        return replace(self.inner.search(query), slow=True)

    def area(self, query, **size):
        return self.inner.area(query, **size)


def questions_in(queries):
    """Without the words around a transaction: PostgreSQL keeps its time limit in one."""
    frame = ("SAVEPOINT", "RELEASE", "ROLLBACK")
    return sum(not query["sql"].startswith(frame) for query in queries)


def test_the_list_asks_the_database_as_often_for_three_as_for_one(client):
    LocalityFactory(name="Loches", search_keys="loches", latitude=47.3, longitude=1.102)
    asked, totals = [], []
    for count in (1, 2):
        for _ in range(count):
            full_stay(count)
            SessionFactory.create_batch(count, activity=ActivityFactory(is_on_request=True))
        index_offers()
        client.get("/en/offers/?place=Loches")  # places and the foot are remembered
        with CaptureQueriesContext(connection) as queries:
            response = client.get(
                f"/en/offers/?place=Loches&adults=2&{IN_JUNE}&kind=stay&kind=activity"
            )
        asked.append(questions_in(queries))
        totals.append(response.context["listing"].total)

    assert totals == [2, 6]
    assert asked[0] == asked[1]
    assert asked[0] <= MOST_QUERIES


def test_the_list_shows_what_is_public_and_leaves_out_the_rest(client):
    shown = StayFactory()
    StayFactory(draft=True)
    StayFactory(state=OfferState.PAUSED)
    index_offers()

    listing = client.get("/en/offers/").context["listing"]

    assert [row.card.place for row in listing.rows] == [shown.public_id]


def test_a_wish_that_cannot_be_is_said_and_the_list_still_stands(client):
    stay = full_stay()
    index_offers()

    response = client.get("/en/offers/?check_in=2027-05-06&check_out=2027-05-03&kind=castle")

    page = response.content.decode()
    assert response.status_code == 422
    assert "Choose a check-out date after check-in." in page
    assert "One of these options isn’t available here." in page
    assert [row.card.place for row in response.context["listing"].rows] == [stay.public_id]


@pytest.mark.parametrize(
    "query",
    [
        "q=" + "x" * 10_000,
        "q=%00",
        "bbox=2,48,1,47",
        "bbox=nan,nan,nan,nan",
        "at=47.3,1.102&km=0",
        "at=47.3,1.102&km=40000",
        pytest.param("check_in=2020-01-01&check_out=2020-01-03", id="past-dates"),
        "kind=castle",
        "page=forged",
        "page=%00",
        "order=paid",
        "weekend=%00",
    ],
)
def test_bad_input_is_refused_and_loses_nothing(client, query):
    stay = StayFactory()
    TipFactory()
    index_offers()

    response = client.get(f"/fr/offres/?kind=stay&{query}")

    listing = response.context["listing"]
    assert response.status_code == 422
    assert response.context["form"].errors or listing.refusal
    assert [row.card.place for row in listing.rows] == [stay.public_id]


@pytest.mark.parametrize(
    "text",
    [
        '" OR 1=1',
        "NEAR(a b)",
        "title:mill AND (b* NOT c)",
        "'; DROP TABLE x; --",
        "🐦 🏡",
        pytest.param("مرحبا بالعالم", id="arabic"),
        "\\ / * ? ~ ^ [ ] { }",
        "-",
    ],
)
def test_any_text_is_words_and_nothing_else(client, text):
    StayFactory()
    index_offers()

    response = client.get("/en/offers/", {"q": text})

    assert response.status_code == 200
    assert response.context["form"].criteria.text == text


def test_a_page_of_another_question_leads_to_the_beginning_of_this_one(client):
    TipFactory.create_batch(25)
    index_offers()
    after = client.get("/en/offers/?kind=tip").context["listing"].after

    fine = client.get(after)
    foreign = client.get(after.replace("kind=tip", "adults=1"))

    assert (fine.status_code, fine.context["listing"].first) == (200, 25)
    assert (foreign.status_code, foreign.context["listing"].first) == (422, 1)
    assert "This page of the list no longer exists." in foreign.content.decode()


def test_an_empty_list_says_what_is_still_possible(client):
    full_stay()
    index_offers()

    page = client.get("/en/offers/?kind=tip").content.decode()

    assert "No results" in page
    assert "without “Tip”" in page


def test_a_filtered_list_is_not_for_search_engines(client):
    StayFactory()
    index_offers()

    plain, filtered = client.get("/en/offers/"), client.get("/en/offers/?kind=stay")

    assert 'content="index, follow"' in plain.content.decode()
    assert 'content="noindex, follow"' in filtered.content.decode()


@pytest.mark.parametrize("refusal", [SearchDownError, IndexUnfitError])
def test_search_down_is_said_and_keeps_what_was_typed(client, monkeypatch, refusal):
    StayFactory()
    monkeypatch.setattr(views, "engine", lambda: Broken(refusal))

    response = client.get(f"/en/offers/?q=mill&kind=stay&{IN_JUNE}")

    page = response.content.decode()
    assert response.status_code == 200
    assert str(refusal.message).replace("'", "&#x27;") in page
    assert '<a class="chip"' in page
    assert re.search(r'name="q"\s+value="mill"', page)
    assert re.search(r'value="stay"\s+checked', page)


def test_where_another_engine_stands_in_the_page_says_that_it_takes_longer(client, monkeypatch):
    StayFactory()
    index_offers()
    inner = views.engine()
    monkeypatch.setattr(views, "engine", lambda: Standing(inner))

    page = client.get("/en/offers/").content.decode()

    assert "Search is slower than usual right now." in page


def test_words_that_nobody_says_are_put_right_and_that_is_said(client):
    StayFactory(title="La cabane")
    index_offers()

    response = client.get("/en/offers/?q=cabanne")

    page = response.content.decode()
    assert response.context["listing"].corrected == "cabane"
    assert "Showing results for “cabane”. Nothing found for “cabanne”." in page
    assert 'href="/en/offers/?q=cabane"' in page


@pytest.mark.parametrize("text", MOST_QUERIES_WITH_FEWER_WORDS)
def test_fewer_words_cost_no_more(client, text):
    """In one question to the engine, and all cards in one."""
    StayFactory(title="Mill with an oven", words="")
    asked = []
    for count in (1, 2):
        for word in ("Mill", "Oven", "Ferry"):
            StayFactory.create_batch(count, title=f"{word} of Loches", words="")
        index_offers()
        client.get(f"/en/offers/?kind=stay&q={text}")
        with CaptureQueriesContext(connection) as queries:
            response = client.get(f"/en/offers/?kind=stay&q={text}")
        asked.append(questions_in(queries))

    assert len(response.context["listing"].near_matches) >= 7
    assert asked[0] == asked[1]
    assert asked[0] <= MOST_QUERIES_WITH_FEWER_WORDS[text]


@pytest.mark.parametrize("criteria", MOST_QUERIES_WITH_WAYS_OUT)
def test_ways_out_queries(client, criteria):
    """In one question to the engine, whichever words have to be put right or left out."""
    LocalityFactory(name="Loches", search_keys="loches", latitude=47.3, longitude=1.102)
    address = f"/en/offers/?place=Loches&km=5&adults=6&{IN_JUNE}&{criteria}"
    asked, ways = [], []
    for count in (1, 3):
        for word in ("Mill", "Oven", "Ferry"):
            for stay in StayFactory.create_batch(count, title=f"{word} of Loches", words=""):
                UnitFactory(stay=stay, sleeps=8)
                RateFactory(offer=stay)
        index_offers()
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            listing = client.get(address).context["listing"]
        asked.append(questions_in(queries))
        ways.append(sum(way.count for way in listing.relaxations))

    assert (listing.total, bool(listing.near_matches)) == (0, "kind=stay" in criteria)
    assert 0 < ways[0] < ways[1]
    # Where hardly any stay takes six, one more for neighbours who take them together.
    assert asked[1] <= asked[0] <= MOST_QUERIES_WITH_WAYS_OUT[criteria]


def test_where_nothing_fits_the_page_says_so_and_shows_the_nearest(client):
    LocalityFactory(name="Loches", search_keys="loches", latitude=47.3, longitude=1.102)
    UnitFactory(stay=StayFactory(title="Mill", place__latitude=47.5), sleeps=2)
    TipFactory(party_max=None, place__latitude=47.5)
    index_offers()

    page = client.get("/en/offers/?place=Loches&km=5&adults=2").content.decode()
    french = client.get("/fr/offres/?place=Loches&km=5&adults=2").content.decode()
    anywhere = client.get("/en/offers/?adults=2").content.decode()

    for words in (
        "No results",
        "Offers nearest to Loches",
        "22.2 km from Loches",
        "further away than you asked for",
    ):
        assert words in page
    assert "Offres les plus proches : Loches" in french
    assert (
        "Also here, for any number of people:" in anywhere,
        "Offers nearest to" in anywhere,
    ) == (
        True,
        False,
    )


def test_who_says_less_than_all_stands_below_and_nobody_twice(client):
    whole = StayFactory(title="Mill with an oven", words="")
    part = StayFactory(title="Mill by the ferry", words="")
    StayFactory(title="A boat", words="")
    index_offers()

    listing = client.get("/en/offers/?q=mill+oven").context["listing"]
    nobody = client.get("/en/offers/?q=mill+unicorn&kind=product").context["listing"]

    assert [row.card.title for row in listing.rows] == [whole.title]
    assert [row.card.title for row in listing.near_matches][:1] == [part.title]
    assert all(row.card.letter == "" for row in listing.near_matches)
    assert (nobody.rows, nobody.near_matches) == ((), ())


def test_each_card_tells_why_it_is_here_and_the_page_the_rule(client):
    StayFactory()
    index_offers()

    response = client.get("/en/offers/?q=mill&at=47.3,1.102")
    shown = client.get("/en/offers/?at=47.3,1.102")

    (row,) = shown.context["listing"].rows
    page = shown.content.decode()
    assert response.status_code == 200
    for figure in row.figures:
        assert f'<data value="{figure.value!r}">{figure.words}</data>' in page
    assert "title (4), type and keywords (2)" in page


def test_the_answer_alone_is_sent_where_it_changes_in_place(client):
    StayFactory()
    index_offers()

    whole = client.get("/en/offers/?kind=stay&place=")
    part = client.get("/en/offers/?kind=stay&place=", headers=IN_PLACE)

    page = part.content.decode()
    assert "<html" in whole.content.decode()
    assert "<html" not in page
    assert 'id="results"' in page
    assert '<fieldset id="facet-kind" data-hx-swap-oob="innerMorph">' in page
    assert part["HX-Push-Url"] == "/en/offers/?kind=stay"
    assert "no-store" in part["Cache-Control"]
    assert ["HX-Request" in one["Vary"] for one in (whole, part)] == [True, True]


def test_the_address_of_what_was_not_understood_stays_as_it_was_asked(client):
    index_offers()

    part = client.get("/en/offers/?kind=castle", headers=IN_PLACE)

    assert (part.status_code, part["HX-Push-Url"]) == (422, "/en/offers/?kind=castle")
    assert "One of these options isn’t available here." in part.content.decode()


def test_the_map_fetches_all_that_fits_and_remembers_it(client):
    tips = TipFactory.create_batch(3)
    StayFactory()
    index_offers()

    response = client.get("/en/offers/map.geojson?kind=tip")
    again = client.get(
        "/en/offers/map.geojson?kind=tip", headers={"if-none-match": response["ETag"]}
    )

    features = response.json()["features"]
    assert {one["properties"]["key"] for one in features} == {tip.public_id for tip in tips}
    assert response["Cache-Control"] == "public, max-age=300"
    assert "Cookie" not in response.get("Vary", "")
    assert again.status_code == 304


@pytest.mark.parametrize("count", [1, 3])
def test_the_map_asks_the_database_as_often_for_three_as_for_one(client, count):
    StayFactory.create_batch(count)
    index_offers()

    with CaptureQueriesContext(connection) as queries:
        client.get("/en/offers/map.geojson")

    assert questions_in(queries) <= 6


def test_the_map_of_an_impossible_wish_says_what_is_wrong(client):
    response = client.get("/en/offers/map.geojson?adults=0")

    assert response.status_code == 422
    assert response.json() == {
        "errors": {"adults": ["Enter how many adults are coming: from 1 to 200."]}
    }


def test_the_map_says_where_no_engine_answers(client, monkeypatch):
    monkeypatch.setattr(views, "engine", Broken)

    response = client.get("/en/offers/map.geojson")

    assert response.status_code == 422
    assert response.json() == {"errors": {"__all__": [str(SearchDownError.message)]}}


@pytest.mark.parametrize("path", ["/en/offers/", "/en/offers/map.geojson"])
def test_a_get_is_the_only_way_to_read(client, path):
    assert client.post(path).status_code == 405


def test_a_full_list_page_weighs_at_most_100_kib_without_photos(client):
    for number in range(24):
        RateFactory(offer=StayFactory(words=f"Word {number} " * 60))
    index_offers()

    response = client.get("/en/offers/")

    assert len(response.context["listing"].rows) == 24
    assert weight(response) <= MOST_BYTES
    assert weight(response, with_map=True) <= MOST_BYTES_WITH_MAP


def test_a_party_that_hardly_any_stay_takes_is_offered_neighbours(client):
    big, small = (UnitFactory(sleeps=12, stay__party_max=None).stay for _number in range(2))
    small.community = big.community
    small.save()
    MembershipFactory(community=big.community, person=small.host)
    index_offers()

    page = client.get(f"/en/offers/?adults=20&{IN_JUNE}").content.decode()
    few = client.get(f"/en/offers/?adults=20&parts=2&{IN_JUNE}").context["listing"]

    assert "Few places sleep 20 people." in page
    for stay in (big, small):
        assert f"/en/offers/{stay.address}/ask/?check_in=2027-06-03" in page
    assert (few.groups, few.total) == ((), 2)
