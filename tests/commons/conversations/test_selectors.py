"""What waits to be read."""

import pytest

from commons.conversations.actions import mark_read, post_message
from commons.conversations.selectors import message_items, unread_counts
from tests.factories.accounts import UserFactory
from tests.factories.conversations import ThreadFactory

pytestmark = pytest.mark.django_db


def test_unread_counts_counts_the_words_of_others_in_each_thread(django_assert_num_queries):
    ada, ben, cem = UserFactory.create_batch(3)
    one, two, read, not_mine = (
        ThreadFactory(people=[ada, ben]),
        ThreadFactory(people=[ada, ben, cem]),
        ThreadFactory(people=[ada, ben]),
        ThreadFactory(people=[ben, cem]),
    )
    for thread, author in [(one, ben), (one, ben), (two, ben), (two, cem), (read, ben)]:
        post_message(thread=thread, body="Hello", by=author)
    post_message(thread=not_mine, body="Hello", by=cem)
    mark_read(thread=read, by=ada)

    with django_assert_num_queries(1):
        counts = unread_counts(ada)

    assert counts == {one.pk: 2, two.pk: 2}


def test_unread_counts_takes_an_answer_as_reading():
    ada, ben = UserFactory.create_batch(2)
    thread = ThreadFactory(people=[ada, ben])
    post_message(thread=thread, body="Hello", by=ada)

    post_message(thread=thread, body="Hello you", by=ben)

    assert (unread_counts(ada), unread_counts(ben)) == ({thread.pk: 1}, {})


@pytest.mark.parametrize("rows", [1, 3])
def test_letters_of_shows_whose_words_they_are_and_which_are_new(rows, django_assert_num_queries):
    ada, ben = UserFactory(display_name="Ada"), UserFactory(display_name="Ben")
    thread = ThreadFactory(people=[ada, ben])
    post_message(thread=thread, body="Hello", by=ada)
    for number in range(rows):
        post_message(thread=thread, body=f"Word {number}", by=ben)

    with django_assert_num_queries(3):
        letters = message_items(thread, viewer=ada)

    shown = [(letter.who, letter.words, letter.mine, letter.is_new) for letter in letters]
    assert shown == [
        ("You", "Hello", True, False),
        *[("Ben", f"Word {number}", False, True) for number in range(rows)],
    ]
