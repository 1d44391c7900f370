"""One mail at a time, as a mail server hands it over."""

import io
import os
import sys
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError
from django.utils import timezone

from commons.accounts.actions.people import close_account
from commons.audit.models import AuditEntry
from commons.conversations.reply_addresses import ANSWERS
from commons.mail.emails import BOUNCES
from commons.mail.models import Letter
from commons.outbox.models import OutboxEntry
from core.inbound_email.reply_addresses import encode_address
from tests.factories.accounts import UserFactory
from tests.factories.conversations import ThreadFactory
from tests.factories.hosting import RequestFactory
from tests.incoming import raw_mail
from tests.quotas import limit

pytestmark = pytest.mark.django_db

BASE = "answers@mail.testserver"


@pytest.fixture
def ada():
    return UserFactory(email="ada@example.org", phone="+33612345678")


@pytest.fixture
def thread(ada):
    return ThreadFactory(people=[ada, UserFactory(display_name="Ben")])


def seat_of(thread, person):
    return thread.participants.get(person=person)


def answers_of(thread, person):
    return encode_address(seat_of(thread, person).pk, purpose=ANSWERS, base=BASE)


@pytest.fixture
def receive(monkeypatch, capsys):
    """Hand a mail over; the code and the words that the mail server gets."""

    def run(recipient, raw):
        stream = io.TextIOWrapper(io.BytesIO(raw))
        monkeypatch.setattr(sys, "stdin", stream)
        with pytest.raises(SystemExit) as ended:
            call_command("receive_mail", recipient)
        return ended.value.code, capsys.readouterr().out.strip()

    return run


def bodies(thread):
    return [message.body for message in thread.messages.all()]


def letters():
    return [(letter.address, letter.title) for letter in Letter.objects.order_by("pk")]


def test_an_answer_lands_in_the_conversation_and_the_other_hears_of_it(
    ada, thread, receive, committed, mailoutbox
):
    with committed():
        ended = receive(answers_of(thread, ada), raw_mail("gmail_fr"))

    assert ended == (os.EX_OK, "")
    assert [(one.author, one.body[:12]) for one in thread.messages.all()] == [(ada, "Bonjour Ben,")]
    (mail,) = mailoutbox
    assert mail.to != [ada.email]
    assert "ada@example.org" not in mail.message().as_string()


def test_the_same_mail_handed_over_twice_is_said_once(ada, thread, receive):
    for _time in range(2):
        receive(answers_of(thread, ada), raw_mail("gmail_en"))

    assert len(bodies(thread)) == 1


def test_a_signature_tells_nothing_before_an_agreement(ada, thread, receive):
    receive(answers_of(thread, ada), raw_mail("signature_without_dashes"))

    assert bodies(thread) == ["We would like to come for two nights."]


def test_a_forged_address_reaches_nobody(thread, receive):
    recipient = f"answers+{'a' * 45}@mail.testserver"

    assert receive(recipient, raw_mail("gmail_fr")) == (
        os.EX_NOUSER,
        "Cette adresse n’existe pas. Écrivez plutôt dans la "
        "conversation, sur Hirondelle. / This address doesn’t exist. "
        "Write in the conversation on Hirondelle instead.",
    )
    assert bodies(thread) == []


def test_an_address_is_only_for_the_one_it_was_sent_to(ada, thread, receive):
    code, words = receive(answers_of(thread, ada), raw_mail("from_somebody_else"))

    assert (code, bodies(thread)) == (os.EX_NOPERM, [])
    assert words == "Reply from the address we sent our email to."


def test_a_refusal_speaks_the_language_of_the_person(ada, thread, receive, settings, time_machine):
    time_machine.move_to("2027-04-03 08:00:00+00:00", tick=False)
    ada.language = "fr"
    ada.save()
    to = answers_of(thread, ada)
    limit(settings, email_replies=0)

    refusals = [receive(to, raw_mail(name)) for name in ("from_somebody_else", "gmail_fr")]
    close_account(person=ada, by=ada)
    refusals.append(receive(to, raw_mail("gmail_fr")))

    assert refusals == [
        (os.EX_NOPERM, "Répondez depuis l’adresse à laquelle nous vous avons écrit."),
        (
            os.EX_UNAVAILABLE,
            "Vous avez envoyé trop de réponses par courriel au cours de la dernière heure. "
            "Réessayez après le samedi 3 avril à 11 h, ou écrivez sur Hirondelle.",
        ),
        (
            os.EX_NOUSER,
            "Cette conversation n’accepte plus les réponses par courriel. "
            "Écrivez plutôt dans la conversation, sur Hirondelle.",
        ),
    ]


def test_an_old_address_takes_nothing_and_a_letter_says_so(ada, thread, receive, time_machine):
    recipient = answers_of(thread, ada)
    time_machine.move_to(timezone.now() + settings.CONVERSATIONS_ANSWERS_FOR + timedelta(hours=1))

    assert receive(recipient, raw_mail("gmail_fr")) == (os.EX_OK, "")
    assert bodies(thread) == []
    assert letters() == [("ada@example.org", "Your email reply wasn’t delivered")]
    assert "too old" in Letter.objects.get().text


def test_a_conversation_that_is_over_takes_nothing_and_a_letter_says_so(ada, receive):
    long_ago = timezone.now() - settings.HOSTING_MAIL_FOR - timedelta(hours=1)
    asked = RequestFactory(guest=ada, closed_at=long_ago)
    before = asked.thread.messages.count()

    code, _words = receive(answers_of(asked.thread, ada), raw_mail("gmail_fr"))

    assert (code, asked.thread.messages.count()) == (os.EX_OK, before)
    assert "no longer takes replies by email" in Letter.objects.get().text


def test_somebody_who_left_says_nothing_any_more(ada, thread, receive):
    recipient = answers_of(thread, ada)
    close_account(person=ada, by=ada)

    code, _words = receive(recipient, raw_mail("gmail_fr"))

    assert (code, bodies(thread), letters()) == (os.EX_NOUSER, [], [])


def test_a_seat_that_is_gone_takes_nothing(ada, thread, receive):
    recipient = answers_of(thread, ada)
    seat_of(thread, ada).delete()

    assert receive(recipient, raw_mail("gmail_fr")) == (
        os.EX_NOUSER,
        "Cette conversation n’accepte plus les réponses par courriel. "
        "Écrivez plutôt dans la conversation, sur Hirondelle. / "
        "This conversation no longer takes replies by email. "
        "Write in the conversation on Hirondelle instead.",
    )


def test_an_address_that_was_never_confirmed_may_not_speak(receive):
    ada = UserFactory(email="ada@example.org", unverified=True)
    thread = ThreadFactory(people=[ada])

    assert receive(answers_of(thread, ada), raw_mail("gmail_fr"))[0] == os.EX_NOUSER
    assert bodies(thread) == []


def test_files_stay_outside_and_the_words_arrive(ada, thread, receive):
    code, _words = receive(answers_of(thread, ada), raw_mail("words_and_a_photo"))

    assert (code, bodies(thread)) == (os.EX_OK, ["This is our garden."])
    assert letters() == [("ada@example.org", "Your reply arrived without its files")]
    assert "notre jardin été.gif" in Letter.objects.get().text


@pytest.mark.parametrize(
    ("raw", "because"),
    [
        pytest.param(raw_mail("only_a_photo"), "has only quoted text or files", id="empty"),
        pytest.param(
            raw_mail("gmail_en").replace(b"by train.", b"x" * 5001), "in two parts", id="long"
        ),
    ],
)
def test_empty_and_long_mails_are_refused(ada, thread, receive, raw, because):
    code, _words = receive(answers_of(thread, ada), raw)

    assert (code, bodies(thread)) == (os.EX_OK, [])
    assert because in Letter.objects.get().text


@pytest.mark.parametrize(
    "name",
    [
        *("out_of_office", "vacation_bulk", "vacation_x_autoreply", "null_return_path"),
        *("mailing_list", "bounce_unknown_user"),
    ],
)
def test_a_machine_that_answers_is_heard_by_nobody(ada, thread, receive, name):
    assert receive(answers_of(thread, ada), raw_mail(name)) == (os.EX_OK, "")
    assert (bodies(thread), letters()) == ([], [])


def test_unmarked_responders_are_cut_off_after_some_answers(ada, thread, receive, settings):
    limit(settings, email_replies=2)
    raw = raw_mail("unmarked_responder")

    codes = [
        receive(answers_of(thread, ada), raw.replace(b"Message-ID: <", b"Message-ID: <%d" % number))
        for number in range(3)
    ]

    assert [code for code, _words in codes] == [os.EX_OK, os.EX_OK, os.EX_UNAVAILABLE]
    assert (len(bodies(thread)), letters()) == (2, [])


def test_an_hour_later_the_answers_of_before_no_longer_count(
    ada, thread, receive, settings, time_machine
):
    limit(settings, email_replies=1)
    time_machine.move_to("2027-04-01 10:00+00:00", tick=False)
    raw, to = raw_mail("unmarked_responder"), answers_of(thread, ada)

    codes = []
    for number, minute in enumerate(("10:00", "10:59", "11:00")):
        time_machine.move_to(f"2027-04-01 {minute}+00:00", tick=False)
        code, _words = receive(to, raw.replace(b"Message-ID: <", b"Message-ID: <%d" % number))
        codes.append(code)

    assert codes == [os.EX_OK, os.EX_UNAVAILABLE, os.EX_OK]


@pytest.mark.parametrize("raw", [b"", b"\x00\xff", raw_mail("no_sender"), raw_mail("two_senders")])
def test_what_is_no_mail_of_one_person_is_refused(ada, thread, receive, raw):
    assert receive(answers_of(thread, ada), raw) == (
        os.EX_DATAERR,
        "Nous n’avons pas pu lire ce courriel. Renvoyez votre réponse en "
        "texte brut, ou écrivez sur Hirondelle. / We couldn’t read this "
        "email. Send your reply again as plain text, or write on "
        "Hirondelle.",
    )
    assert bodies(thread) == []


def test_a_huge_mail_is_refused_without_reading_it(ada, thread, receive, settings):
    settings.MAIL_INBOUND_MAX_BYTES = 1000

    code, words = receive(answers_of(thread, ada), raw_mail("gmail_fr"))

    assert (code, words) == (
        os.EX_DATAERR,
        "Ce courriel est trop lourd. Envoyez du texte, sans fichier. / "
        "This email is too large. Send text only, without files.",
    )
    assert bodies(thread) == []


def test_a_lost_database_makes_the_mail_server_try_again(ada, thread, receive, monkeypatch):
    recipient = answers_of(thread, ada)

    def lost(*args, **kwargs):
        raise OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr("commons.conversations.inbound_handlers.participant_from_address", lost)

    code, words = receive(recipient, raw_mail("gmail_fr"))

    assert (code, words) == (
        os.EX_TEMPFAIL,
        "Nous ne pouvons pas recevoir de courriel pour l’instant. "
        "Renvoyez votre réponse plus tard, ou écrivez sur Hirondelle. / "
        "We can’t receive email right now. Send your reply again later, "
        "or write on Hirondelle.",
    )


def test_a_mail_that_came_back_pauses_all_mails(ada, receive):
    recipient = encode_address(ada.pk, purpose=BOUNCES, base=BASE)

    assert receive(recipient, raw_mail("bounce_unknown_user")) == (os.EX_OK, "")

    ada.refresh_from_db()
    assert ada.mail_bounced_at is not None
    assert not ada.can_get_mail
    assert [entry.verb for entry in AuditEntry.objects.all()] == ["person.mail_bounced"]


@pytest.mark.parametrize(
    "name",
    ["bounce_delayed", "bounce_full", "bounce_full_prodigy", "gmail_fr", "out_of_office"],
)
def test_nothing_else_that_comes_back_pauses_them(ada, receive, name):
    recipient = encode_address(ada.pk, purpose=BOUNCES, base=BASE)

    assert receive(recipient, raw_mail(name)) == (os.EX_OK, "")

    ada.refresh_from_db()
    assert ada.mail_bounced_at is None
    assert list(OutboxEntry.objects.all()) == []


@pytest.mark.parametrize(("email", "is_paused"), [("ada@example.org", True), ("b@x.org", False)])
def test_unreported_bounce_pauses_whom_it_names(ada, receive, email, is_paused):
    ada.email = email
    ada.save()
    recipient = encode_address(ada.pk, purpose=BOUNCES, base=BASE)

    assert receive(recipient, raw_mail("bounce_qmail")) == (os.EX_OK, "")

    ada.refresh_from_db()
    assert (ada.mail_bounced_at is not None) is is_paused


def test_a_forged_bounce_pauses_nobody(ada, thread, receive):
    receive(f"answers+{'b' * 45}@mail.testserver", raw_mail("bounce_unknown_user"))
    receive(answers_of(thread, ada), raw_mail("bounce_unknown_user"))

    ada.refresh_from_db()
    assert ada.mail_bounced_at is None


def test_nothing_of_a_mail_is_read_before_its_address_opens(receive, monkeypatch):
    monkeypatch.setattr("commons.conversations.inbound_handlers.read_reply", None)

    assert receive("answers+nonsense@mail.testserver", b"From: a," * 5_000)[0] == os.EX_NOUSER


def test_a_header_without_end_is_refused_for_good(ada, thread, receive):
    raw = b"From: " + b"(" * 1_900 + b"\nTo: x@example.org\n\nwords"

    assert receive(answers_of(thread, ada), raw) == (
        os.EX_DATAERR,
        "Nous n’avons pas pu lire ce courriel. Renvoyez votre réponse en "
        "texte brut, ou écrivez sur Hirondelle. / We couldn’t read this "
        "email. Send your reply again as plain text, or write on "
        "Hirondelle.",
    )
