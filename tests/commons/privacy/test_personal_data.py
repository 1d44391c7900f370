"""Nothing that we hold about a person is forgotten when they take their data along."""

import json

import pytest
from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder

from commons.accounts.models import User
from commons.conversations.actions import post_message
from commons.privacy.personal_data import declared_fields, export_of
from tests.factories.accounts import UserFactory
from tests.factories.conversations import ThreadFactory
from tests.factories.hosting import AgreementFactory, RequestFactory

OURS = ("commons.", "hosting.", "search.", "travel_stories.", "emergency.", "cms.")


def fields_about_people():
    """Every field of our own models that points to a person."""
    return {
        f"{model._meta.label_lower}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith(OURS)
        for field in model._meta.local_fields
        if field.related_model is User
    }


def test_every_field_that_points_to_a_person_is_declared():
    known = {field for field in declared_fields() if not field.startswith(("account.", "users"))}

    assert fields_about_people() == known


@pytest.mark.django_db
def test_export_of_gives_every_part_in_plain_values():
    agreement = AgreementFactory()

    data = json.loads(json.dumps(export_of(agreement.guest), cls=DjangoJSONEncoder))

    assert sorted(data) == [
        "account",
        "consents",
        "conversations",
        "deeds",
        "emergencies",
        "hosting",
        "itineraries",
        "media",
        "moderation",
        "notices",
        "searches",
        "stories",
        "trips",
    ]
    assert [row["public_id"] for row in data["hosting"]["agreements"]] == [agreement.public_id]
    assert [row["public_id"] for row in data["hosting"]["requests_sent"]] == [
        agreement.request.public_id
    ]


@pytest.mark.django_db
def test_export_of_holds_ones_own_words_and_nobody_elses():
    ada, ben = UserFactory.create_batch(2)
    thread = ThreadFactory(people=[ada, ben])
    post_message(thread=thread, body="My words", by=ada)
    post_message(thread=thread, body="A canary of Ben", by=ben)

    data = export_of(ada)

    assert [row["body"] for row in data["conversations"]["messages"]] == ["My words"]


@pytest.mark.django_db
def test_export_of_a_host_keeps_the_reason_of_the_guest():
    asked = RequestFactory(reason="health")

    mine, theirs = export_of(asked.guest)["hosting"], export_of(asked.host)["hosting"]

    assert [row["reason"] for row in mine["requests_sent"]] == ["health"]
    assert ["reason" in row for row in theirs["requests_received"]] == [False]


@pytest.mark.django_db
def test_export_of_tells_which_mails_were_chosen():
    ada = UserFactory(mail_paces={"messages": "daily"}, mail_hour=18, mails_desk=True)

    assert export_of(ada)["account"]["mails"] == {
        "in_general": "at_once",
        "of_a_kind": {"messages": "daily"},
        "daily_at": 18,
        "time_zone": "Europe/Paris",
        "desk": True,
        "came_back_at": None,
    }
