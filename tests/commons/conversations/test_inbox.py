"""The list of all conversations of a person."""

import pytest
from django.test import Client
from django.urls import reverse

from commons.conversations import selectors
from commons.conversations.actions import hide_message, mark_read, open_thread, post_message
from commons.conversations.selectors import thread_page
from core.permissions import SYSTEM
from tests.factories.accounts import UserFactory
from tests.factories.conversations import ThreadFactory
from tests.factories.hosting import RequestFactory

pytestmark = pytest.mark.django_db

PAGE = "conversations:thread-list"


@pytest.fixture
def ada():
    return UserFactory(display_name="Ada")


@pytest.fixture
def client(ada):
    client = Client()
    client.force_login(ada)
    return client


def talk(ada, name, words):
    other = UserFactory(display_name=name)
    return open_thread(people=[ada, other], body=words, by=other)


def rows(person, cursor=""):
    page = thread_page(person, cursor=cursor)
    return [(row.party, row.words, row.unread) for row in page.rows], page.next_cursor


def test_thread_page_shows_the_last_words_and_what_is_new(ada):
    first = talk(ada, "Ben", "Hello\n\nAda")
    talk(ada, "Cem", "Good day")
    mark_read(thread=first, by=ada)
    post_message(thread=first, body="Thank you", by=ada)

    assert rows(ada) == (
        [("Ben", "You: Thank you", 0), ("Cem", "Cem: Good day", 1)],
        "",
    )


def test_thread_page_shows_no_empty_and_no_strange_conversation(ada):
    ThreadFactory(people=[ada])
    talk(UserFactory(), "Ben", "Not for Ada")

    assert rows(ada) == ([], "")


def test_thread_page_says_nothing_of_hidden_words(ada):
    thread = talk(ada, "Ben", "Something hurtful")

    hide_message(message=thread.messages.get(), by=SYSTEM)

    assert rows(ada)[0] == [("Ben", "Ben: This message was removed after a report.", 1)]


def test_thread_page_goes_on_after_its_cursor(ada, monkeypatch):
    monkeypatch.setattr(selectors, "A_PAGE", 2)
    for name in ("Ben", "Cem", "Dora"):
        talk(ada, name, "Hello")

    first, cursor = rows(ada)
    second, end = rows(ada, cursor)

    assert [row[0] for row in first + second] == ["Dora", "Cem", "Ben"]
    assert (bool(cursor), end) == (True, "")


def test_thread_page_takes_the_same_queries_for_more(ada, django_assert_max_num_queries):
    talk(ada, "Ben", "Hello")
    with django_assert_max_num_queries(4) as one:
        thread_page(ada, cursor="")
    for name in ("Cem", "Dora"):
        talk(ada, name, "Hello")

    with django_assert_max_num_queries(len(one)):
        assert len(thread_page(ada, cursor="").rows) == 3


def test_index_says_that_there_is_nothing_yet(client):
    page = client.get(reverse(PAGE)).text

    assert "No messages yet" in page


def test_index_leads_to_requests_and_conversations(client, ada):
    asked = RequestFactory(guest=ada)
    post_message(thread=asked.thread, body="Welcome", by=asked.host)
    talked = talk(ada, "Ben", "Hello")

    page = client.get(reverse(PAGE)).text

    assert f'href="{asked.get_absolute_url()}"' in page
    assert f'href="{talked.get_absolute_url()}"' in page
    assert "1 new message" in page


def test_index_leads_a_broken_cursor_to_the_first_page(client):
    answer = client.get(reverse(PAGE), {"after": "broken"}, follow=True)

    assert answer.redirect_chain == [(reverse(PAGE), 302)]
    assert "Here’s the first page." in answer.text
