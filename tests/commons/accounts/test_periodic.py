"""The clock."""

from datetime import UTC, datetime, timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

from commons.accounts.enums import MailPace
from commons.accounts.models import Letter, Notice, OutboxEntry
from commons.accounts.periodic import forget, send_digests
from commons.accounts.tasks import drain_outbox
from tests.factories.accounts import LetterFactory, NoticeFactory, UserFactory

pytestmark = pytest.mark.django_db


AT_SEVEN_IN_PARIS = datetime(2026, 11, 26, 6, 0, tzinfo=UTC)


def test_send_digests_mails_those_who_want_one_a_day(committed, mailoutbox, time_machine):
    time_machine.move_to(AT_SEVEN_IN_PARIS)
    ada = UserFactory(mail_pace=MailPace.DAILY)
    NoticeFactory.create_batch(2, recipient=ada)
    NoticeFactory(recipient__mail_pace=MailPace.NEVER)
    NoticeFactory(recipient__mail_pace=MailPace.DAILY, read=True)
    UserFactory(mail_pace=MailPace.DAILY)

    for _time in range(2):
        with committed():
            send_digests()

    assert [mail.to for mail in mailoutbox] == [[ada.email]]


def test_send_digests_asks_the_clock_on_each_wall(committed, mailoutbox, time_machine):
    for zone, hour in (("Europe/Paris", 7), ("Indian/Reunion", 7), ("Asia/Kolkata", 12)):
        NoticeFactory(
            recipient__mail_pace=MailPace.DAILY,
            recipient__time_zone=zone,
            recipient__mail_hour=hour,
            recipient__email=f"{hour}.{zone.split('/')[1]}@example.org",
        )
    heard = []
    for hour in (2, 3, 5, 6):  # in UTC: Réunion is 4 hours ahead, Kolkata 5 and a half
        time_machine.move_to(AT_SEVEN_IN_PARIS.replace(hour=hour, minute=30), tick=False)
        with committed():
            send_digests()
        heard.append(sorted(mail.to[0] for mail in mailoutbox))
        mailoutbox.clear()

    assert heard == [
        [],
        ["7.Reunion@example.org"],
        [],
        ["12.Kolkata@example.org", "7.Paris@example.org"],
    ]


def test_send_digests_catches_up_and_comes_once_a_day(committed, mailoutbox, time_machine):
    ada = UserFactory(mail_pace=MailPace.DAILY)
    days = []
    for hours in (5, 9, 10, 24, 26, 48 + 5):
        time_machine.move_to(AT_SEVEN_IN_PARIS + timedelta(hours=hours), tick=False)
        NoticeFactory(recipient=ada)
        with committed():
            send_digests()
        days.append(len(mailoutbox))

    assert days == [1, 1, 1, 2, 2, 3]


def test_send_digests_loses_nothing_while_the_mail_server_is_down(
    committed, mailoutbox, time_machine, broken_mail_server
):
    time_machine.move_to(AT_SEVEN_IN_PARIS, tick=False)
    NoticeFactory(recipient__mail_pace=MailPace.DAILY)
    with committed():
        send_digests()
    waiting = OutboxEntry.objects.count()

    broken_mail_server()
    time_machine.move_to(AT_SEVEN_IN_PARIS + timedelta(minutes=5), tick=False)
    with committed():
        send_digests()
        drain_outbox()

    assert (waiting, OutboxEntry.objects.count(), len(mailoutbox)) == (1, 0, 1)


def test_send_digests_brings_nothing_old_up_again(committed, mailoutbox, time_machine):
    NoticeFactory(recipient__mail_pace=MailPace.DAILY)

    time_machine.move_to(timezone.now() + settings.ACCOUNTS_DIGEST_REACH + timedelta(hours=30))
    with committed():
        send_digests()

    assert mailoutbox == []


def test_send_digests_asks_few_questions_for_many_people(count_queries, time_machine):
    time_machine.move_to(AT_SEVEN_IN_PARIS)
    UserFactory.create_batch(3, mail_pace=MailPace.NEVER)
    without = count_queries(send_digests)
    UserFactory.create_batch(3, mail_paces={"messages": "never"})

    assert (without, count_queries(send_digests)) == (1, 2)


def test_forget_takes_letters_whose_secret_ran_out():
    LetterFactory(expires_at=timezone.now())
    good = LetterFactory()

    forget()

    assert list(Letter.objects.all()) == [good]


def test_forget_takes_sessions_that_ended_with_the_address_they_came_from(client, time_machine):
    client.force_login(UserFactory())
    UserSession.objects.create(
        user=UserFactory(), ip="127.0.0.1", session_key=client.session.session_key
    )
    UserSession.objects.create(user=UserFactory(), ip="127.0.0.1", session_key="ended")

    forget()
    while_open = [one.session_key for one in UserSession.objects.all()]
    time_machine.move_to(timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE + 1))
    forget()

    assert while_open == [client.session.session_key]
    assert list(UserSession.objects.all()) == []
    assert list(Session.objects.all()) == []


def test_forget_takes_notices_after_a_year(time_machine):
    NoticeFactory()
    time_machine.move_to(timezone.now() + settings.ACCOUNTS_KEEP_NOTICES)
    new = NoticeFactory()

    time_machine.shift(timedelta(seconds=1))
    forget()

    assert list(Notice.objects.all()) == [new]
