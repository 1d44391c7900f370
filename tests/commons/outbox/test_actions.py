"""At least once: killed at any point, the process leaves a row behind that the next drain finds."""

from contextlib import suppress
from datetime import timedelta

import pytest
from celery import current_app
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from commons.audit.models import AuditEntry
from commons.notifications import emails
from commons.notifications.actions import notices
from commons.notifications.models import Notice
from commons.outbox import actions as outbox
from commons.outbox.models import KILLED, OutboxEntry, pause_after
from commons.outbox.tasks import deliver, drain_outbox
from tests.factories.accounts import OutboxEntryFactory, UserFactory

pytestmark = pytest.mark.django_db

TEMPLATE = "accounts/email/password_changed.txt"


class KilledError(BaseException):
    """As abrupt as a signal: no `except Exception` on the way stops it."""


def killed(*args, **kwargs):
    raise KilledError


def tell(person):
    return notices.notify(person, TEMPLATE, person)


def test_post_delivers_after_commit(committed, mailoutbox):
    ada = UserFactory()

    with committed():
        tell(ada)
        before = list(mailoutbox)

    assert before == []
    assert [mail.to for mail in mailoutbox] == [[ada.email]]
    assert list(OutboxEntry.objects.all()) == []


def test_post_promises_nothing_that_did_not_happen(committed, mailoutbox):
    ada = UserFactory()

    with committed(), suppress(KilledError), transaction.atomic():
        tell(ada)
        killed()

    assert list(OutboxEntry.objects.all()) == []
    assert mailoutbox == []


def test_killed_between_commit_and_send_the_mail_still_goes_out_once(mailoutbox):
    tell(UserFactory())  # no callback runs: killed right here

    drain_outbox()
    drain_outbox()

    assert len(mailoutbox) == 1


def test_killed_between_claim_and_send_the_lease_runs_out(mailoutbox, monkeypatch, time_machine):
    tell(UserFactory())
    monkeypatch.setattr(deliver, "apply_async", lambda **ids: None)  # the worker died with the job
    drain_outbox()
    monkeypatch.undo()

    drain_outbox()
    while_leased = list(mailoutbox)
    time_machine.move_to(timezone.now() + settings.OUTBOX_LEASE + timedelta(seconds=1))
    drain_outbox()

    assert while_leased == []
    assert len(mailoutbox) == 1


def test_killed_between_send_and_note_the_copy_can_be_recognised(mailoutbox, monkeypatch):
    notice = tell(UserFactory())
    entry = OutboxEntry.objects.get()
    send = emails.mail_notice
    monkeypatch.setattr(emails, "mail_notice", lambda notice: (send(notice), killed()))
    with pytest.raises(KilledError), transaction.atomic():
        deliver(entry_id=entry.pk)
    monkeypatch.undo()

    deliver(entry_id=entry.pk)

    first, second = (mail.extra_headers["Message-ID"] for mail in mailoutbox)
    assert first == second == f"<notice-{notice.public_id}@localhost>"
    assert list(OutboxEntry.objects.all()) == []


def test_killed_between_note_and_delete_the_mail_is_not_sent_again(mailoutbox, monkeypatch):
    tell(UserFactory())
    entry = OutboxEntry.objects.get()
    monkeypatch.setattr(OutboxEntry, "delete", killed)
    with pytest.raises(KilledError):
        deliver(entry_id=entry.pk)
    monkeypatch.undo()

    deliver(entry_id=entry.pk)

    assert len(mailoutbox) == 1
    assert list(OutboxEntry.objects.all()) == []


def test_a_broken_mail_server_loses_nothing(
    committed, broken_mail_server, mailoutbox, time_machine
):
    ada = UserFactory()
    with committed():
        tell(ada)
    waiting = OutboxEntry.objects.get()

    broken_mail_server()
    drain_outbox()
    too_early = list(mailoutbox)
    time_machine.move_to(waiting.due_at)
    drain_outbox()

    assert (waiting.attempts, waiting.last_error) == (
        1,
        "ConnectionRefusedError: [Errno 111] Connection refused",
    )
    assert too_early == []
    assert [mail.to for mail in mailoutbox] == [[ada.email]]
    assert list(OutboxEntry.objects.all()) == []


def test_a_job_that_nobody_knows_is_kept_with_its_error(committed):
    entry = OutboxEntryFactory(job="accounts.no_such_job")

    drain_outbox()

    entry.refresh_from_db()
    assert entry.attempts == 1
    assert entry.last_error.startswith("NotRegistered:")


def test_a_job_that_fails_does_not_hold_up_the_next(mailoutbox):
    OutboxEntryFactory(job="accounts.no_such_job")
    ada = UserFactory()
    tell(ada)

    drain_outbox()

    assert [mail.to for mail in mailoutbox] == [[ada.email]]


def test_claim_takes_what_has_been_due_longest():
    now = timezone.now()
    newest, oldest, between = (
        OutboxEntryFactory(due_at=now - timedelta(minutes=minutes)) for minutes in (1, 3, 2)
    )

    first, second = OutboxEntry.objects.claim(2), OutboxEntry.objects.claim(2)

    assert (first, second) == ([oldest, between], [newest])


def test_after_many_tries_a_promise_is_given_up_and_stays_to_be_seen():
    entry = OutboxEntryFactory(job="accounts.no_such_job", attempts=settings.OUTBOX_ATTEMPTS - 1)

    deliver(entry_id=entry.pk)
    deliver(entry_id=entry.pk)

    assert list(OutboxEntry.objects.dead()) == [entry]
    assert list(OutboxEntry.objects.due()) == []
    assert OutboxEntry.objects.get().attempts == settings.OUTBOX_ATTEMPTS


def test_a_job_that_kills_its_worker_each_time_is_given_up(monkeypatch):
    entry, runs = OutboxEntryFactory(job="mail.mail_letter", arguments={"letter_id": 1}), []
    job = current_app.tasks["mail.mail_letter"]
    monkeypatch.setattr(job, "run", lambda **ids: (runs.append(ids), killed()))
    for _time in range(settings.OUTBOX_ATTEMPTS):
        with pytest.raises(KilledError):
            deliver(entry_id=entry.pk)

    deliver(entry_id=entry.pk)
    deliver(entry_id=entry.pk)

    assert len(runs) == settings.OUTBOX_ATTEMPTS
    assert list(OutboxEntry.objects.dead()) == [entry]
    assert OutboxEntry.objects.get().last_error == KILLED


def test_pause_after_doubles_up_to_six_hours():
    pauses = [pause_after(attempts).total_seconds() for attempts in range(1, 13)]

    assert pauses == [30, 60, 120, 240, 480, 960, 1920, 3840, 7680, 15360, 21600, 21600]


def test_drain_outbox_goes_on_when_more_waits_than_one_batch(monkeypatch, mailoutbox):
    monkeypatch.setattr("commons.outbox.tasks.BATCH", 2)
    for person in UserFactory.create_batch(5):
        tell(person)

    drain_outbox()

    assert len(mailoutbox) == 5


def test_a_broken_broker_does_not_stop_the_deed(committed, monkeypatch):
    ada = UserFactory()
    monkeypatch.setattr(drain_outbox, "delay", lambda: 1 / 0)

    with committed():
        tell(ada)

    assert [notice.recipient for notice in Notice.objects.all()] == [ada]
    assert len(OutboxEntry.objects.due()) == 1


def test_revive_tries_again_from_the_beginning(committed, mailoutbox):
    operator = UserFactory(is_superuser=True)
    ada = UserFactory()
    tell(ada)
    entry = OutboxEntry.objects.get()
    entry.attempts, entry.dead_at = 16, timezone.now()
    entry.save()

    with committed():
        outbox.retry(entry=entry, by=operator)

    assert [mail.to for mail in mailoutbox] == [[ada.email]]
    assert [line.verb for line in AuditEntry.objects.all()] == ["promise.revived"]


def test_revive_is_refused_to_everybody_else():
    entry = OutboxEntryFactory(dead_at=timezone.now())

    with pytest.raises(PermissionDenied):
        outbox.retry(entry=entry, by=UserFactory())

    assert list(OutboxEntry.objects.dead()) == [entry]


def test_what_a_clock_that_ran_ahead_posted_is_not_left_waiting(mailoutbox, time_machine):
    true = timezone.now()
    time_machine.move_to(true + timedelta(hours=1))
    tell(UserFactory())
    outbox.enqueue(drain_outbox, not_before=timezone.now() + timedelta(minutes=10))
    time_machine.move_to(true)

    drain_outbox()

    assert len(mailoutbox) == 1
    (later,) = OutboxEntry.objects.all()
    assert timedelta(minutes=9) < later.due_at - true < timedelta(minutes=11)
