"""Which mails can be answered, and where the answer goes."""

import pytest

from commons.conversations.reply_addresses import address_for, participant_from_address
from tests.factories.accounts import NoticeFactory, UserFactory
from tests.factories.conversations import ThreadFactory
from tests.factories.hosting import RequestFactory

pytestmark = pytest.mark.django_db


def test_address_for_leads_back_to_the_seat_of_the_reader():
    ada, ben = UserFactory.create_batch(2)
    thread = ThreadFactory(people=[ada, ben])

    seat, age = participant_from_address(address_for(NoticeFactory(recipient=ben, subject=thread)))

    assert (seat.person, seat.thread) == (ben, thread)
    assert age.total_seconds() < 120


def test_address_for_what_owns_a_conversation_is_the_same_seat():
    asked = RequestFactory()

    seat, _age = participant_from_address(
        address_for(NoticeFactory(recipient=asked.host, subject=asked))
    )

    assert (seat.person, seat.thread) == (asked.host, asked.thread)


def test_address_for_is_nothing_where_nobody_would_read_the_answer(settings):
    thread = ThreadFactory(people=[UserFactory()])
    about_a_person, of_a_stranger = NoticeFactory(), NoticeFactory(subject=thread)

    assert (address_for(about_a_person), address_for(of_a_stranger)) == ("", "")
    settings.MAIL_INBOUND_ADDRESS = ""
    assert address_for(NoticeFactory(subject=thread, recipient=thread.people.get())) == ""
