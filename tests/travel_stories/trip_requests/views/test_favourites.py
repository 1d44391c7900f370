"""The page that asks into which trip a list of favourites goes."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import translation

from tests.factories.accounts import UserFactory
from tests.factories.hosting import FavouriteFactory
from tests.factories.travel_stories import SeatFactory
from travel_stories.trips.models.steps import Step

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept():
    return FavouriteFactory()


def address_of(favourite_list):
    with translation.override("en"):
        return reverse("travel_stories:trip-add-list", args=[favourite_list.public_id])


def test_add_list_leads_to_the_trip_that_was_chosen(client, kept):
    seat = SeatFactory(organiser=True, person=kept.owner)
    client.force_login(kept.owner)

    sent = {"trip": seat.trip.public_id, "key": str(uuid4())}
    page = client.post(address_of(kept.list), sent, follow=True)

    assert page.redirect_chain[-1][0].endswith(f"{seat.trip.address}/")
    assert "1 offer added to the plan." in page.text
    assert Step.objects.get().offer_id == kept.offer_id


def test_add_list_refuses_a_trip_of_others_and_keeps_the_page(client, kept):
    SeatFactory(organiser=True, person=kept.owner)
    strange = SeatFactory(organiser=True)
    client.force_login(kept.owner)

    sent = {"trip": strange.trip.public_id, "key": str(uuid4())}
    page = client.post(address_of(kept.list), sent)

    assert page.status_code == 422
    assert not Step.objects.exists()


def test_add_list_offers_to_begin_a_trip_where_there_is_none(client, kept):
    client.force_login(kept.owner)

    page = client.get(address_of(kept.list))

    assert "You have no trip to add this list to" in page.text


def test_add_list_isnt_there_for_others_and_asks_visitors_to_log_in(client, kept):
    answer = client.get(address_of(kept.list))
    client.force_login(UserFactory())

    assert (answer.status_code, client.get(address_of(kept.list)).status_code) == (302, 404)
