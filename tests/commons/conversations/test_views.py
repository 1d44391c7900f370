"""A thread on its page: shown to its people, answered with a press, escaped."""

import re
from uuid import uuid4

import pytest
from django.urls import reverse

from commons.conversations.actions import post_message
from commons.conversations.models import Message
from commons.conversations.selectors import unread_counts
from tests.factories.accounts import UserFactory
from tests.factories.conversations import ThreadFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(client):
    person = UserFactory(display_name="Ada")
    client.force_login(person)
    return person


def page_of(thread):
    return reverse("conversations:thread-detail", args=[thread.public_id])


def answer_to(thread):
    return reverse("conversations:message-post", args=[thread.public_id])


def reading_of(thread):
    return reverse("conversations:thread-read", args=[thread.public_id])


def test_detail_shows_the_words_and_changes_nothing(client, ada):
    ben = UserFactory(display_name="Ben")
    thread = ThreadFactory(people=[ada, ben])
    post_message(thread=thread, body="Come on Thursday.", by=ben)

    page = client.get(page_of(thread)).content.decode()

    assert "Come on Thursday." in page
    assert "Mark as read" in page
    assert unread_counts(ada) == {thread.pk: 1}


def test_detail_makes_neither_tags_nor_links_of_words(client, ada):
    thread = ThreadFactory(people=[ada])
    body = "<script>alert(1)</script> https://evil.example/ <a href='x'>x</a>"
    post_message(thread=thread, body=body, by=ada)

    page = client.get(page_of(thread)).content.decode()

    assert "&lt;script&gt;alert(1)&lt;/script&gt; https://evil.example/ &lt;a href=" in page
    assert 'href="https://evil.example' not in page


@pytest.mark.parametrize("address", [page_of, answer_to, reading_of])
def test_a_thread_is_not_there_for_a_stranger(client, ada, address):
    thread = ThreadFactory(people=[UserFactory()])
    method = client.get if address is page_of else client.post

    answer = method(address(thread), {"body": "Me too", "key": uuid4()})

    assert answer.status_code == 404
    assert list(Message.objects.all()) == []


@pytest.mark.parametrize("address", [page_of, answer_to, reading_of])
def test_a_thread_sends_a_visitor_to_the_door(client, address):
    thread = ThreadFactory()
    method = client.get if address is page_of else client.post

    answer = method(address(thread))

    assert answer.url.startswith(reverse("account_login"))


def test_post_adds_my_words_and_leads_back(client, ada):
    thread = ThreadFactory(people=[ada, UserFactory()])

    answer = client.post(answer_to(thread), {"body": "Gladly.", "key": uuid4()})

    assert answer.url == page_of(thread)
    assert [(one.author, one.body) for one in thread.messages.all()] == [(ada, "Gladly.")]


def test_post_twice_with_one_form_adds_one_message(client, ada):
    thread = ThreadFactory(people=[ada, UserFactory()])
    form = client.get(page_of(thread)).context["form"]
    data = {"body": "Gladly.", "key": form["key"].value()}

    answers = [client.post(answer_to(thread), data) for _ in range(2)]

    assert [answer.url for answer in answers] == [page_of(thread)] * 2
    assert [one.body for one in thread.messages.all()] == ["Gladly."]


@pytest.mark.parametrize(
    "data",
    [
        {"body": "", "key": "00000000-0000-4000-8000-000000000000"},
        {"body": "x" * 5001, "key": "00000000-0000-4000-8000-000000000000"},
        {"body": "\x00", "key": "00000000-0000-4000-8000-000000000000"},
        {"body": "Hello", "key": "not a key"},
    ],
)
def test_post_refuses_with_the_form(client, ada, data):
    thread = ThreadFactory(people=[ada])

    answer = client.post(answer_to(thread), data)

    assert answer.status_code == 422
    assert list(thread.messages.all()) == []


def test_post_is_refused_to_whoever_has_not_confirmed_the_address(client):
    ada = UserFactory(unverified=True)
    client.force_login(ada)
    thread = ThreadFactory(people=[ada])

    answer = client.post(answer_to(thread), {"body": "Hello", "key": uuid4()})

    assert answer.status_code == 403
    assert list(thread.messages.all()) == []


def test_read_notes_what_the_page_showed(client, ada):
    ben = UserFactory()
    thread = ThreadFactory(people=[ada, ben])
    seen = post_message(thread=thread, body="Hello", by=ben)
    page = client.get(page_of(thread)).content.decode()
    shown = re.search(r'name="until"\s+value="([^"]+)"', page).group(1)
    post_message(thread=thread, body="One more thing", by=ben)

    answer = client.post(reading_of(thread), {"until": shown})

    assert shown == seen.sent_at.astimezone().strftime("%Y-%m-%dT%H:%M:%S.%f%z")
    assert answer.url == page_of(thread)
    assert unread_counts(ada) == {thread.pk: 1}


def test_read_with_nonsense_changes_nothing(client, ada):
    ben = UserFactory()
    thread = ThreadFactory(people=[ada, ben])
    post_message(thread=thread, body="Hello", by=ben)

    client.post(reading_of(thread), {"until": "yesterday"})

    assert unread_counts(ada) == {thread.pk: 1}
