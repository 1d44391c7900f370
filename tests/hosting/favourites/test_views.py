"""Hearts and lists, as their owner, whoever has a link, and everybody else see them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from commons.accounts.signals import account_closed
from commons.privacy.personal_data import export_of
from hosting.favourites.actions import share_list
from hosting.favourites.models import Favourite, FavouriteList
from hosting.offers.states import OfferState
from tests.factories.accounts import UserFactory
from tests.factories.hosting import (
    FavouriteFactory,
    FavouriteListFactory,
    RateFactory,
    StayFactory,
    TipFactory,
)
from tests.search.indexing import index_offers

pytestmark = pytest.mark.django_db

MINE = "/en/me/favourites/"
MOST_QUERIES = 20


@pytest.fixture
def ada(client):
    person = UserFactory()
    client.force_login(person)
    return person


def save_url(offer):
    return f"{MINE}offers/{offer.public_id}/save/"


def remove_url(offer):
    return f"{MINE}offers/{offer.public_id}/remove/"


def test_heart_keeps_an_offer_and_comes_back_to_its_page(client, ada):
    stay = StayFactory()

    answer = client.post(save_url(stay), {"back": "/en/offers/?kind=stay"}, follow=True)

    assert answer.redirect_chain == [("/en/offers/?kind=stay", 302)]
    assert Favourite.objects.get().offer_id == stay.pk
    assert "Offer saved to “My favourites”." in answer.text
    assert 'aria-pressed="true"' in client.get(stay.get_absolute_url()).text


@pytest.mark.parametrize("back", ["https://example.org/", "//example.org/", "javascript:x", ""])
def test_heart_comes_back_to_pages_of_this_site_only(client, ada, back):
    answer = client.post(save_url(StayFactory()), {"back": back})

    assert answer["Location"] == MINE


def test_heart_answers_a_script_without_a_page(client, ada, settings):
    settings.HOSTING_FAVOURITES_LIMIT = 1
    offers, script = StayFactory.create_batch(2), {"X-Requested-With": "fetch"}

    answers = [
        client.post(url, headers=script)
        for url in (save_url(offers[0]), save_url(offers[1]), remove_url(offers[0]))
    ]

    assert [answer.status_code for answer in answers] == [204, 422, 204]
    assert "This list is full" in answers[1].text
    assert not Favourite.objects.exists()


def test_heart_of_a_hidden_offer_is_not_there(client, ada):
    draft = StayFactory(draft=True)

    assert client.post(save_url(draft)).status_code == 404


def test_visitor_signs_up_and_comes_back_with_the_heart_set(client):
    stay, person = StayFactory(), UserFactory()
    index_offers()
    page = client.get("/en/offers/").text
    press = f"{MINE}offers/{stay.public_id}/press/?back=%2Fen%2Foffers%2F"

    answer = client.get(press)
    client.force_login(person)

    assert escape(press) in page
    assert answer["Location"] == "/en/account/sign-up/?next=%2Fen%2Foffers%2F"
    assert Favourite.objects.get().owner == person
    assert 'aria-pressed="true"' in client.get("/en/offers/").text


def test_pressed_heart_of_an_offer_that_closed_meanwhile_is_forgotten(client):
    stay = StayFactory()
    client.get(f"{MINE}offers/{stay.public_id}/press/")
    type(stay).objects.update(state=OfferState.PAUSED)

    client.force_login(UserFactory())

    assert not FavouriteList.objects.exists()


def test_list_page_asks_as_often_for_a_hundred_as_for_one(client, ada):
    asked = []
    favourite_list = FavouriteListFactory(owner=ada)
    FavouriteListFactory(owner=ada)
    for count in (1, 3):
        for _ in range(count):
            RateFactory(offer=FavouriteFactory(list=favourite_list).offer)
        client.get(favourite_list.get_absolute_url())
        with CaptureQueriesContext(connection) as queries:
            page = client.get(favourite_list.get_absolute_url()).context["page"]
        asked.append(len(queries))

    assert len(page.cards) == 4
    assert asked[0] == asked[1] <= MOST_QUERIES


def test_index_asks_as_often_for_many_lists_as_for_one(client, ada, count_queries):
    asked = []
    for count in (1, 6):
        for _ in range(count):
            FavouriteFactory(list__owner=ada)
        client.get(MINE)
        asked.append(count_queries(lambda: client.get(MINE)))

    assert asked[0] == asked[1] <= MOST_QUERIES


def test_list_page_says_what_is_not_open_now(client, ada):
    kept = FavouriteFactory(list__owner=ada, offer__state=OfferState.PAUSED)

    page = client.get(kept.list.get_absolute_url()).text

    assert "1 offer on this list isn’t available right now." in page
    assert kept.offer.title not in page


def test_removal_on_the_page_of_a_list_can_be_undone(client, ada):
    kept = FavouriteFactory(list__owner=ada)
    back = kept.list.get_absolute_url()

    answer = client.post(remove_url(kept.offer), {"back": back}, follow=True)
    into = kept.list.public_id
    client.post(save_url(kept.offer), {"back": back, "into": into})

    assert "Undo" in answer.text
    assert Favourite.objects.get().list == kept.list


@pytest.mark.parametrize("name", ["", " ", pytest.param("x" * 81, id="long"), "a\nb", "a\x00b"])
def test_list_needs_a_name_of_one_line(client, ada, name):
    favourite_list = FavouriteListFactory(owner=ada, name="Before")

    new = client.post(MINE, {"name": name})
    client.post(f"{favourite_list.get_absolute_url()}rename/", {"name": name})

    assert new.status_code == 422
    assert [one.name for one in FavouriteList.objects.all()] == ["Before"]


def test_lists_are_made_renamed_and_deleted(client, ada):
    made = client.post(MINE, {"name": "Été et هدوء"})
    (favourite_list,) = FavouriteList.objects.visible_to(ada)
    client.post(f"{favourite_list.get_absolute_url()}rename/", {"name": "Summer"})
    index = client.get(MINE).text
    client.post(f"{favourite_list.get_absolute_url()}delete/")

    assert made["Location"] == favourite_list.get_absolute_url()
    assert "Summer" in index
    assert "Nothing saved yet" in client.get(MINE).text


def test_strange_list_is_not_there(client, ada):
    strange = FavouriteListFactory().get_absolute_url()

    statuses = [client.get(strange).status_code] + [
        client.post(f"{strange}{deed}/").status_code
        for deed in ("rename", "delete", "share", "stop-sharing")
    ]

    assert statuses == [404] * 5


def test_shared_list_shows_its_offers_and_nobody(client):
    kept = FavouriteFactory(list__owner__display_name="Canary", list__name="Summer")
    favourite_list = share_list(favourite_list=kept.list, by=kept.owner)

    answer = client.get(f"/en{favourite_list.share_path.removeprefix('/en')}")

    assert (answer.status_code, "Summer" in answer.text) == (200, True)
    assert kept.offer.title in answer.text
    assert "Canary" not in answer.text
    assert 'content="noindex, nofollow"' in answer.text
    assert "no-store" in answer["Cache-Control"]


def test_visitors_are_asked_to_log_in(client):
    kept = FavouriteFactory()

    places = [
        client.get(MINE)["Location"],
        client.get(kept.list.get_absolute_url())["Location"],
        client.post(save_url(kept.offer))["Location"],
    ]

    assert [place.partition("?")[0] for place in places] == ["/en/account/log-in/"] * 3


def test_favourites_are_taken_along_and_go_with_the_account():
    kept = FavouriteFactory(list__name="Summer", offer=TipFactory(title="The bakery"))

    data = export_of(kept.owner)["hosting"]
    account_closed.send(sender=type(kept.owner), person=kept.owner)

    assert [row["name"] for row in data["favourite_lists"]] == ["Summer"]
    assert [row["offer__title"] for row in data["favourites"]] == ["The bakery"]
    assert not FavouriteList.objects.exists()
