"""The list of what I was told: shown, put away, nobody else's."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from commons.notifications.models import Notice
from commons.notifications.selectors import PAGE
from tests.factories.accounts import NoticeFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_index_shows_my_notices_the_newest_first(client):
    ada = UserFactory()
    old = NoticeFactory(recipient=ada, read=True)
    new = NoticeFactory(recipient=ada, template="accounts/email/account_already_exists.txt")
    NoticeFactory()
    client.force_login(ada)

    answer = client.get(reverse("notifications:notice-list"))

    notice_items = answer.context["notice_items"]
    assert [(line.notice, line.title) for line in notice_items] == [
        (new, "You already have an account"),
        (old, "Your email address has changed"),
    ]
    assert answer.context["unread"] == 1


def test_index_goes_page_by_page(client):
    ada = UserFactory()
    notices = NoticeFactory.create_batch(PAGE + 2, recipient=ada)[::-1]
    client.force_login(ada)

    first = client.get(reverse("notifications:notice-list"))
    second = client.get(reverse("notifications:notice-list"), {"after": first.context["older"]})

    assert [line.notice for line in first.context["notice_items"]] == notices[:PAGE]
    assert [line.notice for line in second.context["notice_items"]] == notices[PAGE:]
    assert second.context["older"] == ""


def test_index_and_desk_order_notices_by_time_and_not_by_row(client):
    ada, now = UserFactory(), timezone.now()
    days = (2, 0, 1, *range(3, PAGE + 2))
    notices = [NoticeFactory(recipient=ada) for _ in days]
    for notice, ago in zip(notices, days, strict=True):
        Notice.objects.filter(pk=notice.pk).update(at=now - timedelta(days=ago))
    in_order = sorted(notices, key=lambda notice: days[notices.index(notice)])
    client.force_login(ada)

    first = client.get(reverse("notifications:notice-list"))
    second = client.get(reverse("notifications:notice-list"), {"after": first.context["older"]})
    desk = client.get(reverse("notifications:desk"))

    assert [line.notice for line in first.context["notice_items"]] == in_order[:PAGE]
    assert [line.notice for line in second.context["notice_items"]] == in_order[PAGE:]
    assert [line.notice for line in desk.context["notice_items"]] == in_order[:5]


def test_index_takes_no_notice_of_somebody_else_as_a_place_in_the_list(client):
    ada = UserFactory()
    NoticeFactory(recipient=ada)
    client.force_login(ada)

    answer = client.get(reverse("notifications:notice-list"), {"after": NoticeFactory().public_id})

    assert answer.context["notice_items"] == []


def test_index_says_so_when_there_is_nothing(client):
    client.force_login(UserFactory())

    page = client.get(reverse("notifications:notice-list")).content.decode()

    assert "Nothing here yet" in page


def test_index_shows_a_notice_whose_subject_is_gone(client):
    ada, ben = UserFactory(), UserFactory()
    NoticeFactory(recipient=ada, subject=ben)
    ben.delete()
    client.force_login(ada)

    page = client.get(reverse("notifications:notice-list")).content.decode()

    assert "This content is no longer available." in page


def test_index_asks_the_database_as_often_for_three_rows_as_for_one(client, count_queries):
    ada = UserFactory()
    client.force_login(ada)

    def look_at(rows):
        for ben in UserFactory.create_batch(rows):
            NoticeFactory(recipient=ada, subject=ben)
        return count_queries(lambda: client.get(reverse("notifications:notice-list")))

    look_at(1)  # kinds of content are remembered from now on

    assert look_at(0) == look_at(2)


def test_read_puts_away_and_leads_to_the_subject(client):
    notice = NoticeFactory()
    client.force_login(notice.recipient)

    answer = client.post(reverse("notifications:notice-read", args=[notice.public_id]))

    assert answer.url == notice.recipient.get_absolute_url()
    assert list(Notice.objects.unread()) == []


def test_read_stays_on_the_list_when_the_subject_has_no_page(client):
    ada = UserFactory()
    notice = NoticeFactory(recipient=ada, subject=NoticeFactory())
    client.force_login(ada)

    answer = client.post(reverse("notifications:notice-read", args=[notice.public_id]))

    assert answer.url == reverse("notifications:notice-list")


def test_read_of_somebody_else_is_not_there(client):
    notice = NoticeFactory()
    client.force_login(UserFactory(is_superuser=True))

    answer = client.post(reverse("notifications:notice-read", args=[notice.public_id]))

    assert answer.status_code == 404
    assert list(Notice.objects.unread()) == [notice]


def test_read_all_puts_everything_of_mine_away(client):
    mine, other = NoticeFactory(), NoticeFactory()
    client.force_login(mine.recipient)

    answer = client.post(reverse("notifications:notice-read-all"))

    assert answer.url == reverse("notifications:notice-list")
    assert list(Notice.objects.unread()) == [other]


@pytest.mark.parametrize("name", ["notifications:notice-read-all", "privacy:my-data-export"])
def test_deeds_take_a_press(client, name):
    client.force_login(UserFactory())

    answer = client.get(reverse(name))

    assert answer.status_code == 405


def test_the_header_counts_what_waits(client):
    ada = UserFactory()
    NoticeFactory.create_batch(3, recipient=ada)
    NoticeFactory(recipient=ada, read_at=timezone.now())
    client.force_login(ada)

    answer = client.get(reverse("accounts:settings"))

    assert answer.context["waiting"] == 3
