"""My desk: what packages above put on it, and the newest notices."""

import pytest
from django.urls import reverse

from commons.accounts import panels
from commons.accounts.models import User
from commons.accounts.panels import Panel
from commons.notifications.models import Notice
from commons.notifications.panels import unread_of
from tests.factories.accounts import NoticeFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def empty_desk(monkeypatch):
    monkeypatch.setattr(panels, "_desk", [])
    monkeypatch.setattr(panels, "_waits", [unread_of])
    monkeypatch.setattr(panels, "_person", [])


@pytest.mark.usefixtures("empty_desk")
def test_desk_shows_what_waits_first(client):
    ada = UserFactory()
    trips = Panel(title="My trips", template="components/brand.html")
    asked = Panel(
        title="Asked of me", template="components/brand.html", waiting=2, url="/all/", more="All"
    )
    two = User.objects.filter(pk__in=[ada.pk, UserFactory().pk])
    panels.register_on_desk(lambda person: [trips, asked], waits=lambda person: [two])
    NoticeFactory(recipient=ada)
    client.force_login(ada)

    answer = client.get(reverse("notifications:desk"))

    assert answer.context["panels"] == [asked, trips]
    assert answer.context["waiting"] == 3
    assert [line.title for line in answer.context["notice_items"]] == ["Your password was changed"]


@pytest.mark.usefixtures("empty_desk")
def test_waiting_for_counts_for_each_what_waits_for_them_alone(django_assert_num_queries):
    ada, bob = UserFactory(), UserFactory()
    panels.register_on_desk(
        lambda person: [], waits=lambda person: [Notice.objects.filter(recipient=person.pk)]
    )
    NoticeFactory.create_batch(2, recipient=ada, read=True)
    NoticeFactory(recipient=bob)

    with django_assert_num_queries(2):
        assert [panels.waiting_for(person) for person in (ada, bob)] == [2, 2]


@pytest.mark.usefixtures("empty_desk")
def test_waiting_for_counts_rows_of_all_packages_in_one_query(django_assert_num_queries):
    ada = UserFactory()
    for _package in range(3):
        panels.register_on_desk(
            lambda person: [], waits=lambda person: [User.objects.filter(pk=person.pk)]
        )

    with django_assert_num_queries(1):
        assert panels.waiting_for(ada) == 3


@pytest.mark.usefixtures("empty_desk")
def test_desk_shows_the_five_newest_unread_notices(client):
    ada = UserFactory()
    notices = NoticeFactory.create_batch(6, recipient=ada)
    NoticeFactory(recipient=ada, read=True)
    client.force_login(ada)

    answer = client.get(reverse("notifications:desk"))

    assert [line.notice for line in answer.context["notice_items"]] == notices[:0:-1]


def test_desk_sends_a_visitor_to_the_door(client):
    answer = client.get(reverse("notifications:desk"))

    assert answer.url == f"{reverse('account_login')}?next={reverse('notifications:desk')}"
