"""Requests between two people one of whom blocks the other."""

from datetime import date
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from commons.blocking.actions import block_person
from commons.blocking.errors import ContactRefusedError, OwnBlockError
from commons.blocking.selectors import remaining_ties
from commons.conversations.actions import post_message
from hosting.requests.actions.proposals import propose_terms
from hosting.requests.actions.requests import send_request
from hosting.requests.models.requests import ProposedTerms, Request, RequestDraft
from hosting.requests.states import RequestState
from tests.factories.accounts import UserFactory
from tests.factories.hosting import MAY, AgreementFactory, RequestFactory, UnitFactory

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(date(2027, 4, 1))]


def ask(offer, guest):
    draft = RequestDraft(offer, dates=MAY, adults=2, message="May we?")
    return send_request(draft=draft, key=uuid4(), by=guest)


def test_send_request_is_refused_to_both():
    stay, guest = UnitFactory().stay, UserFactory()
    block_person(person=guest, by=stay.host)

    with pytest.raises(ContactRefusedError):
        ask(stay, guest)

    other = UnitFactory().stay
    block_person(person=other.host, by=guest)
    with pytest.raises(OwnBlockError):
        ask(other, guest)
    assert not Request.objects.exists()


def test_ask_page_keeps_what_was_typed():
    stay, guest = UnitFactory().stay, UserFactory()
    block_person(person=guest, by=stay.host)
    client = Client()
    client.force_login(guest)

    refused = client.post(
        reverse("hosting:request-ask", args=[stay.public_id]),
        {
            "check_in": MAY.check_in.isoformat(),
            "check_out": MAY.check_out.isoformat(),
            "adults": "2",
            "children": "0",
            "message": "We would love to come",
            "key": str(uuid4()),
        },
    )

    assert refused.status_code == 422
    assert "You can’t contact this person here at the moment." in refused.text
    assert "We would love to come</textarea>" in refused.text


@pytest.mark.parametrize(
    ("blocker", "state"), [("host", RequestState.DECLINED), ("guest", RequestState.WITHDRAWN)]
)
def test_block_person_ends_open_requests(blocker, state, mailoutbox, committed):
    request = ask(UnitFactory().stay, UserFactory())
    people = {"host": request.host, "guest": request.guest}
    other = people["guest" if blocker == "host" else "host"]

    with committed():
        block_person(person=other, by=people[blocker])

    request.refresh_from_db()
    assert request.state == state
    assert [mail.to for mail in mailoutbox] == [[other.email]]
    assert "block" not in mailoutbox[0].body.lower()


def test_propose_terms_is_refused_to_both():
    request = ask(UnitFactory().stay, UserFactory())
    block_person(person=request.guest, by=request.host)
    Request.objects.update(state=RequestState.SENT)  # as if it had come at the same moment
    terms = ProposedTerms(adults=1, children=0, total=None, dates=MAY)

    for person, refusal in ((request.guest, ContactRefusedError), (request.host, OwnBlockError)):
        with pytest.raises(refusal):
            propose_terms(request=Request.objects.get(), terms=terms, by=person)


def test_block_person_leaves_an_agreement_and_its_conversation():
    agreement = AgreementFactory()
    request = agreement.request
    ties = remaining_ties(request.host, request.guest)

    block_person(person=request.guest, by=request.host)

    request.refresh_from_db()
    assert request.state == RequestState.AGREED
    assert [tie.url for tie in ties] == [request.get_absolute_url()]
    post_message(thread=request.thread, body="We arrive at six.", by=request.guest)
    post_message(thread=request.thread, body="Fine.", by=request.host)


def test_block_person_closes_the_conversation_once_it_is_over():
    request = AgreementFactory(request__state=RequestState.COMPLETED).request
    block_person(person=request.guest, by=request.host)

    with pytest.raises(ContactRefusedError):
        post_message(thread=request.thread, body="Was it nice?", by=request.guest)


def test_request_page_tells_the_blocker_what_holds():
    standing = AgreementFactory().request
    over = RequestFactory(host=standing.host, guest=standing.guest, state=RequestState.DECLINED)
    block_person(person=standing.guest, by=standing.host)
    host, guest = Client(), Client()
    host.force_login(standing.host)
    guest.force_login(standing.guest)

    pages = [host.get(one.get_absolute_url()).text for one in (standing, over)]
    theirs = guest.get(over.get_absolute_url()).text

    assert "stands. Until it’s over, you can both write here." in pages[0]
    assert ['name="body"' in page for page in pages] == [True, False]
    assert 'name="body"' in theirs
    assert "Unblock" not in theirs
