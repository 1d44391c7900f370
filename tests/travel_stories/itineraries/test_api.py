"""Itineraries for programs."""

import pytest

from hosting.offers.states import OfferState
from tests.answers import fits_its_description
from tests.factories.hosting import InterestFactory, StayFactory
from tests.factories.itineraries import published, with_steps

pytestmark = pytest.mark.django_db

ITINERARIES = "/api/v1/itineraries/"


def test_public_itineraries_are_told_and_no_drafts(client):
    offer, draft = StayFactory(title="The mill"), with_steps()
    composer = with_steps(offer, season_from=11, season_until=2)
    composer.itinerary.themes.add(InterestFactory(slug="rivers"))
    itinerary = published(composer).itinerary

    answer = client.get(f"{ITINERARIES}?lang=en")

    (told,) = answer.json()["items"]
    assert (told["id"], told["months"]) == (itinerary.public_id, [1, 2, 11, 12])
    assert told["composers"] == [composer.credit]
    assert [one["code"] for one in told["themes"]] == ["rivers"]
    assert [one["code"] for one in told["modes"]] == ["bike"]
    weir, mill = told["stages"]
    assert (weir["title"], weir["onward"]["code"], weir["place"]["locality"]) == (
        "The weir",
        "bike",
        "Weir",
    )
    assert (mill["title"], mill["offer"]) == ("The mill", offer.public_id)
    assert (mill["place"]["latitude"], mill["withdrawn"]) == (offer.place.latitude, False)
    assert client.get(told["files"]["gpx"].replace("http://localhost:8000", "")).status_code == 200
    assert client.get(f"{ITINERARIES}{draft.itinerary.public_id}/").status_code == 404
    fits_its_description(client, ITINERARIES, answer)
    one = client.get(f"{ITINERARIES}{itinerary.public_id}/?lang=en")
    assert one.json() == told
    fits_its_description(client, f"{ITINERARIES}{{id}}/", one)


def test_an_offer_withdrawn_since_is_told_as_such_and_where_it_was_is_not(client):
    offer = StayFactory(title="Secret name")
    published(with_steps(offer))
    offer.state = OfferState.WITHDRAWN
    offer.save()

    (told,) = client.get(ITINERARIES).json()["items"]

    gone = told["stages"][1]
    assert (gone["title"], gone["offer"], gone["url"], gone["place"]) == ("", None, "", None)
    assert gone["withdrawn"]


def test_an_itinerary_whose_licence_lets_nobody_use_it_has_no_files(client):
    published(with_steps(licence="all-rights-reserved"))

    (told,) = client.get(ITINERARIES).json()["items"]

    assert (told["licence_url"], told["files"]) == ("", {})


def test_pages_of_itineraries_follow_each_other_in_one_question(client):
    editions = [published(with_steps()) for _ in range(26)]

    first = client.get(ITINERARIES).json()
    second = client.get(first["next"]).json()

    found = [one["id"] for one in first["items"] + second["items"]]
    assert second["next"] is None
    assert sorted(found) == sorted(one.itinerary.public_id for one in editions)
    strange = client.get(first["next"].replace("/itineraries/", "/stories/"))
    assert (strange.status_code, strange.json()["type"].rpartition(":")[2]) == (422, "other-page")


def test_an_answer_that_still_holds_isn_t_sent_again(client):
    published(with_steps())
    etag = client.get(ITINERARIES)["ETag"]

    assert client.get(ITINERARIES, headers={"If-None-Match": etag}).status_code == 304


def test_api_queries_for_three_as_for_one(client, count_queries):
    asked = []
    for count in (1, 2):
        for _ in range(count):
            published(with_steps(StayFactory(), StayFactory()))
        asked.append(count_queries(lambda: client.get(ITINERARIES)))

    assert asked[0] == asked[1]
