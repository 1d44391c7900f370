"""Answers by link: a page and a press for each, and nothing of the other side too early."""

import re
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from commons.mail.models import Letter
from emergency.activations.models.reveals import RevealLog
from emergency.housing.models.placements import Placement
from emergency.housing.models.proposals import Proposal
from emergency.housing.models.requests import HousingRequest
from emergency.housing.states.requests import RequestState
from tests.factories.emergency import (
    ActivationFactory,
    HousingRequestFactory,
    asked,
    in_days,
    offered,
    placed,
)
from tests.quotas import limit

pytestmark = pytest.mark.django_db
SIGNED = {"full_name": "Camille Canary", "signs": "on", "insured": "on"}


def status(row):
    return reverse("emergency:status", args=[row.submission.token])


def ask_url(row, proposal, answer):
    return reverse(f"emergency:proposal-{answer}", args=[row.submission.token, proposal.public_id])


def stay_url(row, placement, action):
    return reverse(f"emergency:own-stay-{action}", args=[row.submission.token, placement.public_id])


def test_the_whole_road_from_the_ask_to_the_keys_in_both_languages(client):
    proposal = asked(check_in=in_days(0))
    offer, request = proposal.offer, proposal.request
    yes = ask_url(offer, proposal, "yes")
    assert yes in client.get(status(offer)).text
    assert "Loan for use" in client.get(yes).text
    client.post(yes, SIGNED)

    french = client.get(status(request).replace("/en/s/emergency/", "/fr/s/urgence/")).text
    assert "vous recevez l’adresse une fois que vous avez dit oui" in french
    client.post(ask_url(request, proposal, "yes"), SIGNED)

    placement = Placement.objects.get()
    client.post(stay_url(request, placement, "arrived"))
    assert HousingRequest.objects.get().state == "housed"


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"full_name": "Camille"},
        {"full_name": "", "signs": "on", "insured": "on"},
        {"full_name": "C", "signs": "on"},
        {"full_name": "two\nlines", "signs": "on", "insured": "on"},
    ],
)
def test_a_yes_is_whole_or_nothing(client, typed):
    proposal = asked()

    answer = client.post(ask_url(proposal.offer, proposal, "yes"), typed)

    assert answer.status_code == 422
    assert Proposal.objects.get().state == "asked"


def test_a_no_needs_a_code_and_no_word_more(client):
    proposal = asked()
    no = ask_url(proposal.offer, proposal, "no")

    assert client.post(no, {"refusal": "because"}).status_code == 422
    client.post(no, {"refusal": "no_reason"})

    assert Proposal.objects.get().state == "host_no"


def test_looking_at_an_answer_changes_nothing(client):
    proposal = asked()

    for answer in ("yes", "no"):
        assert client.get(ask_url(proposal.offer, proposal, answer)).status_code == 200
    assert Proposal.objects.get().state == "asked"


def test_a_link_answers_for_its_own_side_only(client):
    proposal = offered()

    for row in (asked().offer, HousingRequestFactory()):
        answer = client.post(ask_url(row, proposal, "yes"), SIGNED)
        assert answer.status_code == 404
    again = client.post(ask_url(proposal.offer, proposal, "yes"), SIGNED, follow=True)
    assert "You’ve already signed." in again.text
    assert not Placement.objects.exists()


def test_a_request_s_link_knows_nothing_of_an_ask_before_the_host_s_yes(client):
    proposal = asked()

    for answer in ("yes", "no"):
        assert client.get(ask_url(proposal.request, proposal, answer)).status_code == 404


@pytest.mark.parametrize("make", [asked, offered])
def test_neither_side_sees_the_other_before_both_have_signed(client, make):
    proposal = make()
    offer, request = proposal.offer, proposal.request
    secrets = {
        status(request): ("7 Canary", "C4N4RY", "Dominique", offer.contact.phone),
        ask_url(request, proposal, "yes"): ("7 Canary", "C4N4RY", "Dominique"),
        status(offer): ("Camille", request.contact.phone, str(request.hospital), "Health workers"),
        ask_url(offer, proposal, "yes"): ("Camille", str(request.hospital), "Health workers"),
    }

    for page, words in secrets.items():
        said = client.get(page).text
        assert [word for word in words if word in said] == []


def test_stay_page_hides_the_address_until_it_is_read_and_logged(client):
    placement = placed(check_in=in_days(1))
    request = placement.request
    assert "7 Canary" not in client.get(status(request)).text

    answer = client.post(stay_url(request, placement, "read"))

    assert "7 Canary Lane" in answer.text
    assert "no-store" in answer["Cache-Control"]
    assert RevealLog.objects.count() == 2  # a day before: the address and the code
    assert "7 Canary" not in client.get(status(request)).text


def test_a_host_reads_who_comes_and_never_where_they_work(client):
    placement = placed()

    answer = client.post(stay_url(placement.offer, placement, "read")).text

    assert "Camille" in answer
    assert str(placement.request.hospital) not in answer


def test_a_mail_scanner_reads_nothing(client):
    placement = placed()

    read = client.get(stay_url(placement.request, placement, "read"))
    assert (read.status_code, read.url) == (302, status(placement.request))
    assert not RevealLog.objects.exists()


@pytest.mark.parametrize("side", ["request", "offer"])
def test_both_pages_say_since_when_a_stay_is_over(client, side):
    placement = placed(check_in=in_days(0))
    row = getattr(placement, side)
    read = stay_url(row, placement, "read")
    assert read in client.get(status(row)).text

    for side_of_writer in ("requester", "host"):
        placement.proposal.messages.create(
            activation=placement.activation,
            side=side_of_writer,
            body="My number is 06 98 76 54 32.",
            state="sent",
            key=uuid4(),
        )
    assert "06 98 76 54 32" in client.get(status(row)).text

    Placement.objects.update(state="ended", state_since=timezone.now())

    page = client.get(status(row)).text
    assert "06 98 76 54 32" not in page
    assert "The stay is over, so you can’t send messages any more." in page
    refused = client.post(read).text
    assert read not in page
    assert "The stay is over (" in page
    assert (
        "This information isn’t visible yet, or is no longer visible. If "
        "you need it, call the coordinators." in refused
    )
    host, guest = placement.offer.contact, placement.request.contact
    others = (
        ("7 Canary", host.phone, host.email) if side == "request" else (guest.phone, guest.email)
    )
    assert [word for word in others if word in refused] == []
    assert client.get(read).status_code == 302
    assert not RevealLog.objects.exists()


def test_that_there_is_more_to_see_is_said_only_before_that_day(client):
    far, near = placed(check_in=in_days(5)), placed(check_in=in_days(0))

    pages = [client.get(status(one.request)).text for one in (far, near)]

    said = "You’ll see more details from the day before the first night."
    assert [said in page for page in pages] == [True, False]


@pytest.mark.parametrize(("action", "state"), [("call-off", "cancelled"), ("break-off", None)])
def test_a_stay_is_called_off_with_a_word(client, action, state):
    placement = placed()
    url = stay_url(placement.request, placement, action)

    assert client.post(url, {}).status_code == 422
    client.post(url, {"reason": "My shift has moved"})

    placement.refresh_from_db()
    assert placement.state == (state or "confirmed")


def test_a_guest_who_calls_a_stay_off_reads_that_the_request_stays_open(client):
    placement = placed()

    pages = [client.get(status(one)).text for one in (placement.request, placement.offer)]

    said = "If you no longer need one, withdraw your request too."
    assert [said in page for page in pages] == [True, False]


def test_a_deed_that_nobody_knows_is_not_there(client):
    placement = placed()

    url = stay_url(placement.request, placement, "left").replace("/left/", "/explode/")

    assert client.post(url).status_code == 404


def test_a_code_from_work_is_sent_and_entered(client):
    activation = ActivationFactory(work_domains="chu-tours.fr")
    request = HousingRequestFactory(activation=activation, state=RequestState.VERIFYING)
    send = reverse("emergency:code-send", args=[request.submission.token])
    enter = reverse("emergency:code-enter", args=[request.submission.token])
    assert send in client.get(status(request)).text

    refused = [
        client.post(send, {"address": "me@example.org"}),
        client.post(send, {"address": "me"}),
        client.post(enter, {"digits": "12"}),
        client.post(enter, {"digits": "123456"}),
        client.post(enter, {"digits": "BCDFGHJK"}),
    ]
    client.post(send, {"address": "me@chu-tours.fr"})
    code = re.search(r"\b[BCDFGHJKLMNPQRSTVWXZ]{8}\b", Letter.objects.get().text)[0]
    client.post(enter, {"digits": code})

    assert [answer.status_code for answer in refused] == [422] * 5
    assert HousingRequest.objects.get().state == "matching"


def test_codes_from_work_are_counted_by_where_they_come_from(client, settings):
    limit(settings, emergency_code_forms=1)
    activation = ActivationFactory(work_domains="chu-tours.fr")
    requests = HousingRequestFactory.create_batch(
        2, activation=activation, state=RequestState.VERIFYING
    )

    for request in requests:
        send = reverse("emergency:code-send", args=[request.submission.token])
        answer = client.post(send, {"address": "me@chu-tours.fr"}, follow=True)

    assert "Too many attempts. Please call us." in answer.text
    assert Letter.objects.count() == 1


def test_codes_that_nobody_enters_are_counted_by_their_network(client, settings):
    limit(settings, emergency_codes_of_network=1, emergency_codes_of_spared_network=0)
    activation = ActivationFactory(work_domains="chu-tours.fr")
    requests = HousingRequestFactory.create_batch(
        3, activation=activation, state=RequestState.VERIFYING
    )

    for request, address in zip(requests, ("192.0.2.1", "192.0.2.1", "192.0.2.2"), strict=True):
        send = reverse("emergency:code-send", args=[request.submission.token])
        client.post(send, {"address": f"{request.pk}@chu-tours.fr"}, REMOTE_ADDR=address)

    sent = [letter.address for letter in Letter.objects.order_by("pk")]
    assert sent == [f"{requests[0].pk}@chu-tours.fr", f"{requests[2].pk}@chu-tours.fr"]


def test_the_status_page_costs_the_same_whatever_happened(client, django_assert_max_num_queries):
    placement = placed()

    with django_assert_max_num_queries(12):
        client.get(status(placement.request))
    with django_assert_max_num_queries(12):
        client.get(status(placement.offer))
