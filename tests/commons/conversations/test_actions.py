"""Who speaks, who hears, and what one press does."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from commons.accounts.choices import MailFrequency
from commons.audit.models import AuditEntry
from commons.conversations.actions import mark_read, open_thread, post_message
from commons.conversations.errors import EmptyMessageError, MessageTooLongError
from commons.conversations.models import Message, Thread
from commons.conversations.selectors import unread_counts
from commons.notifications.models import Notice
from commons.outbox.models import OutboxEntry
from commons.outbox.tasks import drain_outbox
from tests.factories.accounts import UserFactory
from tests.factories.conversations import ThreadFactory
from tests.factories.hosting import AgreementFactory, RequestFactory

pytestmark = pytest.mark.django_db


def bodies(thread):
    return [message.body for message in thread.messages.all()]


def test_open_thread_begins_with_words_and_tells_nobody(committed, mailoutbox):
    ada, ben = UserFactory.create_batch(2)

    with committed():
        thread = open_thread(people=[ada, ben], body="Hello", by=ada)

    assert bodies(thread) == ["Hello"]
    assert sorted(thread.people.values_list("pk", flat=True)) == [ada.pk, ben.pk]
    assert (unread_counts(ada), unread_counts(ben)) == ({}, {thread.pk: 1})
    assert mailoutbox == []


def test_open_thread_leaves_nothing_behind_when_there_are_no_words():
    ada = UserFactory()

    with pytest.raises(EmptyMessageError):
        open_thread(people=[ada], body=" \n ", by=ada)

    assert list(Thread.objects.all()) == []


def test_post_message_is_mailed_to_everybody_else(committed, mailoutbox):
    ada, ben, cem = UserFactory.create_batch(3)
    thread = open_thread(people=[ada, ben, cem], body="Hello", by=ada)

    with committed():
        post_message(thread=thread, body="We come by train.", by=ben)

    assert bodies(thread) == ["Hello", "We come by train."]
    assert sorted(mail.to for mail in mailoutbox) == [[ada.email], [cem.email]]
    assert [entry.verb for entry in AuditEntry.objects.all()] == ["message.posted"]


def test_post_message_mails_its_words_and_keeps_no_copy(committed, mailoutbox):
    ada, ben = UserFactory(), UserFactory(display_name="Ben")
    thread = ThreadFactory(people=[ada, ben])

    with committed():
        post_message(thread=thread, body="We come by train.\n\nAt <noon>.", by=ben)

    (mail,) = mailoutbox
    ((page, _kind),) = mail.alternatives
    assert mail.subject == "New message from Ben"
    assert f"http://localhost:8000/en/me/threads/{thread.public_id}/" in mail.body
    assert "You have a new message from Ben:\n\n> We come by train.\n>\n> At <noon>.\n" in mail.body
    assert re.search(
        r"<blockquote[^>]*>\s*<p[^>]*>We come by train.</p>\s*<p[^>]*>At &lt;noon&gt;", page
    )
    assert Notice.objects.get().mail_words == {}


def test_post_message_before_an_agreement_mails_no_contacts(committed, mailoutbox):
    asked = RequestFactory()
    words = "I am at 7 Canary Lane, 06 12 34 56 78, or ada@example.org. Until Monday"

    with committed():
        post_message(thread=asked.thread, body=words, by=asked.guest)

    (mail,) = mailoutbox
    assert "> I am at […], […], or […]. Until Monday\n" in mail.body
    assert "We leave phone numbers and addresses out of emails until you" in mail.body


def test_post_message_after_an_agreement_mails_all_of_it(committed, mailoutbox, time_machine):
    request = AgreementFactory().request
    time_machine.move_to(request.check_in)

    with committed():
        post_message(thread=request.thread, body="Call 06 12 34 56 78.", by=request.guest)

    assert "> Call 06 12 34 56 78.\n" in mailoutbox[0].body


def test_what_was_said_in_the_quiet_time_is_mailed_after_it(committed, mailoutbox, time_machine):
    ada, ben = UserFactory.create_batch(2)
    thread = ThreadFactory(people=[ada, ben])
    with committed():
        for words in ("Hello", "One more thing", "And another"):
            post_message(thread=thread, body=words, by=ada)

    drain_outbox()
    too_early = len(mailoutbox)
    time_machine.move_to(timezone.now() + settings.CONVERSATIONS_QUIET_FOR + timedelta(seconds=1))
    with committed():
        drain_outbox()
        drain_outbox()

    first, second = (mail.body for mail in mailoutbox)
    assert too_early == 1
    assert "> Hello\n\nRead and reply" in first
    assert "> One more thing\n>\n> And another\n\nRead and reply" in second
    assert len(Notice.objects.unread()) == 1
    assert not OutboxEntry.objects.exists()


@pytest.mark.parametrize("pace", [MailFrequency.DAILY, MailFrequency.NEVER])
def test_nothing_more_is_promised_to_who_wants_no_mail_at_once(pace):
    ada, ben = UserFactory(), UserFactory(mail_pace=pace)
    thread = ThreadFactory(people=[ada, ben])

    for words in ("Hello", "One more thing"):
        post_message(thread=thread, body=words, by=ada)

    assert not OutboxEntry.objects.exists()
    assert Notice.objects.get().mail_words == {}


def test_who_has_read_the_rest_gets_no_mail_of_it(committed, mailoutbox, time_machine):
    ada, ben = UserFactory.create_batch(2)
    thread = ThreadFactory(people=[ada, ben])
    with committed():
        for words in ("Hello", "One more thing"):
            post_message(thread=thread, body=words, by=ada)

    mark_read(thread=thread, by=ben)
    time_machine.move_to(timezone.now() + settings.CONVERSATIONS_QUIET_FOR + timedelta(seconds=1))
    with committed():
        drain_outbox()

    assert len(mailoutbox) == 1


def test_post_message_with_the_same_key_says_it_once(committed, mailoutbox):
    ada, ben = UserFactory.create_batch(2)
    thread, key = ThreadFactory(people=[ada, ben]), uuid4()

    with committed():
        first = post_message(thread=thread, body="Hello", by=ada, key=key)
        second = post_message(thread=thread, body="Hello", by=ada, key=key)

    assert first == second
    assert bodies(thread) == ["Hello"]
    assert len(mailoutbox) == 1


def test_post_message_keeps_keys_of_two_people_apart():
    ada, ben = UserFactory.create_batch(2)
    thread, key = ThreadFactory(people=[ada, ben]), uuid4()

    post_message(thread=thread, body="Hello", by=ada, key=key)
    post_message(thread=thread, body="Hello you", by=ben, key=key)

    assert bodies(thread) == ["Hello", "Hello you"]


def test_post_message_makes_one_notice_of_several_messages(committed, mailoutbox):
    ada, ben = UserFactory.create_batch(2)
    thread = ThreadFactory(people=[ada, ben])

    with committed():
        for words in ("Hello", "One more thing", "And another"):
            post_message(thread=thread, body=words, by=ada)

    assert [(notice.recipient, notice.subject) for notice in Notice.objects.all()] == [
        (ben, thread)
    ]
    assert len(mailoutbox) == 1


def test_post_message_tells_again_after_some_time(committed, mailoutbox, time_machine):
    ada, ben = UserFactory.create_batch(2)
    thread = ThreadFactory(people=[ada, ben])
    with committed():
        post_message(thread=thread, body="Hello", by=ada)

    time_machine.move_to(timezone.now() + settings.CONVERSATIONS_QUIET_FOR + timedelta(seconds=1))
    with committed():
        post_message(thread=thread, body="Are you there?", by=ada)

    assert len(mailoutbox) == 2
    assert len(Notice.objects.unread()) == 1


def test_post_message_tells_again_after_the_first_was_read(committed, mailoutbox):
    ada, ben = UserFactory.create_batch(2)
    thread = ThreadFactory(people=[ada, ben])
    with committed():
        post_message(thread=thread, body="Hello", by=ada)
        mark_read(thread=thread, by=ben)

    with committed():
        post_message(thread=thread, body="Are you there?", by=ada)

    assert len(Notice.objects.unread()) == 1


def test_post_message_tells_of_each_thread(committed, mailoutbox):
    ada, ben = UserFactory.create_batch(2)

    with committed():
        for thread in (ThreadFactory(people=[ada, ben]), ThreadFactory(people=[ada, ben])):
            post_message(thread=thread, body="Hello", by=ada)

    assert len(mailoutbox) == 2


def test_post_message_puts_away_what_the_answer_is_about():
    ada, ben = UserFactory.create_batch(2)
    thread = ThreadFactory(people=[ada, ben])
    post_message(thread=thread, body="Hello", by=ada)

    post_message(thread=thread, body="Hello you", by=ben)

    assert [notice.recipient for notice in Notice.objects.unread()] == [ada]


def test_post_message_tells_nobody_who_left(committed, mailoutbox):
    ada, ben = UserFactory(), UserFactory(is_active=False)
    thread = ThreadFactory(people=[ada, ben])

    with committed():
        post_message(thread=thread, body="Hello", by=ada)

    assert list(Notice.objects.all()) == []


@pytest.mark.parametrize(
    ("body", "refusal"),
    [
        ("", EmptyMessageError),
        pytest.param(" \r\n\t ", EmptyMessageError, id="blank"),
        pytest.param("\x00", EmptyMessageError, id="zero"),
        pytest.param("x" * 5001, MessageTooLongError, id="too-long"),
    ],
)
def test_post_message_refuses_none_and_too_many_words(body, refusal):
    ada = UserFactory()
    thread = ThreadFactory(people=[ada])

    with pytest.raises(refusal):
        post_message(thread=thread, body=body, by=ada)

    assert bodies(thread) == []


def test_post_message_takes_five_thousand_signs_as_they_are():
    ada = UserFactory()
    thread = ThreadFactory(people=[ada])
    body = "<b>Hello</b>\r\n" + "x" * 4987

    post_message(thread=thread, body=body, by=ada)

    assert bodies(thread) == [body.replace("\r\n", "\n")]


@pytest.mark.parametrize("fields", [{}, {"unverified": True}, {"is_active": False}])
def test_post_message_is_refused_to_who_may_not_act(fields):
    ada, other = UserFactory(), UserFactory(**fields)
    thread = ThreadFactory(people=[ada] if not fields else [ada, other])

    with pytest.raises(PermissionDenied):
        post_message(thread=thread, body="Me too", by=other)

    assert list(Message.objects.all()) == []


def test_mark_read_settles_messages_and_notices():
    ada, ben = UserFactory.create_batch(2)
    thread = ThreadFactory(people=[ada, ben])
    post_message(thread=thread, body="Hello", by=ada)

    mark_read(thread=thread, by=ben)

    assert unread_counts(ben) == {}
    assert list(Notice.objects.unread()) == []


def test_mark_read_leaves_what_came_after_the_page():
    ada, ben = UserFactory.create_batch(2)
    thread = ThreadFactory(people=[ada, ben])
    seen = post_message(thread=thread, body="Hello", by=ada)
    post_message(thread=thread, body="One more thing", by=ada)

    mark_read(thread=thread, by=ben, until=seen.sent_at)

    assert unread_counts(ben) == {thread.pk: 1}


def test_mark_read_never_goes_back():
    ada, ben = UserFactory.create_batch(2)
    thread = ThreadFactory(people=[ada, ben])
    first = post_message(thread=thread, body="Hello", by=ada)
    post_message(thread=thread, body="One more thing", by=ada)
    mark_read(thread=thread, by=ben)

    mark_read(thread=thread, by=ben, until=first.sent_at)

    assert unread_counts(ben) == {}


def test_mark_read_does_not_reach_into_the_future():
    ada, ben = UserFactory.create_batch(2)
    thread = ThreadFactory(people=[ada, ben])

    mark_read(thread=thread, by=ben, until=timezone.now() + timedelta(days=365))
    post_message(thread=thread, body="Hello", by=ada)

    assert unread_counts(ben) == {thread.pk: 1}


def test_mark_read_is_refused_to_a_stranger():
    with pytest.raises(PermissionDenied):
        mark_read(thread=ThreadFactory(), by=UserFactory())
