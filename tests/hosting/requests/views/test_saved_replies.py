"""Answers that a host keeps ready."""

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from commons.audit.models import AuditEntry
from hosting.erasure.actions.account_closure import close_account_data
from hosting.requests.actions.saved_replies import (
    add_saved_reply,
    change_saved_reply,
    delete_saved_reply,
)
from hosting.requests.errors import TooManySavedRepliesError
from hosting.requests.models.saved_replies import SavedReply
from hosting.requests.personal_data import requests_of
from tests.factories.accounts import UserFactory
from tests.factories.hosting import RequestFactory

pytestmark = pytest.mark.django_db

LIST = "hosting:saved-replies"


def saved(host, title="The way"):
    return add_saved_reply(title=title, body="Follow the poplars.", by=host)


def test_saved_replies_are_added_changed_and_deleted(client):
    host = UserFactory()
    client.force_login(host)

    client.post(reverse(LIST), {"title": "The way", "body": "Follow the poplars."})
    reply = SavedReply.objects.get()
    change = reverse("hosting:saved-reply-change", args=[reply.public_id])
    client.post(change, {"title": "The way", "body": "Follow the river."})
    shown = client.get(reverse(LIST)).text
    client.post(reverse("hosting:saved-reply-delete", args=[reply.public_id]))

    assert "Follow the river." in shown
    assert not SavedReply.objects.exists()
    verbs = ["saved_reply.added", "saved_reply.changed", "saved_reply.deleted"]
    assert list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True)) == verbs


@pytest.mark.parametrize(
    "data",
    [
        {"title": "", "body": "x"},
        {"title": "x" * 81, "body": "x"},
        {"title": "x", "body": "y" * 5001},
    ],
    ids=["empty", "name", "words"],
)
def test_saved_replies_refuse(client, data):
    client.force_login(UserFactory())

    assert client.post(reverse(LIST), data).status_code == 422
    assert not SavedReply.objects.exists()


def test_saved_replies_have_a_limit(client, monkeypatch):
    host = UserFactory()
    monkeypatch.setattr(settings, "HOSTING_SAVED_REPLIES_LIMIT", 1)
    saved(host)

    with pytest.raises(TooManySavedRepliesError):
        saved(host, "Another")


def test_saved_replies_of_others_are_not_there(client):
    reply = saved(UserFactory())
    stranger = UserFactory()
    client.force_login(stranger)

    change = reverse("hosting:saved-reply-change", args=[reply.public_id])
    delete = reverse("hosting:saved-reply-delete", args=[reply.public_id])

    assert [client.get(change).status_code, client.post(delete).status_code] == [404, 404]
    for action in (delete_saved_reply, change_saved_reply):
        words = {} if action is delete_saved_reply else {"title": "x", "body": "y"}
        with pytest.raises(PermissionDenied):
            action(reply=reply, by=stranger, **words)


def test_a_saved_reply_is_put_into_the_answer_of_its_host_alone(client):
    asked = RequestFactory()
    reply = saved(asked.host)
    bodies = []
    for person in (asked.host, asked.guest):
        client.force_login(person)
        page = client.get(asked.get_absolute_url(), {"reply": reply.public_id})
        bodies.append(page.context["answer_form"]["body"].value())

    assert bodies == ["Follow the poplars.", ""]


def test_saved_replies_are_exported_and_leave_with_the_account():
    host = UserFactory()
    saved(host)

    exported = requests_of(host)["saved_replies"]
    close_account_data(host)

    assert [row["body"] for row in exported] == ["Follow the poplars."]
    assert not SavedReply.objects.exists()
