"""On the desk: verify, ask, follow, and read a telephone number with a reason."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from emergency.activations.models.reveals import RevealLog
from emergency.housing.models.offers import HousingOffer
from emergency.housing.models.placements import Placement
from emergency.housing.models.proposals import Proposal
from emergency.housing.models.requests import HousingRequest
from emergency.housing.models.verification import RosterUpload
from tests.factories.accounts import UserFactory
from tests.factories.emergency import (
    ActivationFactory,
    DutyFactory,
    HousingOfferFactory,
    HousingRequestFactory,
    asked,
    in_days,
    looking,
    placed,
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


def url(name, activation, *args):
    return reverse(f"emergency:{name}", args=[activation.address, *args])


def listed(text):
    return {"roster": SimpleUploadedFile("list.csv", text.encode("cp1252"))}


def test_a_list_verifies_whoever_stands_in_it(client, activation, nadia):
    client.post(url("rosters", activation), listed("Hélène;06 12 34 56 78\nAda;06 12 34 56 79\n"))
    request = HousingRequestFactory(
        activation=activation, state="verifying", contact__phone="+33612345678"
    )
    page = url("request", activation, request.public_id)
    assert "Verify from the employer’s list" in client.get(page).text

    client.post(url("request-verify-roster", activation, request.public_id))

    assert HousingRequest.objects.get().state == "matching"
    assert RosterUpload.objects.get().kept == 2


def test_a_list_that_can_t_be_read_is_refused_and_one_can_be_forgotten(client, activation, nadia):
    page = url("rosters", activation)

    assert client.post(page, listed("no number at all")).status_code == 422
    assert client.post(page, {}).status_code == 422
    client.post(page, listed("06 12 34 56 78"))
    client.post(url("roster-drop", activation, RosterUpload.objects.get().public_id))

    assert not RosterUpload.objects.exists()


def test_a_card_is_seen_by_two(client, activation, nadia):
    request = HousingRequestFactory(activation=activation, state="verifying")
    seen = url("request-verify-card", activation, request.public_id)

    client.post(seen)
    client.post(seen)
    assert HousingRequest.objects.get().state == "verifying"
    client.force_login(DutyFactory(activation=activation).person)
    client.post(seen)

    assert HousingRequest.objects.get().state == "matching"


def test_homes_are_ranked_with_reasons_and_asked_with_one_press(client, activation, nadia):
    request = looking(activation=activation)
    near = HousingOfferFactory(activation=activation)
    large = HousingOfferFactory(activation=activation, sleeps=6)
    parked = HousingOfferFactory(activation=activation, state="parked")

    page = client.get(url("request", activation, request.public_id)).context["page"]

    assert [home.reference for home in page.fitting] == [near.reference, large.reference]
    assert [home.reference for home in page.nearly] == [parked.reference]
    assert page.nearly[0].why_not == ["not ready"]

    client.post(url("request-ask", activation, request.public_id, near.public_id))
    assert Proposal.objects.get().offer == near


def test_an_ask_that_is_refused_says_why(client, activation, nadia):
    request = looking(activation=activation)
    stale = HousingOfferFactory(activation=activation, stale=True)

    ask = url("request-ask", activation, request.public_id, stale.public_id)
    answer = client.post(ask, follow=True)

    assert "hasn’t recently confirmed that this home is free" in answer.text
    assert not Proposal.objects.exists()


@pytest.mark.parametrize(("action", "state"), [("take-back", "cancelled"), ("host-no", "host_no")])
def test_an_ask_is_ended_from_the_desk(client, activation, nadia, action, state):
    proposal = asked(activation=activation)

    client.post(
        url(f"proposal-step-{action}", activation, proposal.request.public_id, proposal.public_id)
    )

    assert Proposal.objects.get().state == state


@pytest.mark.parametrize(
    ("steps", "state"),
    [
        (("arrived",), "checked_in"),
        (("arrived", "end"), "ended"),
        (("arrived", "break-off"), "broken_down"),
        (("call-off",), "cancelled"),
        (("no-show",), "no_show"),
    ],
)
def test_a_stay_is_followed_from_the_desk(client, activation, nadia, steps, state):
    placement = placed(activation=activation, check_in=in_days(0))
    own = placement.request.public_id

    for action in steps:
        step = url(f"stay-step-{action}", activation, own, placement.public_id)
        client.post(step, {"reason": "They called"})

    assert Placement.objects.get().state == state


def test_a_step_without_a_word_or_without_a_name_is_refused(client, activation, nadia):
    placement = placed(activation=activation)
    own = placement.request.public_id

    step = url("stay-step-no-show", activation, own, placement.public_id)
    no_word = client.post(step, {})
    unknown = [
        client.post(step.replace("/no-show/", "/explode/")),
        client.post(url("request-verify-card", activation, own).replace("/card/", "/guess/")),
        client.post(url("proposal-step-take-back", activation, own, "abcd2345")),
    ]

    assert no_word.status_code == 422
    assert [answer.status_code for answer in unknown] == [404] * 3


@pytest.mark.parametrize("noun", ["request", "offer"])
def test_a_telephone_is_read_with_a_reason_and_logged(client, activation, nadia, noun):
    make = HousingRequestFactory if noun == "request" else HousingOfferFactory
    row = make(activation=activation)
    read = url(f"{noun}-contact", activation, row.public_id)

    refused = client.post(read, {"reason": " "})
    answer = client.post(read, {"reason": "First call"})

    assert refused.status_code == 422
    assert row.contact.phone in answer.text
    assert (RevealLog.objects.get().person, RevealLog.objects.get().reason) == (
        nadia,
        "First call",
    )
    assert row.contact.phone not in client.get(url(noun, activation, row.public_id)).text


def test_a_home_is_suspended_and_proposed_again(client, activation, nadia):
    offer = HousingOfferFactory(activation=activation)

    for action, state in (("suspend", "suspended"), ("reinstate", "live")):
        step = url(f"offer-step-{action}", activation, offer.public_id)
        assert client.post(step, {}).status_code == 422
        client.post(step, {"reason": "A report"})
        assert HousingOffer.objects.get().state == state


def test_a_stranger_does_nothing_on_the_desk(client, activation):
    placement = placed(activation=activation)
    client.force_login(UserFactory())
    own = placement.request.public_id
    home = placement.offer.public_id
    posts = [
        url("request-verify-card", activation, own),
        url("request-ask", activation, own, home),
        url("stay-step-arrived", activation, own, placement.public_id),
        url("request-contact", activation, own),
        url("offer-contact", activation, home),
        url("rosters", activation),
    ]

    assert [client.post(one).status_code for one in posts] == [404] * len(posts)
    assert not RevealLog.objects.exists()


def test_the_page_of_a_request_costs_the_same_for_many_homes(
    client, activation, nadia, count_queries
):
    request = looking(activation=activation)
    HousingOfferFactory(activation=activation)
    page = url("request", activation, request.public_id)
    client.get(page)
    one = count_queries(lambda: client.get(page))
    HousingOfferFactory.create_batch(20, activation=activation)

    assert count_queries(lambda: client.get(page)) == one <= 32


def test_the_log_names_who_read_what_and_no_number(client, activation, nadia, count_queries):
    page = url("readings", activation)
    assert "Nothing viewed yet" in client.get(page).text
    request = HousingRequestFactory(activation=activation)
    read = url("request-contact", activation, request.public_id)
    client.post(read, {"reason": "First call"})
    said = client.get(page).text
    one = count_queries(lambda: client.get(page))

    for _time in range(5):
        client.post(read, {"reason": "Once more"})

    words = (request.reference, "First call", nadia.display_name)
    assert [word in said for word in words] == [True] * 3
    assert request.contact.phone not in said
    assert count_queries(lambda: client.get(page)) == one <= 15


def test_the_log_is_for_the_desk(client, activation):
    client.force_login(UserFactory())

    assert client.get(url("readings", activation)).status_code == 404


def test_a_home_that_waits_for_a_check_is_shown_where_none_fits(client, activation, nadia):
    request = looking(activation=activation)
    new = HousingOfferFactory(activation=activation, new=True)
    page = url("request", activation, request.public_id)

    without = client.get(page)
    HousingOfferFactory(activation=activation)
    with_one = client.get(page)

    link = f'href="{url("offer", activation, new.public_id)}"'
    assert ("Check this home now" in without.text, link in without.text) == (True, True)
    assert "Check this home now" not in with_one.text
    assert with_one.context["page"].unready == []


def test_a_home_too_far_away_is_asked_with_a_reason_alone(client, activation, nadia):
    request = looking(activation=activation)
    far = HousingOfferFactory(activation=activation, latitude=47.55)
    ask = url("request-ask", activation, request.public_id, far.public_id)
    assert "Ask this host anyway" in client.get(request.get_absolute_url()).text

    refused = client.post(ask, follow=True)
    too_long = client.post(ask, {"reason": "x" * 201}, follow=True)
    assert "Say why you’re asking this host anyway" in refused.text
    assert "200" in too_long.text
    assert not Proposal.objects.exists()
    client.post(ask, {"reason": "The person accepts the longer journey"})

    assert Proposal.objects.get().offer == far
    assert "The person accepts the longer journey" in client.get(request.get_absolute_url()).text


def test_no_other_condition_is_asked_about_with_a_reason(client, activation, nadia):
    request = looking(activation=activation, people=3)
    HousingOfferFactory(activation=activation, sleeps=2)

    page = client.get(request.get_absolute_url())

    assert [home.why_not for home in page.context["page"].nearly] == [["too few beds"]]
    assert "Ask this host anyway" not in page.text
