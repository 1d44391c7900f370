"""The page behind a link says what comes next and by which hour, and looks again by itself."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from emergency.housing.models.offers import HousingOffer
from emergency.housing.models.proposals import Proposal
from emergency.housing.models.requests import HousingRequest
from emergency.housing.presenters.status import status_of
from tests.factories.accounts import UserFactory
from tests.factories.emergency import (
    ActivationFactory,
    HousingOfferFactory,
    HousingRequestFactory,
    asked,
    offered,
    placed,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon(time_machine):
    time_machine.move_to(timezone.localtime().replace(hour=12, minute=0, second=0), tick=False)


def in_two_hours(state):
    request = HousingRequestFactory(state=state)
    due = timezone.now() + timedelta(hours=2)
    HousingRequest.objects.update(next_action_at=due)
    return request


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ("verifying", "We’ll tell you before 14:00 whether everything is in order."),
        ("verified", "If we find a suitable home, we’ll ask its host before 14:00."),
        ("matching", "If we find a suitable home, we’ll ask its host before 14:00."),
    ],
    ids=["verifying", "verified", "matching"],
)
def test_a_requester_reads_the_next_hour(client, state, sentence):
    request = in_two_hours(state)

    assert sentence in client.get(request.submission.get_absolute_url()).text


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ("verifying", "This is taking longer than we promised. If it’s urgent, call us."),
        ("matching", "No host has been asked yet. We’re still looking. If it’s urgent, call us."),
    ],
    ids=["verifying", "matching"],
)
def test_a_requester_reads_that_we_are_late(client, state, sentence):
    request = HousingRequestFactory(state=state)
    HousingRequest.objects.update(next_action_at=timezone.now() - timedelta(minutes=1))

    assert sentence in client.get(request.submission.get_absolute_url()).text


def test_while_a_host_is_asked_the_page_says_until_when(client):
    ask = asked()
    Proposal.objects.update(expires_at=timezone.now() + timedelta(hours=3))

    page = client.get(ask.request.submission.get_absolute_url())

    assert (
        "The host has until 15:00 to answer. We’ll tell you as soon as "
        "we have an answer." in page.text
    )
    Proposal.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    assert status_of(ask.request.submission).promise == ""


def test_a_host_reads_when_they_are_asked_again_and_for_how_long(client):
    free = HousingOfferFactory()
    HousingOffer.objects.update(fresh_until=timezone.now() + timedelta(hours=5))
    signed = offered()
    Proposal.objects.update(expires_at=timezone.now() + timedelta(hours=3))

    pages = [client.get(one.submission.get_absolute_url()).text for one in (free, signed.offer)]

    assert "We’ll ask you again before 17:00 whether your home is still free." in pages[0]
    assert "Your guest has until 15:00 to answer." in pages[1]


def test_nothing_is_promised_any_more_once_the_emergency_ends(client):
    ending = ActivationFactory(ending=True)
    request = HousingRequestFactory(activation=ending, state="matching")
    offer = HousingOfferFactory(activation=ending)

    assert [status_of(one.submission).promise for one in (request, offer)] == ["", ""]


def test_pages_of_both_sides_look_again_while_nobody_signs_there(client):
    waiting = [HousingRequestFactory(), HousingOfferFactory(), HousingOfferFactory(new=True)]
    signing = [asked().offer, offered().request, placed().request, placed().offer]
    over = [HousingRequestFactory(state="withdrawn"), HousingOfferFactory(state="ended")]

    def looks(rows):
        return ["<fresh-page" in client.get(r.submission.get_absolute_url()).text for r in rows]

    assert (looks(waiting), looks(signing), looks(over)) == ([True] * 3, [False] * 4, [False] * 2)


def test_the_room_alone_is_what_the_page_asks_for(client):
    request = HousingRequestFactory()
    address = request.submission.get_absolute_url()

    page, room = client.get(address).text, client.get(address, {"part": "room"}).text

    assert f'src="{address}?part=room"' in page
    assert f'<a href="{address}">' in page  # without scripts
    assert ('id="room"' in room, request.reference in room) == (True, True)
    assert ("<html" in room, "<header" in room, "<footer" in room) == (False, False, False)
    assert len(room) < len(page) * 0.8
    assert client.get(address, {"part": "else"}).text.count("<footer") == 1


@pytest.mark.parametrize("name", ["intake", "intake-roof", "intake-lend", "intake-help", "rules"])
def test_public_pages_lead_to_no_journey(client, name):
    activation = ActivationFactory()
    page = client.get(reverse(f"emergency:{name}", args=[activation.address])).text

    travels = [reverse(f"{name}") for name in ("search:offer-list", "travel_stories:trip-list")]
    assert [f'href="{url}' in page for url in travels] == [False, False]
    assert reverse("account_login") not in page
    assert reverse("emergency:in-figures", args=[activation.address]) in page


def test_who_is_logged_in_keeps_the_way_to_their_desk(client):
    activation = ActivationFactory()
    client.force_login(UserFactory())

    page = client.get(reverse("emergency:intake", args=[activation.address])).text

    assert reverse("notifications:desk") in page
