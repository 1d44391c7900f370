"""Transactional outbox: jobs that run after commit, in another process."""

from datetime import datetime

from celery import Task
from django.db import transaction
from django.utils import timezone

from commons.audit import actions as audit
from commons.outbox.models import OutboxEntry
from commons.outbox.tasks import drain_outbox
from core.permissions import AnyActor, require


def enqueue(job: Task, *, not_before: datetime | None = None, **arguments: int | str) -> None:
    """Write the promise into the caller's transaction: it stands or falls with the change.

    It is run after the commit, or by the clock once the moment `not_before` has come.
    """
    due_at = not_before or timezone.now()
    OutboxEntry.objects.create(job=job.name, arguments=arguments, due_at=due_at)
    if not_before is None:
        transaction.on_commit(drain_outbox.delay, robust=True)


@transaction.atomic
def retry(*, entry: OutboxEntry, by: AnyActor) -> OutboxEntry:
    """Try again what was given up, from the beginning."""
    require(by, "outbox.retry_entry", entry)

    entry = OutboxEntry.objects.select_for_update().get(pk=entry.pk)

    entry.attempts, entry.dead_at, entry.due_at = 0, None, timezone.now()
    entry.save(update_fields=["attempts", "dead_at", "due_at"])
    audit.record(by, "promise.revived", entry, job=entry.job)

    transaction.on_commit(drain_outbox.delay, robust=True)
    return entry
