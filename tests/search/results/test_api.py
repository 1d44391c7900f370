"""Offers for programs."""

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hosting.offers.states import OfferState
from search.query.errors import SearchDownError
from search.results import api
from tests.answers import fits_its_description
from tests.factories.hosting import (
    SUMMER,
    ActivityFactory,
    OpeningHoursFactory,
    RateFactory,
    StayFactory,
    TipFactory,
)
from tests.hosting.public_pages.views.test_offers import full_stay
from tests.search.indexing import index_offers

pytestmark = pytest.mark.django_db

OFFERS = "/api/v1/offers/"


@pytest.fixture(autouse=True)
def third_of_april():
    with time_machine.travel("2027-04-03 10:00", tick=False):
        yield


class Broken:
    def search(self, _query):
        raise SearchDownError


def ids(answer):
    return [row["offer"]["id"] for row in answer.json()["items"]]


def test_the_list_tells_what_is_public_and_leaves_out_the_rest(client):
    shown = StayFactory()
    StayFactory(draft=True)
    StayFactory(state=OfferState.PAUSED)
    StayFactory(membership__state="left")
    index_offers()

    answer = client.get(OFFERS)

    assert ids(answer) == [shown.public_id]
    assert (answer.json()["total"], answer.json()["next"]) == (1, None)


def test_what_is_paused_is_gone_though_the_index_is_behind(client):
    stay = StayFactory()
    index_offers()
    stay.state = OfferState.PAUSED
    stay.save()

    assert ids(client.get(OFFERS)) == []
    assert client.get(f"{OFFERS}{stay.public_id}/").status_code == 404


def test_the_list_is_asked_as_people_ask_it_and_in_the_same_order(client):
    for number in range(5):
        TipFactory(title=f"Mill {number}")
        StayFactory(title=f"Mill {number}")
    index_offers()
    question = "?q=mill&kind=tip&at=47.3,1.102&km=30"

    page = client.get(f"/en/offers/{question}").context["listing"]
    answer = client.get(f"{OFFERS}{question}&lang=en")

    assert ids(answer) == [row.card.place for row in page.rows]
    assert [[why["words"] for why in row["why"]] for row in answer.json()["items"]] == [
        [figure.words for figure in row.figures] for row in page.rows
    ]
    fits_its_description(client, "/api/v1/offers/", answer)


def test_an_offer_tells_its_terms_and_a_circle_and_nothing_of_its_door(client):
    stay = full_stay()

    answer = client.get(f"{OFFERS}{stay.public_id}/?lang=en")

    data = answer.json()
    place = stay.place
    assert data["place"] == {
        "locality": place.locality.name,
        "country": place.locality.country,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "metres": place.radius,
    }
    assert place.address not in answer.content.decode()
    assert data["kind"] == {"code": "stay", "label": "Stay"}
    assert data["community"]["id"] == stay.community.public_id
    fits_its_description(client, "/api/v1/offers/{id}/", answer)


def test_amounts_stand_where_money_is_asked_for_and_nowhere_else(client):
    stay = StayFactory()
    RateFactory(offer=stay, amount=40)
    RateFactory(offer=stay, mode="gift", amount=None, sort_order=1)

    data = client.get(f"{OFFERS}{stay.public_id}/").json()

    assert [(rate["mode"]["code"], rate["amount"]) for rate in data["rates"]] == [
        ("paid", "40.00"),
        ("gift", None),
    ]


def test_what_is_done_in_return_stands_beside_its_hours_and_days(client):
    stay = StayFactory()
    facts = {"hours": "4.0", "due_within_days": 30, "currency_name": ""}
    RateFactory(offer=stay, mode="service", amount=None, details="Weeding.", **facts)

    answer = client.get(f"{OFFERS}{stay.public_id}/")

    (rate,) = answer.json()["rates"]
    assert {name: rate[name] for name in facts} == facts
    assert rate["in_return"] == "Weeding."
    fits_its_description(client, "/api/v1/offers/{id}/", answer)


def test_seasons_are_days_and_amounts(client):
    stay = StayFactory()
    RateFactory(offer=stay, amount=40, month_amount=900, seasons=[SUMMER.to_json()])

    answer = client.get(f"{OFFERS}{stay.public_id}/")

    (rate,) = answer.json()["rates"]
    assert (rate["week_amount"], rate["month_amount"]) == (None, "900.00")
    assert rate["seasons"] == [
        {
            "name": "summer",
            "label": "Summer",
            "label_language": "en",
            "begins": "2027-07-01",
            "ends": "2027-09-01",
            "amount": "120",
            "week_amount": "700",
            "month_amount": None,
            "min_nights": None,
        }
    ]
    fits_its_description(client, "/api/v1/offers/{id}/", answer)


def test_opening_hours_are_codes_and_figures(client):
    hours = OpeningHoursFactory(weekdays=[5], season_from=12, season_until=1, note="Ring.")

    answer = client.get(f"{OFFERS}{hours.offer.public_id}/")

    assert answer.json()["opening_hours"] == [
        {
            "days": ["saturday"],
            "opens": "09:00",
            "closes": "12:00",
            "closes_next_day": False,
            "months": [1, 12],
            "note": "Ring.",
        }
    ]
    fits_its_description(client, "/api/v1/offers/{id}/", answer)


def test_a_rate_has_the_code_of_its_name_and_the_language_of_its_words(client):
    stay = StayFactory(language="nl")
    RateFactory(offer=stay, name="children", own_name="", sort_order=1)
    RateFactory(offer=stay, own_name="Voor de buren", sort_order=2)

    rates = client.get(f"{OFFERS}{stay.public_id}/").json()["rates"]

    assert [(rate["name"], rate["label"], rate["label_language"]) for rate in rates] == [
        ("children", "Children", "en"),
        ("", "Voor de buren", "nl"),
    ]


def test_pages_follow_each_other_without_gap_or_double(client):
    tips = TipFactory.create_batch(60)
    index_offers()

    found, url = [], f"{OFFERS}?kind=tip"
    while url:
        answer = client.get(url)
        assert answer.status_code == 200
        found += ids(answer)
        url = answer.json()["next"]
        assert answer.headers.get("Link", "") == (f'<{url}>; rel="next"' if url else "")

    assert len(found) == 60
    assert set(found) == {tip.public_id for tip in tips}


@pytest.mark.parametrize("foreign", ["forged", "x" * 5_000, "%00"])
def test_a_page_that_we_never_gave_is_refused(client, foreign):
    StayFactory()
    index_offers()

    answer = client.get(f"{OFFERS}?page={foreign}&lang=en")

    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"


def test_a_page_of_another_question_is_refused(client):
    TipFactory.create_batch(25)
    index_offers()
    after = client.get(f"{OFFERS}?kind=tip").json()["next"]

    answer = client.get(after.replace("kind=tip", "kind=stay"), headers={"accept-language": "en"})

    assert answer.status_code == 422
    assert answer.json() == {
        "type": "urn:hirondelle:problem:other-page",
        "title": "The cursor doesn’t match this query",
        "status": 422,
        "detail": "This cursor wasn’t issued for this query. Start again without it.",
        "instance": "/api/v1/offers/",
        "errors": [],
    }


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("kind=castle", "kind"),
        ("adults=0", "adults"),
        ("adults=many", "adults"),
        pytest.param(
            "check_in=2027-05-06&check_out=2027-05-03", "check_out", id="dates-in-reverse"
        ),
        ("bbox=nan,nan,nan,nan", "bbox"),
        ("place=Atlantis", "place"),
        ("q=" + "x" * 10_000, "q"),
        ("colour=blue", "colour"),
        ("sort=rating", "sort"),
    ],
)
def test_what_is_not_understood_is_named(client, query, name):
    StayFactory()
    index_offers()

    answer = client.get(f"{OFFERS}?{query}")

    assert answer.status_code == 422
    assert [flaw["name"] for flaw in answer.json()["errors"]] == [name]
    assert answer.json()["errors"][0]["reasons"]


def test_where_no_engine_answers_it_says_so(client, monkeypatch):
    monkeypatch.setattr(api, "engine", Broken)

    answer = client.get(OFFERS)

    assert answer.status_code == 503
    assert answer.json()["type"] == "urn:hirondelle:problem:away"


def test_the_list_asks_the_database_as_often_for_three_as_for_one(client):
    asked = []
    for count in (1, 2):
        for _ in range(count):
            full_stay(count)
            RateFactory(offer=ActivityFactory())
        index_offers()
        client.get(OFFERS)
        with CaptureQueriesContext(connection) as queries:
            client.get(OFFERS)
        asked.append(len(queries))

    assert asked[0] == asked[1] <= 20
