"""The clock."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

from commons.accounts.enums import MailPace
from commons.accounts.models import Letter, Notice
from commons.accounts.periodic import forget, send_digests
from tests.factories.accounts import LetterFactory, NoticeFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_send_digests_mails_those_who_want_one_a_day(committed, mailoutbox):
    ada = UserFactory(mail_pace=MailPace.DAILY)
    NoticeFactory.create_batch(2, recipient=ada)
    NoticeFactory(recipient__mail_pace=MailPace.NEVER)
    NoticeFactory(recipient__mail_pace=MailPace.DAILY, read=True)
    UserFactory(mail_pace=MailPace.DAILY)

    with committed():
        send_digests()
    with committed():
        send_digests()

    assert [mail.to for mail in mailoutbox] == [[ada.email]]


def test_send_digests_brings_nothing_old_up_again(committed, mailoutbox, time_machine):
    NoticeFactory(recipient__mail_pace=MailPace.DAILY)

    time_machine.move_to(timezone.now() + settings.ACCOUNTS_DIGEST_REACH + timedelta(hours=1))
    with committed():
        send_digests()

    assert mailoutbox == []


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
