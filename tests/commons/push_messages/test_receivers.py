"""When browsers are told, and what a new password and the list of sessions end."""

import pytest
from allauth.account.signals import password_changed, password_reset
from allauth.usersessions.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.test import RequestFactory

from commons.accounts.models import User
from commons.accounts.sessions import SessionStore
from commons.notifications.actions.notices import notify
from commons.outbox.models import OutboxEntry
from commons.push_messages.models import PushSubscription
from tests.commons.push_messages.browser import Browser
from tests.factories.accounts import UserFactory
from tests.factories.push_messages import PushSubscriptionFactory

pytestmark = pytest.mark.django_db

TEMPLATE = "accounts/email/email_changed.txt"


def request_of(person):
    request = RequestFactory().post("/")
    request.user, request.session = person, SessionStore()
    return request


def jobs():
    return list(OutboxEntry.objects.exclude(job="notifications.mail_notice").values_list("job"))


def test_a_notice_is_pushed_to_whoever_has_a_browser(push_key):
    ada = PushSubscriptionFactory().person
    notify(UserFactory(), TEMPLATE, ada)

    notify(ada, TEMPLATE, ada)

    assert jobs() == [("push_messages.push_notice",)]


def test_from_a_notice_to_a_browser(service, django_capture_on_commit_callbacks):
    keys, endpoint = Browser(), service.endpoint("/ada")
    ada = PushSubscriptionFactory(keys=keys, endpoint=endpoint, person__mail_pace="never").person

    with django_capture_on_commit_callbacks(execute=True):
        notify(ada, TEMPLATE, ada)

    ((path, _headers, body),) = service.received
    assert (path, b"Something is waiting" in keys.read(body), jobs()) == ("/ada", True, [])


def test_a_site_without_a_key_asks_nothing_of_the_database(django_assert_num_queries):
    ada = PushSubscriptionFactory(person__mail_pace="never").person

    with django_assert_num_queries(1):  # the notice
        notify(ada, TEMPLATE, ada)

    assert jobs() == []


@pytest.mark.parametrize("signal", [password_changed, password_reset], ids=["changed", "reset"])
def test_a_new_password_ends_them(signal):
    row, other = PushSubscriptionFactory(), PushSubscriptionFactory()

    signal.send(sender=User, request=request_of(row.person), user=row.person)

    assert list(PushSubscription.objects.all()) == [other]


def test_logging_out_everywhere_else_ends_them():
    row, other = PushSubscriptionFactory(), PushSubscriptionFactory()
    elsewhere = UserSession.objects.create(user=row.person, session_key="key", ip="192.0.2.1")

    get_adapter().end_sessions([elsewhere])

    assert list(PushSubscription.objects.all()) == [other]
