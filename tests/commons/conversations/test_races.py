"""A double press, really at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import uuid4

import pytest
from django.core import mail
from django.db import connections

from commons.conversations.actions import EmailReply, post_email_reply, post_message
from commons.conversations.errors import TooManyAnswersError
from tests.factories.accounts import UserFactory
from tests.factories.conversations import ThreadFactory
from tests.quotas import limit

pytestmark = pytest.mark.django_db(transaction=True)

PRESSES = 4


def at_once(deed):
    start = Barrier(PRESSES)

    def run(number):
        try:
            start.wait(timeout=10)
            return deed(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(PRESSES) as pool:
        return list(pool.map(run, range(PRESSES)))


def test_a_double_press_is_one_message_and_one_mail():
    ada, ben = UserFactory.create_batch(2)
    thread, key = ThreadFactory(people=[ada, ben]), uuid4()

    posted = at_once(lambda number: post_message(thread=thread, body="Hello", by=ada, key=key))

    assert posted == [thread.messages.get()] * PRESSES
    assert [one.to for one in mail.outbox] == [[ben.email]]


def test_messages_at_the_same_time_all_arrive_and_make_one_mail():
    ada, ben = UserFactory.create_batch(2)
    thread = ThreadFactory(people=[ada, ben])

    at_once(lambda number: post_message(thread=thread, body=f"Word {number}", by=ada))

    assert sorted(message.body for message in thread.messages.all()) == [
        f"Word {number}" for number in range(PRESSES)
    ]
    assert [one.to for one in mail.outbox] == [[ben.email]]


def test_of_many_mails_at_once_as_many_are_said_as_an_hour_allows(settings):
    limit(settings, email_replies=2)
    ada, ben = UserFactory.create_batch(2)
    thread = ThreadFactory(people=[ada, ben])

    def answer(number):
        words = EmailReply(f"Word {number}", (), f"<{number}@example.org>", timedelta())
        try:
            return post_email_reply(thread=thread, answer=words, by=ada)
        except TooManyAnswersError as refusal:
            return refusal

    said = at_once(answer)

    assert thread.messages.count() == 2
    assert sum(isinstance(one, TooManyAnswersError) for one in said) == PRESSES - 2


def test_the_same_mail_handed_over_by_two_servers_is_said_once():
    ada, ben = UserFactory.create_batch(2)
    thread = ThreadFactory(people=[ada, ben])
    answer = EmailReply("Hello", (), "<once@example.org>", timedelta())

    at_once(lambda number: post_email_reply(thread=thread, answer=answer, by=ada))

    assert [message.body for message in thread.messages.all()] == ["Hello"]
    assert [one.to for one in mail.outbox] == [[ben.email]]
