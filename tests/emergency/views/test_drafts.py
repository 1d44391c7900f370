"""Everybody who waits, matched at once: a coordinator reads why, and asks."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from emergency.models import BlockedPair, Proposal
from tests.factories.accounts import UserFactory
from tests.factories.emergency import (
    ActivationFactory,
    DutyFactory,
    HospitalFactory,
    HousingOfferFactory,
    HousingRequestFactory,
    asked,
    looking,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def activation():
    return ActivationFactory()


@pytest.fixture
def nadia(client, activation):
    person = DutyFactory(activation=activation).person
    client.force_login(person)
    return person


def page_of(client, activation):
    return client.get(reverse("emergency:desk-matching", args=[activation.address]))


def pairs(response):
    return {(row.who.reference, row.home) for row in response.context["drafts"].drafts}


def test_drafts_give_each_a_home_and_ask_nobody(client, activation, nadia):
    requests = [looking(activation=activation) for _ in range(2)]
    homes = [HousingOfferFactory(activation=activation) for _ in range(2)]

    response = page_of(client, activation)

    given = pairs(response)
    assert {request for request, _ in given} == {one.reference for one in requests}
    assert {home for _, home in given} == {one.reference for one in homes}
    assert Proposal.objects.count() == 0
    assert response.text.count("Ask this host") == 2


def test_a_draft_is_asked_for_by_its_button(client, activation, nadia):
    request, home = looking(activation=activation), HousingOfferFactory(activation=activation)
    [row] = page_of(client, activation).context["drafts"].drafts

    client.post(row.ask_url)

    [proposal] = Proposal.objects.all()
    assert (proposal.request, proposal.offer) == (request, home)
    assert page_of(client, activation).context["drafts"].total == 0


def test_drafts_leave_out_who_is_not_verified_or_already_asked_for(client, activation, nadia):
    HousingRequestFactory(activation=activation)
    asked(activation=activation)

    response = page_of(client, activation)

    assert response.context["drafts"].total == 0
    assert "Nobody waits for a home" in response.text


def test_drafts_leave_children_to_people(client, activation, nadia):
    looking(activation=activation, with_minors=True)
    HousingOfferFactory(activation=activation)

    response = page_of(client, activation)

    [row] = response.context["drafts"].waiting
    assert (pairs(response), row.why) == (set(), "A person decides: children come along.")


def test_drafts_never_bring_a_blocked_pair_back(client, activation, nadia):
    request, home = looking(activation=activation), HousingOfferFactory(activation=activation)
    BlockedPair.objects.create(request=request, offer=home)

    assert pairs(page_of(client, activation)) == set()


def test_who_waits_is_told_what_would_help(client, activation, nadia):
    far = HospitalFactory(latitude=47.6, longitude=0.69)
    looking(activation=activation, hospital=far, travel_mode="car", travel_minutes=5)
    home = HousingOfferFactory(activation=activation)

    [row] = page_of(client, activation).context["drafts"].waiting

    assert home.step_free is False
    assert row.why == "Every home that fits is too far from work."
    assert [words.endswith("instead of 5: 1 home") for words in row.helps] == [True]


def test_a_coordinator_of_one_hospital_sees_theirs_though_all_are_weighed(client, activation):
    theirs, other = looking(activation=activation), looking(activation=activation)
    HousingOfferFactory(activation=activation)
    HousingOfferFactory(activation=activation)
    duty = DutyFactory(activation=activation)
    duty.hospitals.add(theirs.hospital)
    client.force_login(duty.person)

    response = page_of(client, activation)

    assert {request for request, _ in pairs(response)} == {theirs.reference}
    assert other.reference not in response.text


def test_drafts_show_no_name_and_no_telephone(client, activation, nadia):
    request = looking(activation=activation)
    home = HousingOfferFactory(activation=activation)

    text = page_of(client, activation).text

    for secret in (request.contact, home.contact):
        assert secret.name not in text
        assert str(secret.phone) not in text


def test_drafts_ask_as_often_for_many_as_for_one(client, activation, nadia, count_queries):
    def more(number):
        for _ in range(number):
            looking(activation=activation)
            HousingOfferFactory(activation=activation)

    more(1)
    page_of(client, activation)  # what the frame remembers is read once
    one = count_queries(lambda: page_of(client, activation))

    more(12)

    assert count_queries(lambda: page_of(client, activation)) == one <= 20


def test_drafts_are_for_those_on_duty_only(client, activation):
    client.force_login(UserFactory())

    assert page_of(client, activation).status_code == 404


def test_a_home_that_others_needed_this_week_is_left_to_them(client, activation, nadia):
    """A walker of last week needed the near home: a driver is sent to the far one."""
    hospital = HospitalFactory(latitude=47.39, longitude=0.69)
    near = HousingOfferFactory(activation=activation, latitude=47.395, longitude=0.69)
    far = HousingOfferFactory(activation=activation, latitude=47.45, longitude=0.69)
    driver = looking(activation=activation, hospital=hospital, travel_mode="car", travel_minutes=40)
    before = pairs(page_of(client, activation))

    HousingRequestFactory(
        activation=activation, hospital=hospital, travel_mode="walk", travel_minutes=20
    )

    assert before == {(driver.reference, near.reference)}
    assert pairs(page_of(client, activation)) == {(driver.reference, far.reference)}


def test_requests_of_long_ago_weigh_nothing(client, activation, nadia):
    hospital = HospitalFactory(latitude=47.39, longitude=0.69)
    near = HousingOfferFactory(activation=activation, latitude=47.395, longitude=0.69)
    HousingOfferFactory(activation=activation, latitude=47.45, longitude=0.69)
    looking(activation=activation, hospital=hospital, travel_mode="car", travel_minutes=40)
    old = HousingRequestFactory(
        activation=activation, hospital=hospital, travel_mode="walk", travel_minutes=20
    )
    old.created_at = timezone.now() - timedelta(days=8)
    old.save(update_fields=["created_at"])

    assert {home for _, home in pairs(page_of(client, activation))} == {near.reference}
