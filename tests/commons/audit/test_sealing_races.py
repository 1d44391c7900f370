"""Two workers seal at the same moment; an erasure and a seal meet."""

import pytest

from commons.audit import actions as audit
from commons.audit.actions import seal_batch
from commons.audit.models import AuditEntry, LogBatch, RowDigest
from commons.audit.periodic import seal_logs
from tests.commons.audit.sealing import faults
from tests.factories.accounts import UserFactory
from tests.rivals import has_row_locks, overtaken, without_row_locks

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]

BETWEEN = "commons.audit.models.LogBatch.sealing"


@pytest.fixture
def entries():
    ada = UserFactory()
    for _ in range(3):
        audit.record(ada, "person.changed", ada)
    audit.keep_digests(AuditEntry.objects.all())


def test_two_workers_seal_each_row_once(entries):
    sealed = overtaken(seal_batch, at=BETWEEN, by=seal_batch)

    assert sorted(sealed) == [0, 3]
    assert [(one.number, one.size) for one in LogBatch.objects.all()] == [(1, 3)]
    assert faults() == []


def test_without_the_lock_the_number_of_the_batch_is_taken(entries):
    with without_row_locks():
        sealed = overtaken(seal_batch, at=BETWEEN, by=seal_batch)

    # The second guard: the rival sealed, and the number that both wanted refused the first.
    assert sorted(sealed) == [0, 3]
    assert LogBatch.objects.count() == 1
    assert faults() == []
    assert sealed == ((0, 3) if has_row_locks() else (3, 0))


def test_two_workers_digest_each_row_once():
    ada = UserFactory()
    audit.record(ada, "person.changed", ada)

    overtaken(seal_logs, at="commons.audit.models.RowDigest.of_row", by=seal_logs)
    seal_logs()

    assert RowDigest.objects.filter(log="audit.auditentry").count() == 1
    assert sum(LogBatch.objects.values_list("size", flat=True)) == RowDigest.objects.count()
    assert faults() == []
