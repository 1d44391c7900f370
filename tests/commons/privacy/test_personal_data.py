"""Nothing that we hold about a person is forgotten when they take their data along."""

import json

import pytest
from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder

from commons.accounts.models import User
from commons.audit import actions as audit
from commons.audit.choices import SecurityEventKind
from commons.audit.models import SealedRow
from commons.conversations.actions import post_message
from commons.privacy.personal_data import declared_fields, export_of
from commons.privacy.plain_rows import plain_row
from hosting.requests.models.concerns import Concern
from tests.factories.accounts import UserFactory
from tests.factories.conversations import ThreadFactory
from tests.factories.hosting import AgreementFactory, RequestFactory

OURS = ("commons.", "hosting.", "search.", "travel_stories.", "emergency.", "cms.")


def fields_about_people():
    """Every field of our own models that points to a person; of logs, to anything at all."""
    anything = {
        f"{model._meta.label_lower}.{field.name}"
        for model in apps.get_models()
        if issubclass(model, SealedRow)
        for field in model._meta.private_fields
    }
    return anything | {
        f"{model._meta.label_lower}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith(OURS)
        for field in model._meta.local_fields
        if field.related_model is User
    }


def test_every_field_that_points_to_a_person_is_declared():
    known = {
        field for field in declared_fields() if not field.startswith(("account.", "mfa.", "users"))
    }

    assert fields_about_people() == known


@pytest.mark.django_db
def test_export_of_gives_every_part_in_plain_values():
    agreement = AgreementFactory()

    data = json.loads(json.dumps(export_of(agreement.guest), cls=DjangoJSONEncoder))

    assert sorted(data) == [
        "account",
        "archives",
        "blocked_people",
        "consent_register",
        "consents",
        "conversations",
        "deeds",
        "deeds_of_others",
        "emergencies",
        "hosting",
        "itineraries",
        "media",
        "moderation",
        "notices",
        "organisations",
        "profile",
        "searches",
        "security",
        "stock_watches",
        "stories",
        "trips",
        "warnings",
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
def test_export_of_tells_what_others_did_to_the_account_and_not_who():
    ada, staff = UserFactory.create_batch(2)
    audit.record(staff, "person.suspended", ada, case=12)
    audit.record(ada, "person.changed", ada)
    audit.record(staff, "person.suspended", UserFactory())
    rights = {"superuser": True}
    audit.record_security_event(SecurityEventKind.RIGHTS_CHANGED, ada, data=rights)

    data = export_of(ada)

    (deed,) = data["deeds_of_others"]
    assert (set(deed), deed["verb"]) == ({"at", "verb"}, "person.suspended")
    assert [one["data"] for one in data["security"]] == [rights]


def test_plain_row_names_no_other_person_whatever_a_field_is_called():
    row = plain_row(Concern(pk=1, by_id=2, about_id=3, settled_by_id=4, words="Loud."))

    assert row["words"] == "Loud."
    assert row.keys().isdisjoint({"by", "about", "settled_by"})


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
