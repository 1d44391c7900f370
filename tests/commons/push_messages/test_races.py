"""Two workers with one notice, and two presses at once. The controls show what it is for."""

from contextlib import nullcontext
from functools import partial
from threading import Barrier

import pytest

from commons.accounts.models import User
from commons.push_messages import web_push
from commons.push_messages.actions import add_subscription
from commons.push_messages.errors import PushNotSentError
from commons.push_messages.models import PushSubscription
from commons.push_messages.tasks import push_notice
from tests.commons.push_messages.browser import Browser
from tests.factories.accounts import NoticeFactory, UserFactory
from tests.factories.push_messages import PushSubscriptionFactory
from tests.rivals import at_once, outcomes_at_once

pytestmark = [
    pytest.mark.race,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("push_key"),
]

RIVALS = 4
ENDPOINT = "https://updates.push.services.mozilla.com/wpush/v2/"


@pytest.fixture
def sent(monkeypatch):
    """Endpoints to which something was sent; nobody answers there."""
    made = []

    def send(endpoint, _body, _key):
        made.append(endpoint)
        return 201

    monkeypatch.setattr(web_push, "send", send)
    return made


def adding(person, number):
    browser = Browser()
    given = {"endpoint": f"{ENDPOINT}{number}", "p256dh": browser.p256dh, "auth": browser.auth}
    return partial(add_subscription, **given, browser="", by=person)


def test_of_several_workers_with_one_notice_one_tells_a_browser(sent):
    row = PushSubscriptionFactory()
    notice = NoticeFactory(recipient=row.person)

    at_once(*[partial(push_notice, notice_id=notice.pk)] * RIVALS, refusals=PushNotSentError)

    assert sent == [row.endpoint]


def test_control_without_the_lease_each_worker_tells_it(sent, monkeypatch):
    row = PushSubscriptionFactory()
    notice = NoticeFactory(recipient=row.person)
    looked = Barrier(RIVALS)
    monkeypatch.setattr(
        "commons.push_messages.tasks.leased",
        lambda _rows, _duration: nullcontext([looked.wait(timeout=10) + 1]),
    )

    at_once(*[partial(push_notice, notice_id=notice.pk)] * RIVALS, refusals=PushNotSentError)

    assert sent == [row.endpoint] * RIVALS


def test_browsers_added_at_once_keep_to_the_limit(settings):
    settings.PUSH_MESSAGES_BROWSERS_LIMIT = 1
    ada = UserFactory()

    outcomes = outcomes_at_once(*[adding(ada, number) for number in range(RIVALS)])

    assert sorted(outcomes) == ["SubscriptionLimitError"] * (RIVALS - 1) + ["done"]
    assert PushSubscription.objects.count() == 1


def test_control_without_the_lock_both_find_room():
    ada = UserFactory()
    looked = Barrier(2)

    def add():
        count = PushSubscription.objects.visible_to(User.objects.get(pk=ada.pk)).count()
        looked.wait(timeout=10)
        PushSubscriptionFactory(person=ada)
        return count

    assert at_once(add, add) == [0, 0]
    assert PushSubscription.objects.count() == 2
