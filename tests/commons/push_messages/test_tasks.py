"""The job that tells browsers, against a push service on this machine."""

import json
import logging
from datetime import timedelta

import pytest
from django.utils import timezone

from commons.accounts.choices import MailFrequency
from commons.notifications.models import Notice
from commons.outbox.models import OutboxEntry
from commons.push_messages.errors import PushNotSentError
from commons.push_messages.models import PushSubscription
from commons.push_messages.tasks import push_notice
from tests.commons.push_messages.browser import Browser
from tests.factories.accounts import NoticeFactory, UserFactory
from tests.factories.push_messages import PushSubscriptionFactory

pytestmark = pytest.mark.django_db

PRIVATE = ("Ada", "Lovelace", "ada@example.org")


@pytest.fixture
def ada():
    return UserFactory(display_name="Ada", full_name="Ada Lovelace", email="ada@example.org")


def browser_of(person, service, path="/ada", status=201, **fields):
    endpoint = service.endpoint(path, status)
    return PushSubscriptionFactory(person=person, endpoint=endpoint, **fields)


def postponed():
    return list(OutboxEntry.objects.values_list("job", "arguments", "due_at"))


@pytest.mark.parametrize(
    ("language", "message"),
    [
        ("en", {"title": "Something is waiting for you", "url": "/en/me/notices/"}),
        ("fr", {"title": "Quelque chose vous attend", "url": "/fr/moi/avis/"}),
    ],
    ids=["en", "fr"],
)
def test_push_notice_holds_a_line_without_names_and_nothing_else(ada, service, language, message):
    ada.language = language
    ada.save()
    keys = Browser()
    browser_of(ada, service, keys=keys)

    push_notice(notice_id=NoticeFactory(recipient=ada).pk)

    ((path, headers, body),) = service.received
    words = keys.read(body).decode()
    assert json.loads(words) == message
    assert path == "/ada"
    assert {name: headers[name] for name in ("TTL", "Topic", "Urgency", "Content-Encoding")} == {
        "TTL": "43200",
        "Topic": "waiting",
        "Urgency": "normal",
        "Content-Encoding": "aes128gcm",
    }
    assert not any(one in words or one in str(headers) for one in PRIVATE)


def test_push_notice_tells_each_browser_once(ada, service):
    browser_of(ada, service, "/phone")
    browser_of(ada, service, "/computer")
    browser_of(UserFactory(), service, "/other")
    notice = NoticeFactory(recipient=ada)

    push_notice(notice_id=notice.pk)
    push_notice(notice_id=notice.pk)

    assert [path for path, *_rest in service.received] == ["/phone", "/computer"]
    assert postponed() == []


def test_a_burst_is_one_message_and_what_follows_another_one_later(ada, service, time_machine):
    time_machine.move_to("2027-03-01T12:00:00+00:00", tick=False)
    browser_of(ada, service)
    notices = NoticeFactory.create_batch(3, recipient=ada)
    for notice in notices:
        push_notice(notice_id=notice.pk)
    time_machine.shift(60)
    late = NoticeFactory(recipient=ada)

    push_notice(notice_id=late.pk)

    assert len(service.received) == 1
    ((job, arguments, due_at),) = postponed()
    assert (job, arguments) == ("push_messages.push_notice", {"notice_id": late.pk})
    assert due_at == timezone.now() + timedelta(minutes=4)
    time_machine.shift(240)
    push_notice(notice_id=late.pk)
    assert len(service.received) == 2


@pytest.mark.parametrize("status", [404, 410])
def test_a_subscription_that_is_gone_is_deleted(ada, service, status):
    browser_of(ada, service, status=status)

    push_notice(notice_id=NoticeFactory(recipient=ada).pk)

    assert len(service.received) == 1
    assert not PushSubscription.objects.exists()


@pytest.mark.parametrize("status", [307, 429, 500, 503])
def test_a_service_that_takes_nothing_now_is_asked_again(ada, service, status):
    browser_of(ada, service, status=status)
    notice = NoticeFactory(recipient=ada)

    with pytest.raises(PushNotSentError):
        push_notice(notice_id=notice.pk)

    service.statuses["/ada"] = 201
    push_notice(notice_id=notice.pk)
    row = PushSubscription.objects.get()
    assert (len(service.received), row.sent_at is not None, row.leased_until) == (2, True, None)


@pytest.mark.parametrize("status", [400, 401, 403])
def test_a_refusal_is_not_asked_again_and_counts_as_gone_in_a_week(ada, service, status):
    row = browser_of(ada, service, status=status)

    push_notice(notice_id=NoticeFactory(recipient=ada).pk)

    kept = PushSubscription.objects.filter(sent_at=None, leased_until=None)
    assert (len(service.received), kept.count()) == (1, 1)
    kept.update(created_at=timezone.now() - timedelta(days=8))
    push_notice(notice_id=NoticeFactory(recipient=ada).pk)
    assert not PushSubscription.objects.filter(pk=row.pk).exists()


def test_what_is_asked_again_by_the_outbox_is_not_postponed_as_well(ada, service):
    browser_of(ada, service, "/told", sent_at=timezone.now() - timedelta(minutes=1))
    browser_of(ada, service, "/broken", status=500)

    with pytest.raises(PushNotSentError):
        push_notice(notice_id=NoticeFactory(recipient=ada).pk)

    assert postponed() == []


def test_one_that_fails_holds_up_no_other_and_its_address_is_not_logged(ada, service, caplog):
    broken = browser_of(ada, service, "/secret-address", status=500)
    browser_of(ada, service, "/computer")

    with caplog.at_level(logging.WARNING), pytest.raises(PushNotSentError, match="left: 1;"):
        push_notice(notice_id=NoticeFactory(recipient=ada).pk)

    words = f"push message to subscription {broken.pk} failed: push service answered 500"
    assert [path for path, *_rest in service.received] == ["/secret-address", "/computer"]
    assert caplog.messages == [words]


def test_a_subscription_that_can_not_be_used_is_deleted_unasked(ada, service, settings):
    fields = ({"server_key": "of a key that is lost"}, {"p256dh": "AAAA"}, {"auth": ""})
    for number, wrong in enumerate(fields):
        browser_of(ada, service, f"/{number}", **wrong)
    PushSubscriptionFactory(person=ada, endpoint="https://10.0.0.1/inside")
    PushSubscriptionFactory(person=ada, endpoint="https://push.example.org/not-allowed")
    good = browser_of(ada, service, "/good")

    push_notice(notice_id=NoticeFactory(recipient=ada).pk)

    assert [path for path, *_rest in service.received] == ["/good"]
    assert list(PushSubscription.objects.all()) == [good]


def test_push_notice_leaves_out_what_needs_nobody(ada, service, settings):
    browser_of(ada, service)
    browser_of(closed := UserFactory(is_active=False), service, "/closed")
    old = NoticeFactory(recipient=ada)
    Notice.objects.filter(pk=old.pk).update(at=timezone.now() - timedelta(hours=13))

    push_notice(notice_id=NoticeFactory(recipient=ada, read=True).pk)
    push_notice(notice_id=NoticeFactory(recipient=closed).pk)
    push_notice(notice_id=old.pk)
    push_notice(notice_id=0)
    settings.PUSH_MESSAGES_KEY = ""
    push_notice(notice_id=NoticeFactory(recipient=ada).pk)

    assert service.received == []


def test_push_notice_follows_the_types_that_were_chosen(ada, service):
    browser_of(ada, service, muted=["requests", "account"])
    ada.mail_pace = MailFrequency.NEVER
    ada.save()
    refused = NoticeFactory(recipient=ada, template="requests/email/request_sent.txt")
    mandatory = NoticeFactory(recipient=ada)

    push_notice(notice_id=refused.pk)
    assert service.received == []

    push_notice(notice_id=mandatory.pk)
    assert len(service.received) == 1
