"""The security log: log-ins, failures, rights, exports, and nothing that somebody typed."""

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import Group, Permission
from django.test import RequestFactory
from django.urls import reverse

from commons.accounts.actions.people import change_rights
from commons.accounts.models import User
from commons.audit.models import SecurityEvent
from commons.privacy.personal_data import export_of
from core.permissions import SYSTEM
from tests.commons.accounts.views.entrance_pages import log_in, member, set_up_app
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def events():
    return list(SecurityEvent.objects.values_list("kind", "person", "network", "data"))


def test_a_log_in_is_noted_with_its_network(client):
    ada = UserFactory()
    ada.set_password("a long enough secret")
    ada.save()

    client.post(
        reverse("account_login"),
        {"login": ada.email, "password": "a long enough secret"},
        REMOTE_ADDR="192.0.2.77",
    )

    assert events() == [("log_in", ada.pk, "192.0.2.0/24", {})]


@pytest.mark.parametrize("is_known", [True, False])
def test_a_failed_log_in_is_noted_without_what_was_typed(is_known):
    ada = UserFactory()
    email = ada.email.upper() if is_known else "my-password@example.org"
    request = RequestFactory().post("/", REMOTE_ADDR="192.0.2.77")

    authenticate(request, email=email, username=email, password="not the secret")

    assert events() == [("log_in_failed", ada.pk if is_known else None, "192.0.2.0/24", {})]


@pytest.mark.parametrize("is_known", [True, False])
def test_a_wrong_code_by_mail_is_noted(client, is_known):
    ada = UserFactory()
    email = ada.email if is_known else "nobody@example.org"
    asked = client.post(reverse("account_request_login_code"), {"email": email})

    client.post(asked.url, {"code": "WRONG-CODE"}, REMOTE_ADDR="192.0.2.77")

    person = ada.pk if is_known else None
    assert events() == [("log_in_failed", person, "192.0.2.0/24", {"way": "email"})]


def test_a_wrong_code_of_an_app_is_noted(client, committed):
    ada = member()
    log_in(client, ada)
    set_up_app(client, committed)
    client.logout()
    step = log_in(client, ada).url

    client.post(step, {"code": "000000"})

    assert events()[-1] == ("log_in_failed", ada.pk, "127.0.0.0/24", {"way": "two_step"})


def test_a_superuser_made_on_the_server_is_noted():
    ada = User.objects.create_superuser("ada@example.org", "ten thousand birds")

    assert [(kind, person, data["superuser"]) for kind, person, _network, data in events()] == [
        ("rights_changed", ada.pk, True)
    ]


def test_rights_are_noted_whoever_gives_them():
    ada, group = UserFactory(), Group.objects.create(name="Readers")
    right = Permission.objects.first()

    ada.groups.add(group)
    ada.groups.add(group)
    group.user_set.remove(ada)
    ada.user_permissions.add(right)
    ada.user_permissions.clear()
    ada.user_permissions.clear()

    assert [data for kind, person, _network, data in events()] == [
        {"change": "added", "groups": [group.pk]},
        {"change": "removed", "groups": [group.pk]},
        {"change": "added", "user_permissions": [right.pk]},
        {"change": "removed", "user_permissions": [right.pk]},
    ]


def test_an_administrator_is_noted():
    ada = UserFactory()

    change_rights(person=ada, groups=[], is_superuser=True, by=SYSTEM)

    assert events() == [("rights_changed", ada.pk, "", {"active": True, "superuser": True})]


def test_an_export_is_noted_and_holds_the_events(client):
    ada = UserFactory()
    client.force_login(ada)

    client.post(reverse("privacy:my-data-export"))

    assert [kind for kind, *_ in events()] == ["log_in", "data_exported"]
    assert [one["kind"] for one in export_of(ada)["security"]] == ["log_in", "data_exported"]
