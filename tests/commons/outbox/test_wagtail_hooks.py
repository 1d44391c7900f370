"""The reports of the admin: for those who may, and read only but for one press."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from django.utils import timezone

from commons.audit import actions as audit
from commons.outbox.models import OutboxEntry
from tests.factories.accounts import OutboxEntryFactory, UserFactory

pytestmark = pytest.mark.django_db

REPORTS = [
    *("audit_report", "security_report", "outbox_report"),
    *("audit_report_results", "security_report_results", "outbox_report_results"),
]


def editor(*codenames):
    """Somebody who may enter the admin, and what is named."""
    group = Group.objects.create(name="Editors of the test")
    group.permissions.set(Permission.objects.filter(codename__in=["access_admin", *codenames]))
    person = UserFactory()
    person.groups.add(group)
    return person


def test_audit_report_shows_who_did_what(client):
    ada = UserFactory(display_name="Ada")
    audit.record(ada, "person.changed", ada, fields=["words"])
    client.force_login(editor("view_auditentry"))

    page = client.get(reverse("audit_report")).content.decode()

    assert "person.changed" in page
    assert "Ada" in page


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_audit_report_can_be_taken_along(client, kind):
    ada = UserFactory()
    audit.record(ada, "person.changed", ada)
    client.force_login(editor("view_auditentry"))

    answer = client.get(reverse("audit_report"), {"export": kind})

    assert answer.status_code == 200


def test_outbox_report_shows_what_went_wrong_and_nothing_else(client):
    OutboxEntryFactory(attempts=16, last_error="ConnectionRefusedError", dead_at=timezone.now())
    OutboxEntryFactory(job="accounts.waits_for_its_turn")
    client.force_login(editor("view_outboxentry"))

    page = client.get(reverse("outbox_report")).content.decode()

    assert "ConnectionRefusedError" in page
    assert "waits_for_its_turn" not in page


@pytest.mark.parametrize("name", REPORTS)
def test_reports_are_closed_to_other_editors(client, name):
    client.force_login(editor())

    answer = client.get(reverse(name))

    assert answer.status_code == 403


@pytest.mark.parametrize("name", REPORTS)
def test_reports_are_closed_to_members(client, name):
    client.force_login(UserFactory())

    answer = client.get(reverse(name), follow=True)

    assert answer.status_code == 403


def test_reports_stand_in_the_menu_of_those_who_may(client):
    client.force_login(editor("view_auditentry"))

    page = client.get(reverse("wagtailadmin_home")).content.decode()

    assert reverse("audit_report") in page
    assert reverse("outbox_report") not in page


def test_revive_takes_a_press_of_whoever_runs_the_site(client):
    entry = OutboxEntryFactory(attempts=16, dead_at=timezone.now())
    client.force_login(UserFactory(is_superuser=True))

    client.post(reverse("outbox_report_revive", args=[entry.pk]))

    assert list(OutboxEntry.objects.dead()) == []


def test_revive_is_refused_to_an_editor(client):
    entry = OutboxEntryFactory(attempts=16, dead_at=timezone.now())
    client.force_login(editor("view_outboxentry"))

    client.post(reverse("outbox_report_revive", args=[entry.pk]))

    assert list(OutboxEntry.objects.dead()) == [entry]
