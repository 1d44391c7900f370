"""A double press, really at once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.core import mail
from django.db import connections

from commons.conversations.actions import post_message
from tests.factories.accounts import UserFactory
from tests.factories.conversations import ThreadFactory

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
