"""My desk: what packages above put on it, and the newest notices."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from commons.accounts import panels
from commons.accounts.models import User
from commons.accounts.panels import Panel, WaitingItem
from commons.notifications.models import Notice
from commons.notifications.panels import unread_of
from tests.factories.accounts import NoticeFactory, UserFactory
from tests.factories.hosting import AgreementFactory, FavouriteListFactory, RequestFactory
from tests.factories.travel_stories import SeatFactory

pytestmark = pytest.mark.django_db

MOST_QUERIES = 40  # whoever hosts, asks, travels and keeps


@pytest.fixture
def empty_desk(monkeypatch):
    monkeypatch.setattr(panels, "_desk", [])
    monkeypatch.setattr(panels, "_waits", [(unread_of, ())])
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
    assert [line.title for line in answer.context["notice_items"]] == [
        "Your email address has changed"
    ]


@pytest.mark.usefixtures("empty_desk")
def test_desk_opens_on_what_waits_the_soonest_deadline_first(client):
    now = timezone.now()
    one, two, three = (
        WaitingItem(title, "/", "Answer", since=now, deadline=deadline)
        for title, deadline in (
            ("undated", None),
            ("in two days", now + timedelta(days=2)),
            ("in an hour", now + timedelta(hours=1)),
        )
    )
    counted = Panel(title="Reports", waiting=4, url="/all/")
    panels.register_on_desk(
        lambda person: [Panel("A", items=[one, two], waiting=2), counted, Panel("B", items=[three])]
    )
    client.force_login(UserFactory())

    context = client.get(reverse("notifications:desk")).context

    assert [item.title for item in context["waiting_items"]] == [
        "in an hour",
        "in two days",
        "undated",
        "Reports: 4",
    ]
    assert [item.clock is None for item in context["waiting_items"]] == [False, False, True, True]
    assert context["panels"] == []


@pytest.mark.usefixtures("empty_desk")
def test_desk_folds_what_waits_behind_the_first_twelve(client):
    items = [WaitingItem(f"Thing {number}", "/", "Answer") for number in range(14)]
    panels.register_on_desk(lambda person: [Panel("A", items=items, waiting=14)])
    client.force_login(UserFactory())

    context = client.get(reverse("notifications:desk")).context

    assert (context["waiting_items"], context["later_items"]) == (items[:12], items[12:])


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
def test_waiting_for_asks_what_waits_for_a_role_of_those_who_have_it(django_assert_num_queries):
    ada, bob = UserFactory(), UserFactory(is_staff=True)
    staff = [lambda person: User.objects.filter(pk=person.pk, is_staff=True)]
    nobody = [lambda person: User.objects.none()]
    for only_for in (nobody, staff, nobody + staff):
        panels.register_on_desk(
            lambda person: [],
            waits=lambda person: [User.objects.filter(pk=person.pk)],
            only_for=only_for,
        )

    with django_assert_num_queries(4):
        assert [panels.waiting_for(person) for person in (ada, bob)] == [0, 2]


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


def test_desk_asks_as_often_for_many_rows_as_for_one(client, count_queries):
    ada = UserFactory()
    client.force_login(ada)
    asked = []
    for count in (1, 6):
        for _ in range(count):
            NoticeFactory(recipient=ada)
            RequestFactory(offer__host=ada)
            RequestFactory(guest=ada)
            AgreementFactory(request__guest=ada)
            SeatFactory(person=ada, organiser=True)
            FavouriteListFactory(owner=ada)
        client.get(reverse("notifications:desk"))
        asked.append(count_queries(lambda: client.get(reverse("notifications:desk"))))

    assert asked[0] == asked[1] <= MOST_QUERIES
