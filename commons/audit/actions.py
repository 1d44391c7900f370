"""The record of who did what, and the seals over it."""

import logging
from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils import timezone

from commons.audit.choices import SecurityEventKind
from commons.audit.models import (
    AuditEntry,
    LogBatch,
    RowDigest,
    SealedRow,
    SecurityEvent,
    rows_without_digest,
)
from core.permissions import SYSTEM, Account, AnyActor

logger = logging.getLogger(__name__)


def record(actor: AnyActor, verb: str, subject: Model, **data: object) -> None:
    """Add a line. Ids and states belong into `data`, names and addresses don't."""
    actor_id = None if actor is SYSTEM else actor.pk
    AuditEntry.objects.create(actor_id=actor_id, verb=verb, subject=subject, data=data)


def record_security_event(
    kind: SecurityEventKind,
    person: Account | None,
    *,
    network: str = "",
    data: Mapping[str, object] | None = None,
) -> None:
    """Add a line to the security log. `person` is whose account it is about, if that is known."""
    SecurityEvent.objects.create(
        kind=kind,
        person_id=None if person is None else person.pk,
        network=network,
        data=dict(data or {}),
    )


def keep_digests(rows: Iterable[SealedRow]) -> None:
    """Write the digests of rows that have none yet: from then on they can be deleted.

    For actions that delete rows of a log: the seal over these digests follows with the next batch,
    in a transaction of its own. Raises NotCanonicalError.
    """
    digests = [RowDigest.of_row(row) for row in rows]
    RowDigest.objects.bulk_create(digests, ignore_conflicts=True)


def keep_digests_to_delete(model: type[SealedRow], **conditions: Any) -> None:
    """The same of those rows of a log that meet the conditions and wait for their seal."""
    keep_digests(rows_without_digest(model).filter(**conditions))


def seal_batch() -> int:
    """Seal the digests that wait, at most AUDIT_SEAL_BATCH; return how many, nothing if none do.

    In a transaction of its own and never in that of an action, which would make all actions wait
    for each other (RuntimeError otherwise). Of two workers at once the second waits for the rows,
    and finds them sealed; where neither saw the other's rows, the number of the batch is taken, and
    the next run seals them.
    """
    try:
        with transaction.atomic(durable=True):
            waiting = RowDigest.objects.select_for_update().filter(batch=None).order_by("pk")
            digests = list(waiting[: settings.AUDIT_SEAL_BATCH])
            if not digests:
                return 0
            # Read behind the lock: whoever held it has written the batch before.
            last = LogBatch.objects.order_by("-number").first()
            leaves = [one.leaf() for one in digests]
            batch = LogBatch.sealing(leaves, after=last, at=timezone.now())
            batch.save(force_insert=True)
            RowDigest.objects.filter(pk__in=[one.pk for one in digests]).update(batch=batch)
    except IntegrityError:
        logger.info("audit: another worker sealed a batch meanwhile")
        return 0
    return len(digests)
