"""Transactional outbox: jobs that run after commit, in another process."""

from celery import Task
from django.db import transaction
from django.utils import timezone

from commons.audit import actions as audit
from commons.outbox.models import OutboxEntry
from commons.outbox.tasks import drain_outbox
from core.permissions import AnyActor, require


def enqueue(job: Task, **arguments: int | str) -> None:
    """Write the promise into the caller's transaction: it stands or falls with the change."""
    OutboxEntry.objects.create(job=job.name, arguments=arguments)
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
