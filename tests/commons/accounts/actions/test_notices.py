"""What reaches a person, how, and who may put it away."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from commons.accounts.actions import notices
from commons.accounts.enums import MailPace
from commons.accounts.models import Notice, OutboxEntry
from tests.factories.accounts import NoticeFactory, UserFactory

pytestmark = pytest.mark.django_db

TEMPLATE = "accounts/email/password_changed.txt"


def test_tell_writes_one_notice_with_what_it_was_told():
    ada = UserFactory()

    notice = notices.tell(ada, TEMPLATE, ada, author="Ben")

    assert list(Notice.objects.all()) == [notice]
    assert (notice.recipient, notice.subject, notice.data) == (ada, ada, {"author": "Ben"})
    assert (notice.read_at, notice.mailed_at) == (None, None)


@pytest.mark.parametrize(
    ("pace", "jobs"),
    [
        (MailPace.AT_ONCE, ["accounts.mail_notice"]),
        (MailPace.DAILY, []),
        (MailPace.NEVER, []),
    ],
)
def test_tell_promises_a_mail_to_those_who_want_one_at_once(pace, jobs):
    ada = UserFactory(mail_pace=pace)

    notices.tell(ada, TEMPLATE, ada)

    assert [entry.job for entry in OutboxEntry.objects.all()] == jobs


@pytest.mark.parametrize("person", [{"unverified": True}, {"mail_bounced_at": timezone.now()}])
def test_tell_promises_nothing_to_whoever_can_t_be_reached(person):
    ada = UserFactory(**person)

    notice = notices.tell(ada, TEMPLATE, ada)

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


def test_put_away_settles_one_kind_about_one_subject():
    ada, ben = UserFactory.create_batch(2)
    NoticeFactory(recipient=ada, subject=ben)
    about_another = NoticeFactory(recipient=ada, subject=ada)
    of_another_kind = NoticeFactory(
        recipient=ada, subject=ben, template="accounts/email/password_set.txt"
    )
    of_somebody_else = NoticeFactory(recipient=ben, subject=ben)

    notices.put_away(ada, TEMPLATE, ben)

    assert list(Notice.objects.unread()) == [about_another, of_another_kind, of_somebody_else]
