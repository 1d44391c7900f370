"""Turning notifications on and off, and what ends them."""

import pytest
from django.core.exceptions import PermissionDenied

from commons.accounts.actions.people import close_account
from commons.accounts.actions.two_step import end_sessions
from commons.audit.models import AuditEntry
from commons.push_messages.actions import add_subscription, choose_types, remove_subscription
from commons.push_messages.errors import (
    PushNotOfferedError,
    SubscriptionLimitError,
    UnknownPushServiceError,
    UnusableSubscriptionError,
)
from commons.push_messages.models import PushSubscription
from commons.push_messages.web_push import read_key
from core.quotas.errors import QuotaExceededError
from tests.commons.push_messages.browser import Browser
from tests.factories.accounts import UserFactory
from tests.factories.push_messages import KEY, PushSubscriptionFactory
from tests.quotas import limit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("push_key")]

ENDPOINT = "https://updates.push.services.mozilla.com/wpush/v2/abc"


def given(browser=None, **other):
    browser = browser or Browser()
    values = {"endpoint": ENDPOINT, "p256dh": browser.p256dh, "auth": browser.auth}
    return {**values, "browser": "Firefox", **other}


def test_add_subscription_keeps_what_a_browser_gives():
    ada, browser = UserFactory(), Browser()

    add_subscription(**given(browser), by=ada)

    row = PushSubscription.objects.get()
    assert (row.person, row.endpoint, row.browser, row.muted) == (ada, ENDPOINT, "Firefox", [])
    assert (row.p256dh, row.auth, row.sent_at) == (browser.p256dh, browser.auth, None)
    assert row.server_key == read_key(KEY).public
    assert list(AuditEntry.objects.values_list("verb", "data")) == [("push_subscription.added", {})]


def test_add_subscription_pressed_again_renews_the_same_row():
    ada, browser = UserFactory(), Browser()
    add_subscription(**given(), by=ada)

    add_subscription(**given(browser), by=ada)

    assert [row.p256dh for row in PushSubscription.objects.all()] == [browser.p256dh]


def test_the_only_browser_keeps_its_types_when_it_is_renewed():
    ada = UserFactory()
    PushSubscriptionFactory(person=ada, endpoint=ENDPOINT, muted=["notes"])

    add_subscription(**given(), by=ada)

    assert [row.muted for row in PushSubscription.objects.all()] == [["notes"]]


def test_a_shared_browser_tells_the_last_who_turned_it_on():
    browser, bob = Browser(), UserFactory()
    add_subscription(**given(browser), by=UserFactory())

    add_subscription(**given(browser), by=bob)

    assert [row.person for row in PushSubscription.objects.all()] == [bob]


def test_a_new_browser_follows_the_choice_of_the_others():
    ada = UserFactory()
    PushSubscriptionFactory(person=ada)
    choose_types(muted=["notes"], by=ada)

    add_subscription(**given(), by=ada)

    assert [row.muted for row in PushSubscription.objects.all()] == [["notes"], ["notes"]]


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"endpoint": "https://push.example.org/abc"}, UnknownPushServiceError),
        ({"endpoint": "http://fcm.googleapis.com/abc"}, UnknownPushServiceError),
        ({"endpoint": "https://10.0.0.1/abc"}, UnknownPushServiceError),
        ({"p256dh": "AAAA"}, UnusableSubscriptionError),
        ({"auth": ""}, UnusableSubscriptionError),
    ],
    ids=str.split("host http inside key secret"),
)
def test_add_subscription_refuses_what_can_not_be_used(wrong, refusal):
    with pytest.raises(refusal):
        add_subscription(**given(**wrong), by=UserFactory())

    assert not PushSubscription.objects.exists()


def test_nobody_takes_over_a_browser_by_its_address_alone():
    before = PushSubscriptionFactory(endpoint=ENDPOINT)

    with pytest.raises(UnusableSubscriptionError):
        add_subscription(**given(), by=UserFactory())

    assert PushSubscription.objects.get().person == before.person


def test_add_subscription_without_a_key_of_the_site(settings):
    settings.PUSH_MESSAGES_KEY = ""

    with pytest.raises(PushNotOfferedError):
        add_subscription(**given(), by=UserFactory())


def test_add_subscription_keeps_to_the_limit_and_the_quota(settings):
    settings.PUSH_MESSAGES_BROWSERS_LIMIT = 1
    limit(settings, push_subscriptions=0)
    ada, bob = UserFactory(), UserFactory()
    PushSubscriptionFactory(person=ada)

    with pytest.raises(SubscriptionLimitError, match="in 1 browser"):
        add_subscription(**given(), by=ada)
    with pytest.raises(QuotaExceededError):
        add_subscription(**given(), by=bob)


def test_whoever_may_not_is_denied():
    closed, other = UserFactory(is_active=False), UserFactory()
    row = PushSubscriptionFactory()

    with pytest.raises(PermissionDenied):
        add_subscription(**given(), by=closed)
    with pytest.raises(PermissionDenied):
        choose_types(muted=["notes"], by=closed)
    with pytest.raises(PermissionDenied):
        remove_subscription(subscription=row, by=other)

    assert PushSubscription.objects.get().muted == []


def close(person):
    close_account(person=person, by=person)


@pytest.mark.parametrize("end", [end_sessions, close])
def test_closing_and_logging_out_everywhere_end_all(end):
    row, other = PushSubscriptionFactory(), PushSubscriptionFactory()

    end(row.person)

    assert list(PushSubscription.objects.all()) == [other]
