"""Periodic jobs of the sealed logs: seal what is new, delete what is too old."""

from __future__ import annotations

from celery import shared_task
from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from commons.audit import actions
from commons.audit.models import (
    RowDigest,
    SealedRow,
    SecurityEvent,
    rows_without_digest,
    sealed_logs,
)
from core.periodic import for_each_row


@shared_task(name="audit.seal_logs")
def seal_logs() -> int:
    """Digest new rows of every log, then seal all digests that wait.

    Returns how many rows could not be digested; these are logged as errors, the others are sealed.
    """
    failed = 0
    for model in sealed_logs():
        failed += for_each_row(_new_rows(model), digest_row)
    while actions.seal_batch():
        pass
    return failed


def digest_row(row: SealedRow) -> None:
    """For `for_each_row`."""
    actions.keep_digests([row])


@shared_task(name="audit.forget_security_events")
def forget_security_events() -> int:
    """Delete security events sealed longer ago than AUDIT_SECURITY_EVENTS_KEPT; digests stay.

    Returns how many could not be deleted; these are logged as errors.
    """
    return for_each_row(SecurityEvent.objects.outdated(), delete_event)


def delete_event(event: SecurityEvent) -> None:
    """For `for_each_row`: a plain query set, as the model's own refuses to delete."""
    QuerySet(SecurityEvent).filter(pk=event.pk).delete()


def _new_rows(model: type[SealedRow]) -> QuerySet[SealedRow]:
    """Rows without a digest, but for those below the last key sealed AUDIT_SEAL_LOOKBACK ago.

    A row may be committed after one with a higher key, but not by so much; `verify_logs` looks at
    all of them.
    """
    long_ago = timezone.now() - settings.AUDIT_SEAL_LOOKBACK
    sealed = RowDigest.objects.filter(log=model._meta.label_lower, batch__sealed_at__lt=long_ago)
    floor = sealed.order_by("-row_id").values_list("row_id", flat=True).first()
    rows: QuerySet[SealedRow] = rows_without_digest(model, after=floor or 0)
    return rows[: settings.AUDIT_SEAL_BATCH]
