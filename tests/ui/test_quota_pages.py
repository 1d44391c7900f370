"""A quota that is used up: status 429, in words, with the time; nothing typed is lost."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from commons.conversations.actions import post_message
from core.quotas.errors import QuotaExceededError
from tests.factories.accounts import UserFactory
from tests.factories.conversations import ThreadFactory
from tests.quotas import limit

pytestmark = pytest.mark.django_db


def as_person(person):
    client = Client()
    client.force_login(person)
    return client


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "within 10 minutes. Try again after"), ("fr", "en 10 minutes. Réessayez après le")],
    ids=["en", "fr"],
)
def test_search_too_often_is_answered_with_the_time(settings, language, words):
    limit(settings, searches=1)
    with override(language):
        address = reverse("search:offer-list")
    client = Client()
    client.get(address)

    refused = client.get(address)

    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= 600
    assert "no-store" in refused["Cache-Control"]
    assert words in refused.text


def test_map_too_often_is_answered_as_problem_details(settings):
    limit(settings, maps=1)
    client, address = Client(), reverse("search:offer-map")
    client.get(address)

    refused = client.get(address)

    assert (refused.status_code, refused["Content-Type"]) == (429, "application/problem+json")
    assert "Try again after" in refused.json()["detail"]
    assert int(refused["Retry-After"]) > 0


def test_search_counts_a_person_apart_from_others_at_their_address(settings):
    limit(settings, searches=1)
    address = reverse("search:offer-list")
    clients = [Client(), as_person(UserFactory()), as_person(UserFactory())]

    assert [client.get(address).status_code for client in clients] == [200, 200, 200]


def test_message_too_often_keeps_what_was_typed(settings):
    limit(settings, messages=1)
    ada, ben = UserFactory.create_batch(2)
    thread = ThreadFactory(people=[ada, ben])
    post_message(thread=thread, body="First", by=ada)

    address = reverse("conversations:message-post", args=[thread.public_id])
    refused = as_person(ada).post(address, {"body": "What I have to say"})

    assert refused.status_code == 429
    assert "1 message within 1 hour" in refused.text
    assert "What I have to say</textarea>" in refused.text
    assert 0 < int(refused["Retry-After"]) <= 3600
    assert thread.messages.count() == 1


def test_message_pressed_twice_counts_once(settings):
    limit(settings, messages=1)
    ada, ben = UserFactory.create_batch(2)
    thread = ThreadFactory(people=[ada, ben])
    key = "6f0f6f6e-6c7c-4a43-9d4b-2f4a2b8b8f11"

    first, again = (post_message(thread=thread, body="Once", by=ada, key=key) for _ in range(2))

    assert first == again
    with pytest.raises(QuotaExceededError):
        post_message(thread=thread, body="Twice", by=ada)


def test_report_too_often_shows_what_was_sent(settings):
    limit(settings, reports_from_address=1)
    ada = UserFactory()
    client, address = (
        as_person(UserFactory()),
        reverse("moderation:report", args=["person", ada.public_id]),
    )
    client.post(address, {"words": "x"})

    refused = client.post(
        address,
        {"words": "What is wrong here"},
        headers={"referer": f"http://testserver{address}"},
    )

    assert refused.status_code == 429
    assert "What is wrong here" in refused.text
    assert "Send again" in refused.text
