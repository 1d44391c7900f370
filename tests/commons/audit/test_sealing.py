"""Logs that nobody changes unseen: refused by the database, and found by the check."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from commons.audit import actions as audit
from commons.audit import periodic
from commons.audit.actions import seal_batch
from commons.audit.checks import check_triggers, protected_tables
from commons.audit.choices import SecurityEventKind
from commons.audit.models import AuditEntry, LogBatch, RowDigest, SecurityEvent
from commons.audit.periodic import forget_security_events, seal_logs
from commons.audit.selectors import overdue_rows, verify_sealed_logs
from core.db.append_only import Guard, Protection
from core.integrity.hash_chain import GENESIS
from core.integrity.merkle_tree import inclusion_proof, is_included
from tests.commons.audit.sealing import faults, rows_of, seal, tampering
from tests.factories.accounts import UserFactory
from tests.poison import assert_one_failed, poison

pytestmark = pytest.mark.django_db

LOG = "audit.auditentry"
A_YEAR = timedelta(days=366)  # and a day: longer than AUDIT_SECURITY_EVENTS_KEPT


@pytest.fixture
def ada():
    return UserFactory()


def entries(person, *verbs):
    for verb in verbs:
        audit.record(person, verb, person, fields=["words"], share=0.5)
    return list(AuditEntry.objects.order_by("pk"))


def test_seal_logs_seals_each_row_once_in_a_chain(ada):
    entries(ada, "person.changed", "person.verified")
    seal()
    entries(ada, "person.closed")
    seal()
    seal()

    first, second = LogBatch.objects.all()
    assert (first.number, first.size, first.previous) == (1, 2, GENESIS.hex())
    assert (second.number, second.size, second.previous) == (2, 1, first.head)
    found = verify_sealed_logs()
    assert (found.batches, found.head, found.faults) == (2, second.head, [])
    assert [one.compared for one in found.logs if one.log == LOG] == [3]


def test_a_row_can_be_proved_without_the_others(ada):
    entries(ada, "person.changed", "person.verified", "person.closed")
    seal()

    batch = LogBatch.objects.get()
    leaves = [one.leaf() for one in batch.digests.order_by("pk")]
    proof = inclusion_proof(leaves, 1)

    root = bytes.fromhex(batch.root)
    assert is_included(leaves[1], index=1, size=batch.size, proof=proof, root=root)


def test_equal_rows_have_different_digests(ada):
    entries(ada, "person.changed", "person.changed")
    seal()

    assert len(set(RowDigest.objects.values_list("digest", flat=True))) == 2


@pytest.mark.parametrize("model", [AuditEntry, SecurityEvent, LogBatch, RowDigest])
@pytest.mark.parametrize(
    "change",
    [lambda rows: rows.update(id=900), lambda rows: rows._raw_delete("default")],
    ids=["update", "delete"],
)
def test_the_database_refuses_to_change_a_log(ada, model, change):
    entries(ada, "person.changed")
    if model not in {AuditEntry, SecurityEvent}:
        seal()
    audit.record_security_event(SecurityEventKind.LOG_IN, ada)

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        change(rows_of(model))

    assert rows_of(model).exists()


@pytest.mark.parametrize(
    "change",
    [
        {"verb": "person.hidden"},
        {"actor": None},
        {"data": {"fields": []}},
        {"at": timezone.now() - timedelta(days=3)},
        {"salt": "0" * 32},
        {"salt": "not hex"},
        {"data": {"number": 2**60}},
    ],
    ids=lambda change: "-".join(change),
)
def test_verify_names_a_row_that_was_changed(ada, change):
    rows = entries(ada, "person.changed", "person.verified")
    seal()

    with tampering():
        rows_of(AuditEntry).filter(pk=rows[1].pk).update(**change)

    assert faults() == [f"{LOG} {rows[1].pk} was changed"]


def test_verify_names_a_row_that_was_deleted(ada):
    rows = entries(ada, "person.changed", "person.verified")
    seal()

    with tampering():
        rows_of(AuditEntry).filter(pk=rows[0].pk)._raw_delete("default")

    assert faults() == [f"{LOG} {rows[0].pk} was deleted"]


def test_verify_names_a_row_that_was_slipped_in_behind_the_seal(ada):
    rows = entries(ada, "person.changed")
    seal()
    with tampering():
        rows_of(AuditEntry).filter(pk=rows[0].pk).update(verb="person.hidden")
        rows[0].verb = "person.hidden"
        rows_of(RowDigest).filter(log=LOG).update(digest=rows[0].digest())

    assert faults() == ["batch 1 has other digests than were sealed"]


def test_verify_sees_a_batch_that_was_sealed_anew(ada):
    entries(ada, "person.changed")
    seal()
    entries(ada, "person.verified")
    seal()

    with tampering():
        first = LogBatch.objects.get(number=1)
        first.sealed_at -= timedelta(days=1)
        first.head = first.expected_head()
        first.save()

    assert faults() == ["batch 2 doesn’t follow the batch before it"]


def test_verify_sees_a_batch_that_is_gone(ada):
    for verb in ("person.changed", "person.verified"):
        entries(ada, verb)
        seal()

    with tampering():
        first = LogBatch.objects.get(number=1)
        rows_of(RowDigest).filter(batch=first)._raw_delete("default")
        rows_of(LogBatch).filter(pk=first.pk)._raw_delete("default")

    assert "batch 2 batch 1 is missing" in faults()


def test_verify_names_rows_that_nobody_sealed(ada):
    with transaction.atomic():
        [entry] = entries(ada, "person.changed")
    assert faults() == []  # it may wait a moment

    with tampering():
        late = timezone.now() - timedelta(minutes=3)
        rows_of(AuditEntry).update(at=late)

    assert faults() == [f"{LOG} {entry.pk} was never sealed"]
    assert overdue_rows() == 1


def test_rows_with_a_digest_alone_are_not_sealed(ada, monkeypatch, time_machine, capsys):
    [entry] = entries(ada, "person.changed")
    monkeypatch.setattr(audit, "seal_batch", lambda: 0)  # as one that fails each time
    assert seal_logs() == 0
    assert RowDigest.objects.get().batch is None
    time_machine.move_to(timezone.now() + timedelta(minutes=3))

    assert overdue_rows() == 1
    with pytest.raises(CommandError, match="1 problems"):
        call_command("verify_logs")
    said = capsys.readouterr()
    assert f"{LOG}: 1 unchanged or named below, 0 deleted as planned, 1 not sealed yet" in said.out
    assert f"{LOG} {entry.pk} was never sealed" in said.err


def test_verify_logs_prints_the_head_and_fails_on_a_fault(ada, capsys):
    entries(ada, "person.changed")
    seal()
    call_command("verify_logs")
    head = LogBatch.objects.get().head
    assert f"1 batches, head {head}" in capsys.readouterr().out

    with tampering():
        rows_of(AuditEntry).update(verb="nothing")

    with pytest.raises(CommandError, match="1 problems"):
        call_command("verify_logs")
    assert f"{LOG} {AuditEntry.objects.get().pk} was changed" in capsys.readouterr().err


def test_seal_logs_goes_on_after_a_poisoned_row(ada, monkeypatch, failed_rows):
    rows = entries(ada, "person.changed", "person.verified")
    poison(monkeypatch, periodic, "digest_row")

    assert seal_logs() == 1

    assert_one_failed(failed_rows, AuditEntry, rows[0].pk)
    assert list(RowDigest.objects.values_list("row_id", flat=True)) == [rows[1].pk]
    assert LogBatch.objects.get().size == 1


def test_seal_logs_goes_on_after_a_row_that_is_no_json(ada, failed_rows):
    entries(ada, "person.changed")
    audit.record(ada, "person.changed", ada, number=2**60)

    assert seal_logs() == 1

    poisoned = AuditEntry.objects.last()
    assert_one_failed(failed_rows, AuditEntry, poisoned.pk, error="NotCanonicalError")
    assert RowDigest.objects.count() == 1


def test_seal_logs_takes_a_row_that_was_committed_after_its_successors(ada, settings):
    first, second = entries(ada, "person.changed", "person.verified")
    audit.keep_digests([second])
    seal_batch()

    seal()

    sealed = RowDigest.objects.order_by("batch__number").values_list("row_id", flat=True)
    assert list(sealed) == [second.pk, first.pk]


def test_seal_logs_seals_in_batches(ada, settings):
    settings.AUDIT_SEAL_BATCH = 2
    entries(ada, *["person.changed"] * 3)

    seal()
    seal()

    assert [one.size for one in LogBatch.objects.all()] == [2, 1]
    assert faults() == []


def test_digests_that_are_kept_allow_to_delete_a_row(ada, time_machine):
    audit.record_security_event(SecurityEventKind.LOG_IN, ada)
    event = SecurityEvent.objects.get()

    audit.keep_digests([event])
    audit.keep_digests([event])
    rows_of(SecurityEvent).filter(pk=event.pk).delete()
    seal()
    time_machine.move_to(timezone.now() + A_YEAR)

    found = verify_sealed_logs()
    assert (found.faults, [one.purged for one in found.logs if one.purged]) == ([], [1])


def test_verify_names_a_security_event_deleted_before_its_time(ada, time_machine):
    written = timezone.now()
    events = [SecurityEvent.objects.create(kind="log_in", person=ada) for _ in range(2)]
    audit.keep_digests([events[0]])
    rows_of(SecurityEvent).filter(pk=events[0].pk).delete()
    named = [f"audit.securityevent {events[0].pk} was deleted"]

    assert faults() == named  # not even sealed
    seal()
    assert faults() == named
    time_machine.move_to(written + timedelta(days=364))
    assert faults() == named


def test_verify_sees_a_batch_that_is_dated_back(ada):
    """Whoever may write rows makes a digest and its seal a year old, and deletes the row."""
    entries(ada, "person.changed")
    seal()
    event = SecurityEvent.objects.create(kind="log_in", person=ada)
    digest = RowDigest.of_row(event)
    batch = LogBatch.sealing([digest.leaf()], after=LogBatch.objects.get(), at=timezone.now())
    batch.sealed_at -= A_YEAR
    batch.head = batch.expected_head()
    batch.save()
    digest.batch = batch
    digest.save()

    rows_of(SecurityEvent).filter(pk=event.pk).delete()

    assert faults() == ["batch 2 is dated before the batch before it"]


def test_seal_logs_dates_no_batch_before_the_last_one(ada, time_machine):
    entries(ada, "person.changed")
    seal()
    time_machine.move_to(timezone.now() - timedelta(hours=1))
    entries(ada, "person.verified")
    seal()

    first, second = LogBatch.objects.all()
    assert second.sealed_at == first.sealed_at
    assert faults() == []


def test_forget_security_events_deletes_what_is_a_year_old(ada, time_machine):
    kind, now = SecurityEventKind.LOG_IN, timezone.now()
    time_machine.move_to(now - A_YEAR)
    SecurityEvent.objects.create(kind=kind, person=ada)
    seal()
    time_machine.move_to(now)
    SecurityEvent.objects.create(kind=kind, person=ada)
    seal()

    assert forget_security_events() == 0

    assert SecurityEvent.objects.count() == 1
    assert faults() == []


def test_forget_security_events_goes_on_after_one_that_fails(
    ada, monkeypatch, failed_rows, time_machine
):
    now = timezone.now()
    time_machine.move_to(now - A_YEAR)
    rows = [SecurityEvent.objects.create(kind="log_in", person=ada) for _ in range(2)]
    seal()
    time_machine.move_to(now)
    poison(monkeypatch, periodic, "delete_event")

    assert forget_security_events() == 1

    assert_one_failed(failed_rows, SecurityEvent, rows[0].pk)
    assert SecurityEvent.objects.get() == rows[0]


def test_check_triggers_finds_every_table_protected():
    assert check_triggers(None, databases=["default"]) == []
    assert {"audit_auditentry", "emergency_activations_reveallog"} <= set(protected_tables())


def test_check_triggers_finds_what_a_migration_dropped():
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("DROP TRIGGER append_only_update ON audit_auditentry")
        else:
            cursor.execute("DROP TRIGGER audit_auditentry_append_only_update")

    [error] = check_triggers(None, databases=["default"])

    assert error.id == "audit.E001"
    assert error.msg.startswith("audit_auditentry can be changed: triggers are missing (")
    with pytest.raises(CommandError):
        call_command("verify_logs")


def test_check_triggers_names_a_column_that_the_guard_does_not_know():
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_auditentry ADD COLUMN note varchar(20) NULL")

    [error] = check_triggers(None, databases=["default"])

    assert error.id == "audit.E002"
    assert error.msg == "audit_auditentry isn’t protected as it has to be: column note."
    with pytest.raises(CommandError):
        call_command("verify_logs")


def test_check_triggers_waits_for_a_migration_that_may_mend_it(monkeypatch):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_auditentry ADD COLUMN note varchar(20) NULL")
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda *words: ["one"])

    assert check_triggers(None, databases=["default"]) == []


def test_check_triggers_finds_a_guard_that_lets_more_pass():
    """It names every column, and asks one for nothing."""
    model, table = LogBatch, "audit_logbatch"
    columns = [field.column for field in model._meta.concrete_fields]
    weak = Guard.to_write(connection, model, Protection(settable_once=("root",)), columns)
    if connection.vendor == "postgresql":
        drops, changed = [f"DROP FUNCTION {weak.function} CASCADE"], f"{table}_append_only"
    else:
        drops = [f"DROP TRIGGER {name}" for name in weak.triggers]
        changed = f"{table}_append_only_update"
    with connection.cursor() as cursor:
        for statement in drops + weak.statements():
            cursor.execute(statement)

    [error] = check_triggers(None, databases=["default"])

    assert error.id == "audit.E002"
    assert error.msg == f"{table} isn’t protected as it has to be: {changed}."


def test_check_triggers_finds_a_trigger_that_calls_nothing():
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("DROP TRIGGER append_only_delete ON audit_logbatch")
            cursor.execute(
                "CREATE TRIGGER append_only_delete BEFORE DELETE ON audit_logbatch FOR EACH ROW"
                " WHEN (false) EXECUTE FUNCTION audit_logbatch_append_only()"
            )
        else:
            cursor.execute("DROP TRIGGER audit_logbatch_append_only_delete")
            cursor.execute(
                "CREATE TRIGGER audit_logbatch_append_only_delete BEFORE DELETE ON audit_logbatch"
                " WHEN 1 = 0 BEGIN SELECT RAISE(ABORT, 'audit_logbatch is append-only'); END"
            )

    [error] = check_triggers(None, databases=["default"])

    assert error.id == "audit.E002"
    assert error.msg.endswith("append_only_delete.")
