"""People in the admin: rights only, by whoever runs the site."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from commons.accounts.models import User
from commons.audit.models import AuditEntry
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator(client):
    person = UserFactory(is_superuser=True)
    client.force_login(person)
    return person


def page_of(person):
    return reverse("wagtailusers_users:edit", args=[person.pk])


def test_the_list_shows_people_and_no_way_to_make_or_delete_them(client, operator):
    ada = UserFactory(display_name="Ada")

    page = client.get(reverse("wagtailusers_users:index")).content.decode()

    assert ada.email in page
    assert reverse("wagtailusers_users:add") not in page
    assert reverse("wagtailusers_users:delete", args=[ada.pk]) not in page


def test_rights_are_given(client, operator):
    ada, editors = UserFactory(display_name="Ada"), Group.objects.create(name="The editors")

    client.post(page_of(ada), {"is_active": "on", "groups": [editors.pk]})

    ada.refresh_from_db()
    assert list(ada.groups.all()) == [editors]
    assert (ada.is_active, ada.is_superuser, ada.display_name) == (True, False, "Ada")
    (entry,) = AuditEntry.objects.all()
    assert (entry.actor, entry.verb, entry.subject) == (operator, "person.rights_changed", ada)
    assert entry.data == {"groups": [editors.pk], "active": True, "superuser": False}


def test_somebody_is_shut_out(client, operator):
    ada = UserFactory()

    client.post(page_of(ada), {})

    ada.refresh_from_db()
    assert not ada.is_active


def test_nobody_takes_their_own_rights_away(client, operator):
    client.post(page_of(operator), {})

    operator.refresh_from_db()
    assert (operator.is_active, operator.is_superuser) == (True, True)


def test_the_form_shows_and_changes_nothing_else(client, operator):
    ada = UserFactory(display_name="Ada", full_name="Canary Fullname", phone="+33612345678")

    page = client.get(page_of(ada)).content.decode()
    client.post(page_of(ada), {"is_active": "on", "email": "x@example.org", "password1": "x" * 12})

    ada.refresh_from_db()
    assert "Canary" not in page
    assert "612345678" not in page
    assert ada.email != "x@example.org"
    assert not ada.has_usable_password()


@pytest.mark.parametrize("name", ["add", "delete"])
def test_nobody_is_made_or_deleted_there(client, operator, name):
    ada = UserFactory()
    arguments = [ada.pk] if name == "delete" else []

    client.post(reverse(f"wagtailusers_users:{name}", args=arguments), {"email": "x@example.org"})

    assert list(User.objects.order_by("pk")) == [operator, ada]


@pytest.mark.parametrize("action", ["delete", "assign_role", "set_active_state"])
def test_nothing_is_done_to_many_at_once(client, operator, action):
    ada = UserFactory()
    address = reverse("wagtail_bulk_action", args=["accounts", "user", action])

    client.post(f"{address}?id={ada.pk}", {"mark_as_active": ""})

    assert User.objects.get(pk=ada.pk).is_active


def test_people_are_closed_to_other_editors(client):
    ada = UserFactory()
    client.force_login(ada)

    client.post(page_of(ada), {"is_active": "on", "is_superuser": "on"})

    ada.refresh_from_db()
    assert not ada.is_superuser
