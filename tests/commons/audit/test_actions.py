"""Written once, and by whom."""

import pytest
from django.db import transaction

from commons.audit import actions as audit
from commons.audit.errors import WrittenOnceError
from commons.audit.models import AuditEntry
from core.permissions import SYSTEM
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def test_record_notes_who_did_what_to_what():
    ada = UserFactory()

    audit.record(ada, "person.changed", ada, fields=["words"])

    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.verb, entry.subject) == (ada, "person.changed", ada)
    assert entry.data == {"fields": ["words"]}


def test_record_has_no_actor_when_the_system_acts():
    ada = UserFactory()

    audit.record(SYSTEM, "person.verified", ada)

    assert AuditEntry.objects.get().actor is None


@pytest.mark.parametrize(
    "tamper",
    [
        lambda entry: entry.save(),
        lambda entry: entry.delete(),
        lambda entry: AuditEntry.objects.update(verb="nothing"),
        lambda entry: AuditEntry.objects.all().delete(),
        lambda entry: AuditEntry.objects.bulk_update([entry], ["verb"]),
    ],
)
def test_an_entry_is_neither_changed_nor_taken_away(tamper):
    ada = UserFactory()
    audit.record(ada, "person.changed", ada)
    entry = AuditEntry.objects.get()
    entry.verb = "nothing"

    with pytest.raises(WrittenOnceError), transaction.atomic():
        tamper(entry)

    assert [one.verb for one in AuditEntry.objects.all()] == ["person.changed"]
