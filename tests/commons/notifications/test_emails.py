"""Mails as they are read."""

import re
from datetime import UTC, datetime

import pytest

from commons.accounts import panels
from commons.accounts.models import User
from commons.accounts.panels import Panel
from commons.conversations.reply_addresses import ANSWERS
from commons.mail.emails import BOUNCES, render_email
from commons.notifications.emails import mail_digest, mail_notice
from core.inbound_email.reply_addresses import decode_address
from tests.factories.accounts import NoticeFactory, UserFactory
from tests.factories.conversations import ParticipantFactory, ThreadFactory
from tests.factories.hosting import AgreementFactory
from tests.factories.travel_stories import InvitationFactory

pytestmark = pytest.mark.django_db

AGREED = "requests/email/agreement_made.txt"


def test_the_subject_is_one_line_and_keeps_the_spaces_that_must_not_break(time_machine):
    time_machine.move_to(datetime(2026, 12, 7, 9, tzinfo=UTC))  # a date of next year has its year
    invitation = InvitationFactory(by__name="Camille", trip__title="Au\nfil")

    written = render_email("trips/email/invited.txt", language="fr", subject=invitation)

    assert written.title == "Invitation envoyée par Camille : 3–7 mai 2027, Au fil"


LINK = re.compile(r"https?://[^\s\"<>]+")


def mailed(mailoutbox, **person):
    notice = NoticeFactory(
        template="conversations/email/message_posted.txt",
        subject=ThreadFactory(),
        data={"author": "Ben"},
        recipient=UserFactory(**person),
    )
    ParticipantFactory(thread=notice.subject, person=notice.recipient)
    mail_notice(notice)
    (mail,) = mailoutbox
    return mail


def links_of(mail):
    ((html, _kind),) = mail.alternatives
    return sorted(set(LINK.findall(mail.body))), sorted(set(re.findall(r'href="([^"]+)"', html)))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_both_parts_of_a_mail_carry_the_same_links(mailoutbox, language):
    in_text, in_page = links_of(mailed(mailoutbox, language=language))

    assert in_text == in_page
    assert len(in_text) == 4  # the conversation, home, all mails, no more of these


def test_both_parts_of_a_daily_mail_carry_the_same_links(mailoutbox):
    ada = UserFactory()
    notices = [NoticeFactory(recipient=ada), NoticeFactory(recipient=ada, subject=UserFactory())]

    mail_digest(ada, notices)

    in_text, in_page = links_of(mailoutbox[0])
    assert in_text == in_page
    assert len(in_text) == 6


def test_a_mail_asks_nothing_of_any_server_and_looks_good_in_the_dark(mailoutbox):
    ((page, _kind),) = mailed(mailoutbox).alternatives

    assert re.findall(r"<(?:img|link|script|iframe|object)|src=|url\(|@import", page) == []
    assert "prefers-color-scheme: dark" in page
    assert 'name="color-scheme" content="light dark"' in page


def test_an_address_in_a_name_becomes_no_link(mailoutbox):
    ((page, _kind),) = mailed(mailoutbox, display_name="https://evil.example/x").alternatives

    assert 'href="https://evil.example' not in page


def test_a_mail_says_that_a_machine_wrote_it_and_how_to_end_it(mailoutbox):
    mail = mailed(mailoutbox, language="fr")

    headers = mail.message()
    stop = headers["List-Unsubscribe"].strip("<>")
    assert headers["Auto-Submitted"] == "auto-generated"
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert stop.startswith("http://localhost:8000/fr/courriels/arreter/")
    assert f"Ne plus recevoir ce type de courriel\u00a0: {stop}" in mail.body


def test_a_mail_comes_back_to_its_person_and_its_answers_to_their_seat(mailoutbox):
    mail = mailed(mailoutbox)

    back, (answers,) = mail.from_email, mail.reply_to
    reader = User.objects.get(email=mail.to[0])
    assert mail.message()["From"] == "Hirondelle <bonjour@hirondelle.invalid>"
    assert decode_address(back, purpose=BOUNCES).number == reader.pk
    assert decode_address(answers, purpose=ANSWERS).number == reader.participant_set.get().pk
    assert "You can reply to this email" in mail.body


def test_where_no_mail_comes_in_nobody_is_asked_to_answer(mailoutbox, settings):
    settings.MAIL_INBOUND_ADDRESS = ""

    mail = mailed(mailoutbox)

    assert (mail.reply_to, mail.from_email) == ([], settings.DEFAULT_FROM_EMAIL)
    assert "You can reply to this email" not in mail.body


def test_what_nobody_can_refuse_carries_no_way_to_end_it(mailoutbox):
    mail_notice(NoticeFactory(template=AGREED, subject=AgreementFactory()))

    (mail,) = mailoutbox
    assert "List-Unsubscribe" not in mail.message()
    assert "Unsubscribe from this type of email" not in mail.body


def test_a_daily_mail_tells_what_waits_on_the_desk_in_numbers(mailoutbox, monkeypatch):
    ada = UserFactory(language="fr")
    waiting = Panel(title="Offres à relire", template="", waiting=3, url="/fr/lire/")
    quiet = Panel(title="Mes voyages", template="")
    monkeypatch.setattr(panels, "_desk", [lambda person: [waiting, quiet]])

    sent = mail_digest(ada, [], day="2026-11-26")

    (mail,) = mailoutbox
    assert sent
    assert mail.subject == "Ce qui vous attend sur votre bureau"
    assert "– Offres à relire : 3\n  http://localhost:8000/fr/lire/\n" in mail.body
    assert "Mes voyages" not in mail.body


def test_a_day_on_which_nothing_happened_and_nothing_waits_brings_no_mail(mailoutbox, monkeypatch):
    monkeypatch.setattr(panels, "_desk", [])

    assert not mail_digest(UserFactory(), [], day="2026-11-26")
    assert mailoutbox == []
