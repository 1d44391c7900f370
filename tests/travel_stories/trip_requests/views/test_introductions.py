"""A member chooses whether hosts see them, and the host reads who comes."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation

from tests.factories.hosting import RequestFactory
from tests.factories.travel_stories import SeatFactory, StepFactory, TripFactory
from travel_stories.trip_requests.models.introductions import Introduction
from travel_stories.trip_requests.models.requests import TripRequest

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(date(2027, 4, 1))]


def url_of(name, trip):
    with translation.override("en"):
        return reverse(f"travel_stories:{name}", args=[trip.address])


@pytest.fixture
def zoe(client):
    seat = SeatFactory(trip=TripFactory(kind="works_council"), name="Zoé")
    client.force_login(seat.person)
    return seat


def test_save_shows_the_member_and_withdraw_hides_them(client, zoe):
    room = url_of("request-list", zoe.trip)

    saved = client.post(url_of("introduction-save", zoe.trip), {"words": "I draw birds."})
    page = client.get(room).text
    words = Introduction.objects.get(seat=zoe).words
    withdrawn = client.post(url_of("introduction-withdraw", zoe.trip))

    assert (saved.url, withdrawn.url, words) == (room, room, "I draw birds.")
    assert ("I draw birds." in page, "Stop showing my name" in page) == (True, True)
    assert list(Introduction.objects.all()) == []


def test_save_refuses_too_many_words_and_keeps_them(client, zoe):
    response = client.post(url_of("introduction-save", zoe.trip), {"words": "long " * 61})

    assert response.status_code == 422
    assert "long long" in response.text
    assert list(Introduction.objects.all()) == []


def test_host_reads_group_and_members_and_the_guest_does_not(client, zoe):
    asked = RequestFactory(group_kind="works_council")
    TripRequest.objects.create(
        trip=zoe.trip, step=StepFactory(trip=zoe.trip), request=asked, by=zoe
    )
    Introduction.objects.create(seat=zoe, words="I draw <b>birds.")
    found = []

    for reader in (asked.host, asked.guest):
        client.force_login(reader)
        text = client.get(asked.get_absolute_url()).text
        found.append(["Works council" in text, "Zoé" in text, "I draw &lt;b&gt;birds." in text])

    assert found == [[True] * 3, [False] * 3]


def test_page_of_a_question_offers_a_reason_and_says_what_the_host_reads(client):
    seat = SeatFactory(trip=TripFactory(kind="class"), organiser=True)
    client.force_login(seat.person)
    offer = RequestFactory().offer
    step = StepFactory(trip=seat.trip, kind="offer", offer=offer, title="Mill", nights=2)
    with translation.override("en"):
        url = reverse("travel_stories:step-ask", args=[seat.trip.address, step.public_id])

    text = client.get(url).text

    assert "Each host sees it, and the members who chose to be shown." in text
    assert "What brings you here" in text
