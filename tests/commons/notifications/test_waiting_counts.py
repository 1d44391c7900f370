"""The number beside "My desk": kept for a moment, and never behind what one does or is told."""

from datetime import timedelta

import pytest
from django.urls import reverse

from commons.notifications.actions.notices import dismiss, mark_all_read, mark_read, notify
from commons.notifications.waiting_counts import cached_waiting_for
from tests.factories.accounts import NoticeFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kept(settings):
    settings.NOTIFICATIONS_WAITING_CACHE_TTL = timedelta(seconds=30)


@pytest.fixture
def ada():
    return UserFactory()


@pytest.fixture
def read(ada):
    """A notice of hers, after a page has counted it."""
    notice = NoticeFactory(recipient=ada)
    assert cached_waiting_for(ada) == 1
    return notice


def test_the_next_page_asks_the_database_nothing(ada, count_queries):
    counts = [count_queries(lambda: cached_waiting_for(ada)) for _page in range(2)]

    assert counts[0] > 0
    assert counts[1] == 0


def test_what_others_do_shows_after_a_while(ada, read, settings):
    NoticeFactory(recipient=ada)

    assert cached_waiting_for(ada) == 1
    settings.NOTIFICATIONS_WAITING_CACHE_TTL = timedelta(0)
    assert cached_waiting_for(ada) == 2


@pytest.mark.parametrize(
    ("act", "left"),
    [
        (lambda ada, notice: mark_read(notice=notice, by=ada), 0),
        (lambda ada, _notice: mark_all_read(by=ada), 0),
        (lambda ada, notice: dismiss(ada, notice.template, notice.subject), 0),
        (lambda ada, notice: notify(ada, notice.template, notice.subject), 2),
    ],
    ids=["read", "all-read", "settled", "told"],
)
def test_notices_are_counted_at_once(ada, read, act, left):
    act(ada, read)

    assert cached_waiting_for(ada) == left


def test_what_she_does_is_counted_at_once(ada, read, client):
    client.force_login(ada)
    NoticeFactory(recipient=ada)

    client.post(reverse("notifications:mails"))

    assert cached_waiting_for(ada) == 2


def test_where_she_was_not_let_in_nothing_is(ada, read, client):
    client.force_login(ada)
    NoticeFactory(recipient=ada)

    refused = client.post("/en/nothing-is-here/")

    assert refused.status_code in {404, 405}
    assert cached_waiting_for(ada) == 1


def test_what_she_looks_at_is_not(ada, read, client):
    client.force_login(ada)
    NoticeFactory(recipient=ada)

    client.get(reverse("notifications:notice-list"))

    assert cached_waiting_for(ada) == 1


def test_the_desk_counts_anew(ada, read, client):
    client.force_login(ada)
    NoticeFactory(recipient=ada)

    desk = client.get(reverse("notifications:desk"))

    assert desk.context["waiting"] == 2


def test_a_visitor_who_sends_something_has_no_count(client):
    answer = client.post(reverse("notifications:desk"))

    assert answer.status_code in {302, 405}
