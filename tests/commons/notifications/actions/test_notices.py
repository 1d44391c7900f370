"""What reaches a person, how, and who may put it away."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from commons.accounts.choices import MailFrequency
from commons.notifications.actions import notices
from commons.notifications.models import Notice
from commons.outbox.models import OutboxEntry
from tests.factories.accounts import NoticeFactory, UserFactory

pytestmark = pytest.mark.django_db

TEMPLATE = "accounts/email/email_changed.txt"


def test_tell_writes_one_notice_with_what_it_was_told():
    ada = UserFactory()

    notice = notices.notify(ada, TEMPLATE, ada, author="Ben")

    assert list(Notice.objects.all()) == [notice]
    assert (notice.recipient, notice.subject, notice.data) == (ada, ada, {"author": "Ben"})
    assert (notice.read_at, notice.mailed_at) == (None, None)


@pytest.mark.parametrize(
    ("pace", "jobs"),
    [
        (MailFrequency.AT_ONCE, ["notifications.mail_notice"]),
        (MailFrequency.DAILY, []),
        (MailFrequency.NEVER, []),
    ],
)
def test_tell_promises_a_mail_to_those_who_want_one_at_once(pace, jobs):
    ada = UserFactory(mail_pace=pace)

    notices.notify(ada, TEMPLATE, ada)

    assert [entry.job for entry in OutboxEntry.objects.all()] == jobs


@pytest.mark.parametrize("person", [{"unverified": True}, {"mail_bounced_at": timezone.now()}])
def test_tell_promises_nothing_to_whoever_can_t_be_reached(person):
    ada = UserFactory(**person)

    notice = notices.notify(ada, TEMPLATE, ada)

    assert list(Notice.objects.unread()) == [notice]
    assert list(OutboxEntry.objects.all()) == []


def test_mark_read_keeps_the_first_moment():
    notice = NoticeFactory()
    first = notices.mark_read(notice=notice, by=notice.recipient)

    second = notices.mark_read(notice=notice, by=notice.recipient)

    assert first.read_at is not None
    assert second.read_at == first.read_at


def test_mark_read_is_refused_to_a_stranger():
    notice = NoticeFactory()

    with pytest.raises(PermissionDenied):
        notices.mark_read(notice=notice, by=UserFactory())

    assert list(Notice.objects.unread()) == [notice]


def test_mark_all_read_touches_nobody_else():
    mine, other = NoticeFactory(), NoticeFactory()
    NoticeFactory(recipient=mine.recipient)

    number = notices.mark_all_read(by=mine.recipient)

    assert number == 2
    assert list(Notice.objects.unread()) == [other]


def test_put_away_for_all_settles_one_kind_about_one_subject():
    ada, ben = UserFactory(), UserFactory()
    for person in (ada, ben):
        notices.notify(person, TEMPLATE, ben)
    other_subject = notices.notify(ada, TEMPLATE, ada)
    other_kind = notices.notify(ada, "accounts/email/password_set.txt", ben)

    notices.dismiss_for_all(TEMPLATE, ben)

    assert set(Notice.objects.unread()) == {other_subject, other_kind}


def test_put_away_settles_one_kind_about_one_subject():
    ada, ben = UserFactory.create_batch(2)
    NoticeFactory(recipient=ada, subject=ben)
    about_another = NoticeFactory(recipient=ada, subject=ada)
    of_another_kind = NoticeFactory(
        recipient=ada, subject=ben, template="accounts/email/password_set.txt"
    )
    of_somebody_else = NoticeFactory(recipient=ben, subject=ben)

    notices.dismiss(ada, TEMPLATE, ben)

    assert list(Notice.objects.unread()) == [about_another, of_another_kind, of_somebody_else]
