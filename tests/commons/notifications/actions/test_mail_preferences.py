"""Choosing mails, ending them, and what happens where none arrive."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from commons.accounts.actions.people import record_verified_email
from commons.accounts.choices import MailFrequency
from commons.accounts.models import MailChoices
from commons.audit.models import AuditEntry
from commons.notifications.actions.mail_preferences import (
    choose_mails,
    record_bounce,
    resume_mail,
    schedule_digest,
    stop_mails,
)
from commons.notifications.categories import category_by_code
from commons.notifications.models import Notice
from commons.notifications.tasks import mail_notice
from commons.outbox.models import OutboxEntry
from core.permissions import SYSTEM
from tests.factories.accounts import NoticeFactory, UserFactory

pytestmark = pytest.mark.django_db

CHOICES = MailChoices(
    pace=MailFrequency.AT_ONCE,
    paces={"messages": MailFrequency.DAILY},
    hour=20,
    time_zone="Indian/Reunion",
    desk=True,
)
NEVER = MailChoices(MailFrequency.NEVER, {}, 7, "Europe/Paris", desk=False)
AT_ONCE = MailChoices(MailFrequency.AT_ONCE, {}, 7, "Europe/Paris", desk=False)


def test_choose_mails_keeps_what_the_person_says():
    ada = UserFactory()

    choose_mails(person=ada, choices=CHOICES, by=ada)

    ada.refresh_from_db()
    kept = (ada.mail_pace, ada.mail_paces, ada.mail_hour, ada.time_zone, ada.mails_desk)
    assert kept == ("at_once", {"messages": "daily"}, 20, "Indian/Reunion", True)
    assert [entry.verb for entry in AuditEntry.objects.all()] == ["person.mails_chosen"]


def test_choose_mails_keeps_no_wish_about_what_nobody_can_refuse():
    ada = UserFactory()
    paces = {"agreements": MailFrequency.NEVER, "nonsense": MailFrequency.NEVER}

    choose_mails(
        person=ada,
        choices=MailChoices(MailFrequency.DAILY, paces, 7, "Europe/Paris", desk=False),
        by=ada,
    )

    ada.refresh_from_db()
    assert ada.mail_paces == {}


def test_choose_mails_sends_what_waited_for_an_ended_daily_mail(committed, mailoutbox):
    ada = UserFactory(mail_pace=MailFrequency.DAILY)
    NoticeFactory.create_batch(2, recipient=ada)

    with committed():
        choose_mails(person=ada, choices=AT_ONCE, by=ada)

    assert [mail.subject for mail in mailoutbox] == ["2 new notifications"]


def test_choose_mails_begins_at_the_hour_that_was_chosen(time_machine):
    time_machine.move_to("2026-11-26T10:00:00+00:00", tick=False)
    ada = UserFactory()
    daily = MailChoices(MailFrequency.DAILY, {}, 7, "Europe/Paris", desk=False)

    chosen = choose_mails(person=ada, choices=daily, by=ada)
    today = schedule_digest(person=chosen, by=SYSTEM)
    time_machine.move_to("2026-11-27T06:00:00+00:00", tick=False)
    tomorrow = schedule_digest(person=chosen, by=SYSTEM)

    assert (today, tomorrow) == (False, True)


@pytest.mark.parametrize(
    "deed",
    [
        lambda ada, by: choose_mails(person=ada, choices=NEVER, by=by),
        lambda ada, by: stop_mails(person=ada, kind=None, by=by),
        lambda ada, by: resume_mail(person=ada, by=by),
        lambda ada, by: schedule_digest(person=ada, by=by),
        lambda ada, by: record_bounce(person=ada, sent_at=timezone.now(), by=by),
    ],
)
def test_nobody_else_says_which_mails_i_get(deed):
    ada = UserFactory(mail_bounced_at=timezone.now(), mails_desk=True)

    with pytest.raises(PermissionDenied):
        deed(ada, UserFactory())

    ada.refresh_from_db()
    assert (ada.mail_pace, ada.mails_desk) == (MailFrequency.AT_ONCE, True)
    assert ada.mail_bounced_at is not None


def test_stop_mails_ends_one_kind_and_leaves_the_others():
    ada = UserFactory(mail_paces={"notes": "daily"})

    stop_mails(person=ada, kind=category_by_code("messages"), by=ada)

    ada.refresh_from_db()
    assert ada.mail_paces == {"notes": "daily", "messages": "never"}
    assert ada.mail_pace == MailFrequency.AT_ONCE


def test_stop_mails_ends_the_daily_mail_and_leaves_what_comes_at_once():
    ada = UserFactory(
        mail_pace=MailFrequency.DAILY,
        mail_paces={"notes": "daily", "messages": "at_once"},
        mails_desk=True,
    )

    stop_mails(person=ada, kind=None, by=ada)

    ada.refresh_from_db()
    assert (ada.mail_pace, ada.mails_desk) == (MailFrequency.NEVER, False)
    assert ada.mail_paces == {"notes": "never", "messages": "at_once"}
    assert not ada.wants_daily_mail


def test_note_bounce_pauses_what_would_leave_and_forgets_nothing(mailoutbox):
    ada = UserFactory(email_verified_at=timezone.now() - timedelta(days=1))
    notice = NoticeFactory(recipient=ada)

    record_bounce(person=ada, sent_at=timezone.now(), by=SYSTEM)
    mail_notice(notice_id=notice.pk)

    assert mailoutbox == []
    assert list(Notice.objects.unmailed()) == [notice]


def test_note_bounce_keeps_the_first_day():
    first = timezone.now() - timedelta(days=3)
    ada = UserFactory(mail_bounced_at=first)

    assert record_bounce(person=ada, sent_at=timezone.now(), by=SYSTEM).mail_bounced_at == first


def test_note_bounce_of_an_older_address_says_nothing_of_the_new_one():
    ada = UserFactory(email_verified_at=timezone.now())

    record_bounce(person=ada, sent_at=timezone.now() - timedelta(hours=1), by=SYSTEM)

    ada.refresh_from_db()
    assert ada.mail_bounced_at is None


def test_wake_mails_brings_what_waited_in_one_mail(committed, mailoutbox):
    ada = UserFactory(mail_bounced_at=timezone.now())
    NoticeFactory.create_batch(2, recipient=ada)

    with committed():
        resume_mail(person=ada, by=ada)

    assert [mail.subject for mail in mailoutbox] == ["2 new notifications"]


def test_wake_mails_of_somebody_awake_does_nothing():
    ada = UserFactory()

    resume_mail(person=ada, by=ada)

    assert list(OutboxEntry.objects.all()) == []
    assert list(AuditEntry.objects.all()) == []


def test_an_address_that_is_confirmed_anew_is_written_to_again(committed, mailoutbox):
    ada = UserFactory(mail_bounced_at=timezone.now())
    NoticeFactory(recipient=ada)

    with committed():
        record_verified_email(person=ada, at=timezone.now(), by=SYSTEM)

    ada.refresh_from_db()
    assert ada.can_get_mail
    assert [mail.subject for mail in mailoutbox] == ["One new notification"]
