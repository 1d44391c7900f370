"""Mails with a secret: written at once, sent later, kept no longer than needed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from commons.mail import actions as transactional_email
from commons.mail.models import Letter
from commons.outbox.models import OutboxEntry
from commons.outbox.tasks import drain_outbox
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def post_code(person, language="en"):
    return transactional_email.queue_email(
        template="accounts/email/login_code.txt",
        address=person.email,
        language=language,
        keep_for=timedelta(minutes=15),
        recipient=person,
        data={"code": "K7M3-9XQA"},
    )


def test_post_sends_after_commit_and_forgets(committed, mailoutbox):
    ada = UserFactory(display_name="Ada")

    with committed():
        post_code(ada)
        before = list(mailoutbox)

    (mail,) = mailoutbox
    assert before == []
    assert (mail.to, mail.subject) == ([ada.email], "K7M3-9XQA is your login code")
    assert "Hello Ada," in mail.body
    assert "K7M3-9XQA" in mail.body
    assert list(Letter.objects.all()) == []
    assert list(OutboxEntry.objects.all()) == []


def test_post_keeps_the_secret_out_of_the_outbox(mailoutbox):
    letter = post_code(UserFactory())

    entry = OutboxEntry.objects.get()

    assert entry.arguments == {"letter_id": letter.pk}


def test_post_waits_for_a_broken_mail_server(
    committed, broken_mail_server, mailoutbox, time_machine
):
    ada = UserFactory()
    with committed():
        post_code(ada)

    broken_mail_server()
    time_machine.move_to(OutboxEntry.objects.get().due_at)
    drain_outbox()

    assert [mail.to for mail in mailoutbox] == [[ada.email]]
    assert list(Letter.objects.all()) == []


def test_a_letter_whose_secret_ran_out_is_not_sent_any_more(mailoutbox, time_machine):
    post_code(UserFactory())

    time_machine.move_to(timezone.now() + timedelta(minutes=16))
    drain_outbox()

    assert mailoutbox == []
    assert list(Letter.objects.all()) == []
    assert list(OutboxEntry.objects.all()) == []
