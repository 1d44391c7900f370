"""Two workers with the same job, at once."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext, suppress
from functools import partial
from threading import Barrier

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection, connections
from django.test import Client
from django.urls import reverse

from commons.accounts.models import User
from commons.mail.models import Letter
from commons.mail.tasks import mail_letter
from commons.notifications.models import Notice
from commons.notifications.periodic import send_digests
from commons.notifications.tasks import mail_digest, mail_notice
from commons.outbox.models import OutboxEntry
from commons.outbox.tasks import drain_outbox
from core.db.leases import LeaseHeldError
from tests.factories.accounts import (
    LetterFactory,
    NoticeFactory,
    OutboxEntryFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)

RIVALS = 4


def at_once(job, **arguments):
    start = Barrier(RIVALS)

    def run(number):
        try:
            start.wait(timeout=10)
            with suppress(LeaseHeldError):  # the outbox asks again
                job(**arguments)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(RIVALS) as pool:
        list(pool.map(run, range(RIVALS)))


def test_of_several_workers_with_the_same_notice_one_mails_it():
    notice = NoticeFactory()

    at_once(mail_notice, notice_id=notice.pk)

    assert len(mail.outbox) == 1
    assert list(Notice.objects.unmailed()) == []


def test_of_several_workers_with_the_same_letter_one_mails_it():
    letter = LetterFactory()

    at_once(mail_letter, letter_id=letter.pk)

    assert len(mail.outbox) == 1
    assert list(Letter.objects.all()) == []


def test_of_several_workers_with_the_same_digest_one_mails_it():
    ada = UserFactory(mail_pace="daily")
    NoticeFactory.create_batch(2, recipient=ada)

    at_once(mail_digest, person_id=ada.pk)

    assert len(mail.outbox) == 1


def test_of_a_daily_mail_and_one_at_once_for_the_same_notice_one_tells_it():
    notice = NoticeFactory()
    jobs = iter([partial(mail_notice, notice_id=notice.pk)] * 2)

    def either():
        job = next(jobs, None)
        job() if job else mail_digest(person_id=notice.recipient_id)

    at_once(either)

    assert len(mail.outbox) == 1
    assert list(Notice.objects.unmailed()) == []


def test_of_several_clocks_at_the_same_hour_one_promises_the_daily_mail(time_machine):
    time_machine.move_to("2026-11-26T12:00:00+00:00")
    ada = UserFactory(mail_pace="daily", mails_desk=True)
    NoticeFactory(recipient=ada)

    at_once(send_digests)

    assert [one.to for one in mail.outbox] == [[ada.email]]


def test_of_several_drains_each_promise_is_taken_by_one():
    for notice in NoticeFactory.create_batch(6):
        OutboxEntryFactory(arguments={"notice_id": notice.pk})

    at_once(drain_outbox)

    assert len(mail.outbox) == 6
    assert list(OutboxEntry.objects.all()) == []


def test_of_several_sign_ups_with_the_same_address_one_makes_an_account():
    cache.clear()
    newcomer = {"display_name": "Ada", "email": "ada@example.org", "password1": ""}
    addresses = []

    def sign_up():
        answer = Client().post("/en/account/sign-up/", newcomer)
        addresses.append((answer.status_code, answer["Location"]))

    at_once(sign_up)

    assert User.objects.count() == 1
    assert addresses == [(302, reverse("account_email_verification_sent"))] * RIVALS


def test_no_lock_is_held_while_the_mail_server_takes_a_mail(monkeypatch):
    ada = UserFactory(mail_pace="daily")
    NoticeFactory(recipient=ada)
    jobs = (
        partial(mail_letter, letter_id=LetterFactory().pk),
        partial(mail_notice, notice_id=NoticeFactory().pk),
        partial(mail_digest, person_id=ada.pk),
    )
    locks = []
    monkeypatch.setattr(
        mail.EmailMessage, "send", lambda self: locks.append(connection.in_atomic_block)
    )

    for job in jobs:
        job()

    assert locks == [False, False, False]


def test_control_without_the_lease_the_notice_is_mailed_again(monkeypatch):
    notice = NoticeFactory()
    everybody_looked = Barrier(RIVALS)

    def send_late(notice):
        everybody_looked.wait(timeout=10)
        mail.EmailMessage("A copy", to=[notice.recipient.email]).send()

    monkeypatch.setattr("commons.notifications.emails.mail_notice", send_late)
    monkeypatch.setattr("commons.notifications.tasks.leased", lambda rows, duration: nullcontext())

    at_once(mail_notice, notice_id=notice.pk)

    assert len(mail.outbox) == RIVALS
