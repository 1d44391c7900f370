"""A row that one worker leased is left alone by others, until it is released or time is over."""

from datetime import timedelta

import pytest
from django.utils import timezone

from commons.mail.models import Letter
from commons.mail.tasks import mail_letter
from commons.notifications.models import Notice
from commons.notifications.tasks import mail_digest, mail_notice
from core.db.leases import LeaseHeldError, leased, take_lease
from tests.factories.accounts import LetterFactory, NoticeFactory, UserFactory

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


def test_take_lease_refuses_a_second_worker_until_time_is_over(time_machine):
    rows = Letter.objects.filter(pk=LetterFactory().pk)
    take_lease(rows, MINUTE)

    with pytest.raises(LeaseHeldError):
        take_lease(rows, MINUTE)
    time_machine.move_to(timezone.now() + MINUTE)

    assert take_lease(rows, MINUTE) == [rows.get().pk]


def test_take_lease_takes_all_or_none():
    held, free = LetterFactory(), LetterFactory()
    take_lease(Letter.objects.filter(pk=held.pk), MINUTE)

    with pytest.raises(LeaseHeldError):
        take_lease(Letter.objects.all(), MINUTE)

    assert Letter.objects.get(pk=free.pk).leased_until is None


def test_leased_releases_after_a_failure():
    rows = Letter.objects.filter(pk=LetterFactory().pk)

    with pytest.raises(OSError, match="server"), leased(rows, MINUTE):
        raise OSError("server")

    assert rows.get().leased_until is None


def test_leased_of_nothing_is_nothing():
    with leased(Letter.objects.none(), MINUTE) as keys:
        assert keys == []


@pytest.mark.parametrize("job", ["letter", "notice", "digest"])
def test_a_mail_that_another_worker_sends_is_asked_for_again(mailoutbox, job):
    letter, notice = LetterFactory(), NoticeFactory(recipient=UserFactory(mail_pace="daily"))
    jobs = {
        "letter": lambda: mail_letter(letter_id=letter.pk),
        "notice": lambda: mail_notice(notice_id=notice.pk),
        "digest": lambda: mail_digest(person_id=notice.recipient_id),
    }
    take_lease(Letter.objects.all(), MINUTE)
    take_lease(Notice.objects.all(), MINUTE)

    with pytest.raises(LeaseHeldError):
        jobs[job]()

    assert mailoutbox == []


def test_a_daily_mail_that_failed_may_be_sent_the_same_day(monkeypatch, mailoutbox):
    ada = UserFactory(mail_pace="daily", mails_desk=True)
    NoticeFactory(recipient=ada)
    with monkeypatch.context() as broken:
        broken.setattr("commons.notifications.emails.send_email", lambda *args, **more: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            mail_digest(person_id=ada.pk, day="2026-11-30")
    ada.refresh_from_db()
    before = ada.desk_mailed_on

    mail_digest(person_id=ada.pk, day="2026-11-30")

    ada.refresh_from_db()
    assert (before, str(ada.desk_mailed_on)) == (None, "2026-11-30")
    assert len(mailoutbox) == 1
