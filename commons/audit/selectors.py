"""Whether the logs are what was sealed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import batched
from typing import Final

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from commons.audit.models import LogBatch, RowDigest, SealedRow, rows_without_seal, sealed_logs
from core.integrity.canonical_json import NotCanonicalError
from core.integrity.hash_chain import GENESIS
from core.integrity.merkle_tree import merkle_root

CHUNK: Final = 500


@dataclass(frozen=True, slots=True)
class Fault:
    """What isn't as it was sealed: `subject` names a row by log and key, or a batch."""

    subject: str
    words: str


@dataclass(slots=True)
class LogReport:
    """One log: how many rows were compared, deleted as they have to be, and wait for their seal."""

    log: str
    compared: int = 0
    purged: int = 0
    waiting: int = 0


@dataclass(slots=True)
class Verification:
    """What `verify_logs` found. `head` is that of the last batch, empty where there is none."""

    batches: int = 0
    head: str = ""
    logs: list[LogReport] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def verify_sealed_logs() -> Verification:
    """Compare every batch with its digests and every row with its digest. Reads all of them."""
    found = Verification()
    _verify_chain(found)
    for model in sealed_logs():
        report = LogReport(model._meta.label_lower)
        found.logs.append(report)
        found.faults += _verify_rows(model, report)
        found.faults += _verify_waiting(model, report)
    return found


def last_batch() -> LogBatch | None:
    return LogBatch.objects.order_by("-number").first()


def head_of_batch(number: int) -> str | None:
    """64 hexadecimal digits; None where there is no such batch."""
    return LogBatch.objects.filter(number=number).values_list("head", flat=True).first()


def overdue_rows() -> int:
    """How many rows have waited for their seal longer than AUDIT_SEALED_WITHIN."""
    return sum(_overdue(model).count() for model in sealed_logs())


def _verify_chain(found: Verification) -> None:
    previous, sealed_at = GENESIS.hex(), datetime.min.replace(tzinfo=UTC)
    for number, batch in enumerate(LogBatch.objects.order_by("number").iterator(), start=1):
        leaves = [one.leaf() for one in batch.digests.order_by("pk").iterator()]
        wrong = (
            (batch.number != number, f"batch {number} is missing"),
            (batch.previous != previous, "doesn’t follow the batch before it"),
            (batch.size != len(leaves), f"has {len(leaves)} digests instead of {batch.size}"),
            (batch.root != merkle_root(leaves).hex(), "has other digests than were sealed"),
            (batch.head != batch.expected_head(), "has a head that isn’t its own"),
            (batch.sealed_at < sealed_at, "is dated before the batch before it"),
        )
        faults = [Fault(f"batch {batch.number}", words) for is_wrong, words in wrong if is_wrong]
        found.faults += faults
        previous, sealed_at = batch.head, batch.sealed_at
        found.batches, found.head = number, batch.head


def _verify_rows(model: type[SealedRow], report: LogReport) -> Iterator[Fault]:
    digests = RowDigest.objects.filter(log=report.log).order_by("row_id")
    for chunk in batched(digests.iterator(chunk_size=CHUNK), CHUNK, strict=False):
        keys = [one.row_id for one in chunk]
        rows: dict[int, SealedRow] = QuerySet(model).in_bulk(keys)
        due = _due_keys(model, report.log, set(keys) - rows.keys())
        for kept in chunk:
            row, subject = rows.get(kept.row_id), f"{report.log} {kept.row_id}"
            if row is not None:
                report.compared += 1
                if not _is_unchanged(row, kept):
                    yield Fault(subject, "was changed")
            elif kept.row_id in due:
                report.purged += 1
            else:
                yield Fault(subject, "was deleted")


def _due_keys(model: type[SealedRow], log: str, missing: set[int]) -> set[int]:
    """Those of the missing rows whose time was over; read after them, if a purge comes between."""
    if not missing:
        return set()
    digests = RowDigest.objects.filter(log=log, row_id__in=missing)
    return set(model.due_digests(digests).values_list("row_id", flat=True))


def _is_unchanged(row: SealedRow, kept: RowDigest) -> bool:
    try:
        return row.matches(kept)
    except (NotCanonicalError, ValueError):  # what was put there isn't even JSON, or no salt
        return False


def _verify_waiting(model: type[SealedRow], report: LogReport) -> Iterator[Fault]:
    report.waiting = rows_without_seal(model).count()
    for key in _overdue(model).values_list("pk", flat=True)[:CHUNK]:
        yield Fault(f"{report.log} {key}", "was never sealed")


def _overdue(model: type[SealedRow]) -> QuerySet[SealedRow]:
    late = timezone.now() - settings.AUDIT_SEALED_WITHIN
    rows: QuerySet[SealedRow] = rows_without_seal(model).filter(at__lt=late)
    return rows
