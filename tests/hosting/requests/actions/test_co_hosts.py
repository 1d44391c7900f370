"""A co-host answers requests in the name of the host, as long as they may."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from commons.audit.models import AuditEntry
from commons.blocking.actions import block_person
from commons.notifications.models import Notice
from hosting.cohosts.actions import end_co_hosting
from hosting.cohosts.errors import CoHostEndedError
from hosting.requests.actions.host_side import acts_as_host
from hosting.requests.actions.proposals import agree_to_proposal, propose_terms
from hosting.requests.actions.requests import (
    answer_request,
    decline_request,
    send_request,
    withdraw_request,
)
from hosting.requests.errors import CoHostedOfferError, HostWordEndedError
from hosting.requests.models.requests import ProposedTerms, Request, RequestDraft
from hosting.requests.notifications.requests import PROPOSAL_MADE, REQUEST_SENT
from hosting.requests.presenters.co_hosts import co_hosts_answering
from hosting.requests.presenters.request_timeline import request_timeline
from hosting.requests.selectors.requests import (
    proposals_waiting_for,
    requests_with_details,
    unanswered_requests_of,
)
from hosting.requests.selectors.revealed_addresses import contacts_for
from hosting.requests.states import RequestState
from tests.factories.accounts import UserFactory
from tests.factories.cohosts import CoHostFactory
from tests.factories.hosting import MAY, RateFactory, UnitFactory

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(date(2027, 4, 1))]


class House:
    """A home with a co-host who answers its requests, and a guest who asked."""

    def __init__(self):
        self.unit = UnitFactory(stay__host__display_name="Odile")
        RateFactory(offer=self.unit.stay)
        self.co_hosting = CoHostFactory(offer=self.unit.stay.offer_ptr, person__display_name="Mia")
        self.host, self.co_host = self.unit.stay.host, self.co_hosting.person
        self.guest = UserFactory()

    def ask(self, by=None):
        draft = RequestDraft(self.unit.stay, adults=2, message="May we?", dates=MAY)
        return send_request(draft=draft, key=uuid4(), by=by or self.guest)

    def end(self):
        end_co_hosting(co_host=self.co_hosting, by=self.host)


@pytest.fixture
def house():
    return House()


def propose(request, by):
    terms = ProposedTerms(adults=2, children=0, total=100)
    return propose_terms(request=request, terms=terms, by=by)


def heard(template):
    notices = Notice.objects.filter(template=template).order_by("pk")
    return [notice.recipient for notice in notices]


def test_a_request_reaches_the_host_and_who_answers(house):
    request = house.ask()

    assert heard(REQUEST_SENT[0]) == [house.host, house.co_host]
    assert list(unanswered_requests_of(house.co_host)) == [request]


def test_agree_by_a_co_host_binds_the_host(house):
    request = house.ask()

    agreement = agree_to_proposal(proposal=request.proposals.get(), by=house.co_host)

    entry = AuditEntry.objects.get(verb="proposal.agreed")
    assert (agreement.host, agreement.guest) == (house.host, house.guest)
    assert entry.actor == house.co_host
    assert heard("requests/email/agreement_made.txt") == [house.guest, house.host, house.co_host]
    assert contacts_for(house.co_host, Request.objects.get()).guest.email == house.guest.email


def test_decline_by_a_co_host_names_both(house):
    request = house.ask()

    decline_request(request=request, by=house.co_host)

    page = requests_with_details(house.guest).get()
    words = [
        str(line.words)
        for one in request_timeline(page, reader=house.guest)
        for line in one.entries
    ]
    assert page.state == RequestState.DECLINED
    assert "Mia declined for Odile. You can still write to each other." in words


def test_what_a_co_host_proposes_is_the_word_of_the_host(house):
    request = house.ask()

    proposal = propose(request, house.co_host)

    assert (proposal.is_by_host, proposal.for_host) == (True, True)
    assert heard(PROPOSAL_MADE) == [house.guest]
    assert list(proposals_waiting_for(house.guest)) == [request]
    assert not unanswered_requests_of(house.host).exists()
    for person in (house.host, house.co_host):
        with pytest.raises(PermissionDenied):
            agree_to_proposal(proposal=proposal, by=person)
    assert agree_to_proposal(proposal=proposal, by=house.guest).host == house.host


def test_a_guest_who_proposes_reaches_the_host_and_who_answers(house):
    request = house.ask()

    propose(request, house.guest)

    assert heard(PROPOSAL_MADE) == [house.host, house.co_host]


def test_answer_by_a_co_host_gives_them_a_seat(house):
    request = house.ask()

    message = answer_request(request=request, body="Welcome!", by=house.co_host)

    assert message.author == house.co_host
    assert house.co_host in request.thread.people.all()


def test_the_end_of_a_co_hosting_takes_seat_and_page(house):
    request = house.ask()
    answer_request(request=request, body="Welcome!", by=house.co_host)

    house.end()

    assert list(request.thread.people.order_by("pk")) == [house.host, house.guest]
    assert not Request.objects.visible_to(house.co_host).exists()
    with pytest.raises(PermissionDenied):
        decline_request(request=request, by=house.co_host)
    assert request.thread.messages.count() == 2


def test_the_word_of_a_co_host_ends_with_their_co_hosting(house):
    request = house.ask()
    proposal = propose(request, house.co_host)

    house.end()

    with pytest.raises(HostWordEndedError):
        agree_to_proposal(proposal=proposal, by=house.guest)
    page = requests_with_details(house.guest).get()
    assert "no longer answers for Odile" in co_hosts_answering(page, reader=house.guest).warning
    again = propose(request, house.host)
    assert agree_to_proposal(proposal=again, by=house.guest).host == house.host


def test_acts_as_host_refuses_who_no_longer_answers(house):
    request = house.ask()

    house.end()

    with pytest.raises(CoHostEndedError):
        acts_as_host(request, house.co_host)


def test_withdraw_is_denied_to_a_co_host(house):
    with pytest.raises(PermissionDenied):
        withdraw_request(request=house.ask(), by=house.co_host)


def test_a_co_host_of_the_calendar_alone_reads_no_request(house):
    house.co_hosting.may_answer = False
    house.co_hosting.save()

    request = house.ask()

    assert request.host_side() == [house.host]
    assert not Request.objects.visible_to(house.co_host).exists()
    with pytest.raises(PermissionDenied):
        decline_request(request=request, by=house.co_host)


def test_send_request_refuses_who_answers_for_the_offer(house):
    with pytest.raises(CoHostedOfferError):
        house.ask(by=house.co_host)


def test_who_asked_before_stays_the_guest(house):
    house.co_hosting.delete()
    request = house.ask()
    co_hosting = CoHostFactory(offer=request.offer, person=house.guest)

    with pytest.raises(PermissionDenied):
        agree_to_proposal(proposal=request.proposals.get(), by=co_hosting.person)

    assert request.host_side() == [house.host]
    assert not unanswered_requests_of(house.guest).exists()


def test_a_co_host_behind_a_block_doesnt_read_the_guest(house):
    request = house.ask()
    answer_request(request=request, body="Welcome!", by=house.co_host)

    block_person(person=house.guest, by=house.co_host)

    assert request.host_side() == [house.host]
    assert not Request.objects.visible_to(house.co_host).exists()
    assert house.co_host not in request.thread.people.all()


@pytest.mark.parametrize(
    ("who", "note"),
    [
        ("guest", "Can also answer for Odile: Mia."),
        ("host", "Can also answer this request for you: Mia."),
        ("co_host", "You answer this request for Odile."),
    ],
    ids=["guest", "host", "co-host"],
)
def test_co_hosts_answering_says_who_answers(house, who, note):
    house.ask()
    reader = getattr(house, who)

    page = requests_with_details(reader).get()

    assert co_hosts_answering(page, reader=reader).note == note


@pytest.mark.parametrize("who", ["guest", "host", "co_host"])
def test_the_page_of_a_request_opens_for_each_side(house, who, client):
    request = house.ask()
    answer_request(request=request, body="Come in!", by=house.co_host)
    client.force_login(getattr(house, who))

    page = client.get(request.get_absolute_url()).content.decode()

    assert "Come in!" in page
    assert ("Ask for time to think" in page) == (who != "guest")
