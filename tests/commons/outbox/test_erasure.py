"""Once a mail has left, nothing of its words or addresses is in a row of what sent it."""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from django.conf import settings
from django.db import models
from django.utils import timezone

from commons.conversations.actions import post_message
from commons.mail import actions as transactional_email
from commons.mail.models import Letter
from commons.notifications.models import Notice
from commons.notifications.periodic import forget_notices
from commons.outbox import periodic
from commons.outbox.models import OutboxEntry
from commons.outbox.periodic import forget_given_up
from commons.outbox.tasks import drain_outbox
from tests.factories.accounts import NoticeFactory, OutboxEntryFactory, UserFactory
from tests.factories.hosting import RequestFactory
from tests.poison import assert_one_failed, poison

pytestmark = pytest.mark.django_db

WRITTEN = (models.CharField, models.TextField, models.JSONField)
# What stays says which mail it was and for whom, and the title of the notification on the site:
# by these a second run sends nothing, and its reader finds the page.
KEPT = {"public_id", "template", "data"}


def texts_in(model):
    """Every declared text of each row that is left, by its field."""
    fields = [field.attname for field in model._meta.fields if isinstance(field, WRITTEN)]
    return [(name, str(row[name])) for row in model.objects.values(*fields) for name in fields]


def a_message_and_a_letter(ada):
    asked = RequestFactory(guest=ada)
    post_message(thread=asked.thread, body="Canary, by train.", by=asked.host)
    transactional_email.queue_email(
        template="accounts/email/login_code.txt",
        address=ada.email,
        language="en",
        keep_for=timedelta(minutes=15),
        recipient=ada,
        data={"code": "K7M3-9XQA"},
    )


def test_nothing_of_a_mail_is_left_once_it_was_sent(committed, mailoutbox):
    ada = UserFactory(email="ada@example.org")

    with committed():
        a_message_and_a_letter(ada)

    assert sorted(mail.to for mail in mailoutbox) == [[ada.email]] * 2
    left = [text for model in (OutboxEntry, Letter, Notice) for text in texts_in(model)]
    assert {name for name, text in left if text not in {"", "{}"}} == KEPT
    secrets = ("Canary", "K7M3", ada.email, "is your login code", "You have a new message")
    assert [text for _name, text in left if any(secret in text for secret in secrets)] == []


def test_what_could_not_be_sent_keeps_its_words_until_it_is(
    committed, broken_mail_server, mailoutbox, time_machine
):
    ada = UserFactory()
    with committed():
        a_message_and_a_letter(ada)
    waiting = [Notice.objects.get().mail_words, Letter.objects.get().title]

    broken_mail_server()
    time_machine.move_to(timezone.now() + timedelta(minutes=2))
    drain_outbox()

    assert waiting == [{"words": "Canary, by train."}, "K7M3-9XQA is your login code"]
    assert any("> Canary, by train." in mail.body for mail in mailoutbox)
    assert list(Notice.objects.holding_words()) == []


def test_a_refused_address_is_not_in_the_note_of_the_error():
    entry = OutboxEntryFactory(attempts=1)

    entry.fail(SMTPRecipientsRefused({"ada@example.org": (550, b"ada@example.org is unknown")}))

    assert entry.last_error.startswith("SMTPRecipientsRefused: ")
    assert "550" in entry.last_error
    assert "ada@" not in entry.last_error


def test_what_was_given_up_is_forgotten_with_the_words_of_its_mail():
    long_ago = timezone.now() - settings.OUTBOX_KEEP - timedelta(minutes=1)
    OutboxEntryFactory(dead_at=long_ago)
    lately = OutboxEntryFactory(dead_at=timezone.now())
    waiting = OutboxEntryFactory()
    for at in (long_ago, timezone.now()):
        notice = NoticeFactory(mail_words={"words": "Canary"})
        Notice.objects.filter(pk=notice.pk).update(at=at)

    forget_given_up()
    forget_notices()

    assert list(OutboxEntry.objects.order_by("pk")) == [lately, waiting]
    assert Notice.objects.count() == 2
    assert list(Notice.objects.holding_words()) == [notice]


def test_forget_given_up_goes_on_after_a_row_that_fails(monkeypatch, failed_rows):
    long_ago = timezone.now() - settings.OUTBOX_KEEP - timedelta(minutes=1)
    OutboxEntryFactory.create_batch(2, dead_at=long_ago)
    tried, _done = poison(monkeypatch, periodic, "delete_row")

    failed = forget_given_up()

    assert_one_failed(failed_rows, OutboxEntry, tried[0])
    assert failed == 1
    assert [row.pk for row in OutboxEntry.objects.all()] == tried[:1]
