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
from hosting.requests.panels import desk_panels
from hosting.requests.states import RequestState
from tests.factories.accounts import UserFactory
from tests.factories.hosting import AgreementFactory, RequestFactory

pytestmark = pytest.mark.django_db


def test_desk_panels_ask_the_host_first_and_count_what_waits():
    asked = RequestFactory()

    waiting, requests = desk_panels(asked.host)

    assert (list(waiting.rows), waiting.waiting) == ([(asked, asked.host)], 1)
    assert list(requests.rows) == []
    assert waiting_for(asked.host) == 1


def test_desk_panels_show_a_guest_what_is_under_way():
    asked = RequestFactory()
    RequestFactory(guest=asked.guest, state=RequestState.DECLINED)

    (requests,) = desk_panels(asked.guest)

    assert list(requests.rows) == [(asked, asked.guest)]
    assert waiting_for(asked.guest) == 0


def test_desk_shows_both(client):
    asked = RequestFactory()
    client.force_login(asked.host)

    page = client.get(reverse("notifications:desk")).content.decode()

    assert "Asked of you" in page
    assert asked.get_absolute_url() in page


def test_desk_asks_the_database_as_often_for_three_rows_as_for_one(client, count_queries):
    host = UserFactory()
    client.force_login(host)

    def look_at(rows):
        for asked in RequestFactory.create_batch(rows, unit__stay__host=host):
            notices.notify(host, "requests/email/request_sent.txt", asked)
        return count_queries(lambda: client.get(reverse("notifications:desk")))

    look_at(1)  # kinds of content are remembered from now on

    assert look_at(0) == look_at(2)


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
