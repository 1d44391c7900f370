"""The clock."""

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from commons.accounts.choices import MailFrequency
from commons.accounts.models import User
from commons.notifications import periodic
from commons.notifications.models import Notice
from commons.notifications.periodic import forget_notices, send_digests
from commons.outbox.models import OutboxEntry
from commons.outbox.tasks import drain_outbox
from tests.factories.accounts import NoticeFactory, UserFactory
from tests.poison import assert_one_failed, poison

pytestmark = pytest.mark.django_db


AT_SEVEN_IN_PARIS = datetime(2026, 11, 26, 6, 0, tzinfo=UTC)


def test_send_digests_mails_those_who_want_one_a_day(committed, mailoutbox, time_machine):
    time_machine.move_to(AT_SEVEN_IN_PARIS)
    ada = UserFactory(mail_pace=MailFrequency.DAILY)
    NoticeFactory.create_batch(2, recipient=ada)
    NoticeFactory(recipient__mail_pace=MailFrequency.NEVER)
    NoticeFactory(recipient__mail_pace=MailFrequency.DAILY, read=True)
    UserFactory(mail_pace=MailFrequency.DAILY)

    for _time in range(2):
        with committed():
            send_digests()

    assert [mail.to for mail in mailoutbox] == [[ada.email]]


def test_send_digests_asks_the_clock_on_each_wall(committed, mailoutbox, time_machine):
    for zone, hour in (("Europe/Paris", 7), ("Indian/Reunion", 7), ("Asia/Kolkata", 12)):
        NoticeFactory(
            recipient__mail_pace=MailFrequency.DAILY,
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
    ada = UserFactory(mail_pace=MailFrequency.DAILY)
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
    NoticeFactory(recipient__mail_pace=MailFrequency.DAILY)
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
    NoticeFactory(recipient__mail_pace=MailFrequency.DAILY)

    time_machine.move_to(timezone.now() + settings.NOTIFICATIONS_DIGEST_REACH + timedelta(hours=30))
    with committed():
        send_digests()

    assert mailoutbox == []


def test_send_digests_asks_few_questions_for_many_people(count_queries, time_machine):
    time_machine.move_to(AT_SEVEN_IN_PARIS)
    UserFactory.create_batch(3, mail_pace=MailFrequency.NEVER)
    without = count_queries(send_digests)
    UserFactory.create_batch(3, mail_paces={"messages": "never"})

    assert (without, count_queries(send_digests)) == (1, 2)


def test_send_digests_goes_on_after_a_person_who_fails(monkeypatch, failed_rows, time_machine):
    time_machine.move_to(AT_SEVEN_IN_PARIS)
    keys = {person.pk for person in UserFactory.create_batch(2, mail_pace=MailFrequency.DAILY)}
    tried, done = poison(monkeypatch, periodic, "schedule_digest")

    failed = send_digests()

    assert_one_failed(failed_rows, User, tried[0])
    assert failed == 1
    assert set(tried) == keys
    assert done == tried[1:]


def test_send_digests_goes_on_after_a_time_zone_that_nobody_knows(time_machine, caplog):
    time_machine.move_to(AT_SEVEN_IN_PARIS)
    lost, ada = UserFactory.create_batch(2, mail_pace=MailFrequency.DAILY)
    User.objects.filter(pk=lost.pk).update(time_zone="Africa/Olympus")

    send_digests()

    assert list(User.objects.exclude(mail_promised_on=None)) == [ada]
    assert [record.getMessage() for record in caplog.records] == [
        "Periodic job: unknown time zone 'Africa/Olympus', no daily email sent"
    ]


def test_forget_notices_takes_those_of_a_year_ago(time_machine):
    NoticeFactory()
    time_machine.move_to(timezone.now() + settings.NOTIFICATIONS_KEEP)
    new = NoticeFactory()

    time_machine.shift(timedelta(seconds=1))
    forget_notices()

    assert list(Notice.objects.all()) == [new]


def test_forget_notices_goes_on_after_a_row_that_fails(monkeypatch, failed_rows, time_machine):
    notices = [NoticeFactory(), NoticeFactory()]
    time_machine.move_to(timezone.now() + settings.NOTIFICATIONS_KEEP + timedelta(seconds=1))
    tried, _done = poison(monkeypatch, periodic, "delete_row")

    failed = forget_notices()

    assert_one_failed(failed_rows, Notice, tried[0])
    assert failed == 1
    assert set(tried) == {notice.pk for notice in notices}
    assert [row.pk for row in Notice.objects.all()] == tried[:1]
