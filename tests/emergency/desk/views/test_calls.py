"""The call list: whom to ring, one press for what they say, and two never ring one host."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from emergency.activations.models.reveals import RevealLog
from emergency.housing.actions.calls import call_host, record_host_call
from emergency.housing.choices import CallOutcome
from emergency.housing.errors.calls import OnTheLineError
from emergency.housing.models.calls import HostCall
from emergency.housing.models.offers import HousingOffer
from emergency.housing.states.offers import OfferState
from tests.factories.accounts import UserFactory
from tests.factories.emergency import ActivationFactory, DutyFactory, HousingOfferFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def activation():
    return ActivationFactory()


@pytest.fixture
def nadia(client, activation):
    person = DutyFactory(activation=activation).person
    client.force_login(person)
    return person


@pytest.fixture
def parked(activation):
    return HousingOfferFactory(activation=activation, state=OfferState.PARKED, stale=True)


def url(name, activation, *more):
    return reverse(f"emergency:{name}", args=[activation.address, *more])


def references(page):
    return [row.offer.reference for row in page.context["board"].rows]


def test_the_board_shows_the_silent_and_those_about_to_be(client, activation, nadia, parked):
    soon = HousingOfferFactory(
        activation=activation, fresh_until=timezone.now() + timedelta(hours=5)
    )
    HousingOfferFactory(activation=activation)
    HousingOfferFactory(state=OfferState.PARKED, stale=True)  # of another territory

    page = client.get(url("calls", activation))

    assert references(page) == [parked.reference, soon.reference]
    assert parked.contact.phone not in page.text


def test_ring_shows_the_number_once_writes_it_down_and_no_address(
    client, activation, nadia, parked
):
    page = client.post(url("call-ring", activation, parked.public_id))

    assert f'href="tel:{parked.contact.phone}"' in page.text
    assert "7 Canary Lane" not in page.text
    assert [(log.person, log.group) for log in RevealLog.objects.all()] == [(nadia, "contact")]
    assert parked.contact.phone not in client.get(url("calls", activation)).text


def test_readings_are_shown_of_one_reference(client, activation, nadia, parked):
    other = HousingOfferFactory(activation=activation)
    for offer in (parked, other):
        call_host(offer=offer, by=nadia)
    log = url("readings", activation)

    of_one = client.get(log, {"about": parked.reference}).context["readings"]

    assert [one.reference for one in of_one] == [parked.reference]
    assert len(client.get(log).context["readings"]) == 2
    assert client.get(log, {"about": "'; --"}).context["readings"] == []
    assert f"?about={parked.reference}" in client.get(parked.get_absolute_url()).text


def test_the_second_is_told_who_is_ringing(client, activation, nadia, parked):
    other = DutyFactory(activation=activation).person
    call_host(offer=parked, by=other)

    assert other.display_name in client.get(url("calls", activation)).text
    with pytest.raises(OnTheLineError):
        call_host(offer=parked, by=nadia)
    refused = client.post(url("call-ring", activation, parked.public_id))
    assert parked.contact.phone not in refused.text
    HostCall.objects.update(at=timezone.now() - timedelta(minutes=16))
    assert call_host(offer=parked, by=nadia).phone == parked.contact.phone


@pytest.mark.parametrize(
    ("outcome", "state"),
    [("still", "live"), ("gone", "withdrawn"), ("no_answer", "parked")],
)
def test_one_press_says_what_came_of_it(client, activation, nadia, parked, outcome, state):
    call_host(offer=parked, by=nadia)

    page = client.post(url("call-note", activation, parked.public_id, outcome), follow=True)

    assert HousingOffer.objects.get().state == state
    assert [call.outcome for call in HostCall.objects.all()] == [outcome]
    assert references(page) == []


def test_whoever_didn_t_answer_is_rung_again_tomorrow(client, activation, nadia, parked):
    record_host_call(offer=parked, outcome=CallOutcome.NO_ANSWER, by=nadia)
    assert client.get(url("calls", activation)).context["board"].resting == 1

    HostCall.objects.update(again_at=timezone.now() - timedelta(minutes=1))

    assert references(client.get(url("calls", activation))) == [parked.reference]


def test_a_stranger_rings_nobody(client, activation, parked):
    for action in (
        lambda by: call_host(offer=parked, by=by),
        lambda by: record_host_call(offer=parked, outcome=CallOutcome.GONE, by=by),
    ):
        with pytest.raises(PermissionDenied):
            action(UserFactory())
    client.force_login(UserFactory())
    assert client.get(url("calls", activation)).status_code == 404


def test_an_outcome_that_nobody_knows_is_not_there(client, activation, nadia, parked):
    answer = client.post(url("call-note", activation, parked.public_id, "rude"))

    assert answer.status_code == 404


def test_the_board_asks_as_often_for_many_as_for_one(
    client, activation, nadia, parked, count_queries
):
    client.get(url("calls", activation))
    one = count_queries(lambda: client.get(url("calls", activation)))
    for _ in range(4):
        other = HousingOfferFactory(activation=activation, state=OfferState.PARKED, stale=True)
        call_host(offer=other, by=DutyFactory(activation=activation).person)

    assert count_queries(lambda: client.get(url("calls", activation))) == one


def test_the_language_of_a_host_stands_beside_the_number(client, activation, nadia, parked):
    type(parked.submission).objects.update(language="en")

    listed = " ".join(client.get(url("calls", activation)).text.split())
    rung = client.post(url("call-ring", activation, parked.public_id)).text
    opened = client.get(parked.get_absolute_url()).text

    assert "Language: English" in listed
    assert "Language: English" in " ".join(rung.split())
    assert "<span>Host’s language</span><span>English</span>" in opened
