"""Jobs: to whom a notice is mailed, and that a second run does no harm."""

import pytest

from commons.accounts.choices import MailFrequency
from commons.mail.tasks import mail_letter
from commons.notifications.models import Notice
from commons.notifications.tasks import mail_digest, mail_notice
from tests.factories.accounts import LetterFactory, NoticeFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_mail_notice_runs_twice_and_mails_once(mailoutbox):
    notice = NoticeFactory()

    mail_notice(notice_id=notice.pk)
    mail_notice(notice_id=notice.pk)

    assert [mail.to for mail in mailoutbox] == [[notice.recipient.email]]
    assert list(Notice.objects.unmailed()) == []


def test_mail_notice_speaks_the_language_of_the_person(mailoutbox):
    notice = NoticeFactory(recipient__language="fr")

    mail_notice(notice_id=notice.pk)

    assert "http://localhost:8000/fr/" in mailoutbox[0].body


def test_mail_notice_carries_the_same_words_twice_and_the_way_to_the_page(mailoutbox):
    notice = NoticeFactory(recipient__display_name="Ada")

    mail_notice(notice_id=notice.pk)

    (mail,) = mailoutbox
    ((html, kind),) = mail.alternatives
    page = f"http://localhost:8000{notice.recipient.get_absolute_url()}"
    assert mail.subject == "Your email address has changed"
    assert f"View on Hirondelle:\n{page}" in mail.body
    assert "Hello Ada," in mail.body
    assert kind == "text/html"
    assert f'href="{page}"' in html
    assert "Hello Ada," in html


def test_mail_notice_escapes_what_a_person_wrote(mailoutbox):
    notice = NoticeFactory(recipient__display_name='<script>alert("Ada")</script>')

    mail_notice(notice_id=notice.pk)

    (mail,) = mailoutbox
    assert 'Hello <script>alert("Ada")</script>,' in mail.body
    assert "<script" not in mail.alternatives[0][0]


@pytest.mark.parametrize(
    "person",
    [
        {"is_active": False},
        {"unverified": True},
        {"mail_pace": MailFrequency.DAILY},
        {"mail_pace": MailFrequency.NEVER},
    ],
)
def test_mail_notice_skips_who_left_or_declined(person, mailoutbox):
    notice = NoticeFactory(recipient=UserFactory(**person))

    mail_notice(notice_id=notice.pk)

    assert mailoutbox == []
    assert list(Notice.objects.unmailed()) == [notice]


def test_mail_notice_spares_what_was_read_meanwhile(mailoutbox):
    notice = NoticeFactory(read=True)

    mail_notice(notice_id=notice.pk)

    assert mailoutbox == []


def test_mail_notice_spares_what_is_about_nothing_any_more(mailoutbox):
    about = UserFactory()
    notice = NoticeFactory(subject=about)
    about.delete()

    mail_notice(notice_id=notice.pk)

    assert mailoutbox == []


def test_mail_notice_of_a_notice_that_is_gone_does_nothing(mailoutbox):
    mail_notice(notice_id=1)

    assert mailoutbox == []


def test_mail_digest_tells_the_day_in_one_mail_and_only_once(mailoutbox):
    ada = UserFactory(mail_pace=MailFrequency.DAILY)
    NoticeFactory(recipient=ada)
    NoticeFactory(recipient=ada, template="accounts/email/account_already_exists.txt")
    NoticeFactory(recipient=ada, read=True)

    mail_digest(person_id=ada.pk)
    mail_digest(person_id=ada.pk)

    (mail,) = mailoutbox
    assert mail.subject == "2 new notifications"
    page = f"http://localhost:8000{ada.get_absolute_url()}"
    assert f"– Your email address has changed\n  {page}\n" in mail.body
    assert f"– You already have an account\n  {page}\n" in mail.body
    assert "Read all notifications:\nhttp://localhost:8000/en/me/notices/" in mail.body


@pytest.mark.parametrize(
    "person", [{"is_active": False}, {"unverified": True}, {"mail_pace": MailFrequency.NEVER}]
)
def test_mail_digest_skips_who_left_or_declined(person, mailoutbox):
    notice = NoticeFactory(recipient=UserFactory(**person))

    mail_digest(person_id=notice.recipient.pk)

    assert mailoutbox == []


def test_mail_letter_runs_twice_and_mails_once(mailoutbox):
    letter = LetterFactory()

    mail_letter(letter_id=letter.pk)
    mail_letter(letter_id=letter.pk)

    assert [mail.to for mail in mailoutbox] == [[letter.address]]
