"""While a stay lasts: words, nights and an appeal, each of them a press behind a link."""

from uuid import uuid4

import pytest
from django.urls import reverse

from emergency.housing.actions.extensions import ask_longer
from emergency.housing.actions.messages import write_message
from emergency.housing.actions.offers import suspend_offer
from emergency.housing.models.extensions import Extension
from emergency.housing.models.messages import RelayMessage
from emergency.housing.models.placements import Placement
from emergency.housing.models.suspensions import Suspension
from tests.factories.emergency import (
    DutyFactory,
    host_of,
    in_days,
    offered,
    placed,
    requester_of,
)

pytestmark = pytest.mark.django_db


def page_of(client, row):
    return client.get(row.submission.get_absolute_url()).text


def by_link(name, row, *more):
    return reverse(f"emergency:{name}", args=[row.submission.token, *more])


def on_desk(name, request, *more):
    args = [request.activation.address, request.public_id, *more]
    return reverse(f"emergency:{name}", args=args)


@pytest.fixture
def nadia(client):
    def on_duty(row):
        person = DutyFactory(activation=row.activation).person
        client.force_login(person)
        return person

    return on_duty


def test_what_one_writes_the_other_reads_without_a_name(client):
    proposal = offered()
    url = by_link("own-message", proposal.request, proposal.public_id)

    client.post(url, {"key": uuid4(), "body": "Is there a kettle?"})

    page = page_of(client, proposal.offer)
    assert "Is there a kettle?" in page
    assert "The guest" in page
    assert "Camille" not in page


def test_what_is_held_back_is_read_by_its_writer_and_the_desk_alone(client, nadia):
    proposal = offered()
    url = by_link("own-message", proposal.offer, proposal.public_id)

    answer = client.post(url, {"key": uuid4(), "body": "Ring 06 12 34 56 78"}, follow=True)

    assert "Held back because the message contains a phone number" in answer.text
    assert "06 12 34 56 78" not in page_of(client, proposal.request)
    nadia(proposal)
    assert "06 12 34 56 78" in client.get(proposal.request.get_absolute_url()).text


@pytest.mark.parametrize("said", [{}, {"body": "x", "key": "no"}, {"key": str(uuid4())}])
def test_a_message_that_can_t_be_read_is_refused(client, said):
    proposal = offered()

    answer = client.post(by_link("own-message", proposal.request, proposal.public_id), said)

    assert answer.status_code == 422


def test_a_link_reaches_its_own_messages_and_nights_only(client):
    proposal, other = offered(), placed()

    for name, public_id in (
        ("own-message", other.proposal.public_id),
        ("own-longer", other.public_id),
    ):
        answer = client.post(by_link(name, proposal.request, public_id))
        assert answer.status_code == 404


def test_the_desk_writes_passes_on_and_keeps_back(client, nadia):
    proposal = offered()
    message = write_message(
        proposal=proposal, body="Dominique!", key=uuid4(), by=host_of(proposal.offer)
    )
    nadia(proposal)
    step = on_desk("message-step-pass-on", proposal.request, message.public_id)
    write = on_desk("message-write", proposal.request, proposal.public_id)

    assert step in client.get(proposal.request.get_absolute_url()).text
    client.post(step)
    client.post(write, {"key": uuid4(), "body": "Bring sheets, please."})

    assert list(RelayMessage.objects.values_list("state", "side")) == [
        ("sent", "host"),
        ("sent", "coordinator"),
    ]
    refused = client.post(write, {"key": uuid4(), "body": "06 12 34 56 78"})
    assert refused.status_code == 422
    assert client.post(step.replace("pass-on", "burn")).status_code == 404


def test_more_nights_are_asked_by_link_and_agreed_by_the_other(client):
    placement = placed()
    until = in_days(20)

    client.post(
        by_link("own-longer", placement.request, placement.public_id),
        {"check_out": until.isoformat(), "full_name": "C. Canary"},
    )
    extension = Extension.objects.get()
    yes = by_link("own-extension-yes", placement.offer, extension.public_id)
    assert yes in page_of(client, placement.offer)
    assert yes not in page_of(client, placement.request)
    assert client.post(yes, {"full_name": ""}).status_code == 422
    client.post(yes, {"full_name": "D. Canary"})

    assert Placement.objects.get().check_out == until


def test_a_no_shows_the_new_reference_to_whoever_stays(client):
    placement = placed()
    extension = ask_longer(
        placement=placement, check_out=in_days(20), by=requester_of(placement.request)
    )

    client.post(by_link("own-extension-no", placement.offer, extension.public_id))

    extension.refresh_from_db()
    assert extension.follow_up.reference in page_of(client, placement.request)
    assert extension.follow_up.reference not in page_of(client, placement.offer)


@pytest.mark.parametrize("said", [{}, {"check_out": "soon", "full_name": "C"}])
def test_nights_that_can_t_be_read_are_refused(client, said):
    placement = placed()

    answer = client.post(by_link("own-longer", placement.request, placement.public_id), said)

    assert answer.status_code == 422


def test_the_desk_asks_for_a_caller_and_writes_a_no_down(client, nadia):
    placement = placed()
    nadia(placement)

    client.post(
        on_desk("stay-longer", placement.request, placement.public_id),
        {"check_out": in_days(20).isoformat()},
    )
    extension = Extension.objects.get()
    refuse = on_desk("extension-refuse", placement.request, extension.public_id)
    assert refuse in client.get(placement.request.get_absolute_url()).text
    client.post(refuse)

    extension.refresh_from_db()
    assert (extension.asked_by, extension.state) == ("coordinator", "refused")
    bad = client.post(on_desk("stay-longer", placement.request, placement.public_id), {})
    assert bad.status_code == 422


def test_a_host_reads_why_and_appeals_with_one_form(client):
    placement = placed()
    by = DutyFactory(activation=placement.activation).person
    suspend_offer(offer=placement.offer, reason="We look into something.", by=by)
    url = by_link("own-appeal", placement.offer)

    page = page_of(client, placement.offer)
    assert "We look into something." in page
    assert by.display_name not in page
    assert client.post(url, {"words": ""}).status_code == 422
    client.post(url, {"words": "Everything’s fine here."})

    assert Suspension.objects.get().appeal == "Everything’s fine here."
    assert url not in page_of(client, placement.offer)


def test_the_desk_answers_an_appeal(client, nadia):
    placement = placed()
    by = DutyFactory(activation=placement.activation).person
    suspend_offer(offer=placement.offer, reason="We look into something.", by=by)
    client.post(by_link("own-appeal", placement.offer), {"words": "Everything’s fine here."})
    nadia(placement)
    args = [placement.activation.address, placement.offer.public_id]
    url = reverse("emergency:offer-uphold", args=args)

    page = client.get(placement.offer.get_absolute_url()).text
    assert "Everything’s fine here." in page
    assert url in page
    assert client.post(url, {"reason": ""}).status_code == 422
    client.post(url, {"reason": "Both guests were called."})

    assert "Both guests were called." in page_of(client, placement.offer)


def test_nobody_appeals_where_nothing_is_suspended(client):
    assert client.post(by_link("own-appeal", placed().offer), {"words": "x"}).status_code == 404


def test_the_page_asks_as_often_for_many_words_as_for_one(client, count_queries):
    proposal = offered()
    by = requester_of(proposal.request)
    write_message(proposal=proposal, body="Hello", key=uuid4(), by=by)
    page_of(client, proposal.request)
    one = count_queries(lambda: page_of(client, proposal.request))
    for _ in range(5):
        write_message(proposal=proposal, body="Hello", key=uuid4(), by=by)

    assert count_queries(lambda: page_of(client, proposal.request)) == one
