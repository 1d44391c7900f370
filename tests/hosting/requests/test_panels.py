"""What hosting shows on the desk and on the page of a person."""

import pytest
from django.urls import reverse
from django.utils import timezone

from commons.accounts.panels import waiting_for
from commons.notifications.actions import notices
from hosting.communities.models.communities import Membership
from hosting.coordination.panels import person_panels as community_panels_of
from hosting.notes.models import Note
from hosting.notes.panels import person_panels as note_panels_of
from hosting.requests.panels import (
    desk_panels,
    own_waiting_requests,
    proposals_waiting_for_colleague,
    requests_waiting_for_co_host,
)
from hosting.requests.selectors.requests import proposals_waiting_for, waiting_for_host
from hosting.requests.states import RequestState
from tests.factories.accounts import UserFactory
from tests.factories.cohosts import CoHostFactory
from tests.factories.hosting import AgreementFactory, ProposalFactory, RequestFactory
from tests.factories.organisations import MandateFactory

pytestmark = pytest.mark.django_db

REQUESTS_THAT_WAIT = (
    own_waiting_requests,
    requests_waiting_for_co_host,
    proposals_waiting_for_colleague,
)


def test_desk_panels_ask_the_host_first_and_count_what_waits():
    asked = RequestFactory()

    waiting, requests = desk_panels(asked.host)

    assert [(item.url, item.action) for item in waiting.items] == [
        (asked.get_absolute_url(), "Reply")
    ]
    assert waiting.waiting == 1
    assert list(requests.rows) == []
    assert waiting_for(asked.host) == 1


def test_desk_panels_show_a_guest_what_is_under_way():
    asked = RequestFactory()
    RequestFactory(guest=asked.guest, state=RequestState.DECLINED)

    (requests,) = desk_panels(asked.guest)

    assert [row.request for row in requests.rows] == [asked]
    assert waiting_for(asked.guest) == 0


def test_desk_panels_ask_a_guest_to_answer_what_the_host_proposes():
    asked = ProposalFactory().request

    proposed, _under_way = desk_panels(asked.guest)

    assert [item.action for item in proposed.items] == ["Reply"]
    assert waiting_for(asked.guest) == 1
    assert waiting_for(asked.host) == 0


def test_the_count_is_what_the_lists_hold_whoever_looks():
    mandate = MandateFactory()
    colleague = MandateFactory(organisation=mandate.organisation).person
    proposed = ProposalFactory(
        request__guest=mandate.person, request__on_behalf_of=mandate.organisation
    ).request
    asked = RequestFactory()
    co_host = CoHostFactory(offer=asked.offer).person
    people = [proposed.host, proposed.guest, colleague, asked.host, asked.guest, co_host]

    counted = [
        sum(rows.count() for waits in REQUESTS_THAT_WAIT for rows in waits(person))
        for person in people
    ]

    listed = [
        waiting_for_host(person).count() + proposals_waiting_for(person).count()
        for person in people
    ]
    assert counted == listed == [0, 1, 1, 1, 0, 1]


def test_desk_shows_both(client):
    asked = RequestFactory()
    client.force_login(asked.host)

    page = client.get(reverse("notifications:desk")).content.decode()

    assert "Requests under way" in page
    assert asked.get_absolute_url() in page


def test_desk_asks_the_database_as_often_for_three_rows_as_for_one(client, count_queries):
    host = UserFactory()
    client.force_login(host)

    def look_at(rows):
        for asked in RequestFactory.create_batch(rows, unit__stay__host=host):
            notices.notify(host, "requests/email/request_sent.txt", asked)
        return count_queries(lambda: client.get(reverse("notifications:desk")))

    look_at(1)  # kinds of content are remembered from now on

    assert look_at(0) == look_at(2) <= 30


def test_person_panels_show_communities_and_notes():
    agreement = AgreementFactory()
    membership = Membership.objects.get(person=agreement.host)
    note = Note.objects.create(
        agreement=agreement,
        offer=agreement.request.offer,
        author=agreement.guest,
        about=agreement.host,
        words="The lamp was lit.",
        shown_at=timezone.now(),
    )

    (communities,) = community_panels_of(membership.person, UserFactory())
    (notes,) = note_panels_of(membership.person, UserFactory())

    assert list(communities.rows) == [membership]
    assert list(notes.rows) == [note]


def test_person_panels_are_empty_for_a_newcomer(client):
    ada = UserFactory()

    assert list(community_panels_of(ada, UserFactory())) == []
    assert list(note_panels_of(ada, UserFactory())) == []


def test_the_page_of_a_person_shows_no_address_of_a_place(client):
    agreement = AgreementFactory()
    client.force_login(UserFactory())

    page = client.get(agreement.host.get_absolute_url()).content.decode()

    assert "Communities" in page
    assert agreement.host.email not in page
