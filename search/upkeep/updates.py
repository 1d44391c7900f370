"""Keeping the index true: what changed is written in batches, in order, by one process at a time.

Each batch draws a version before it reads the database, so that a later version always knows
more; the engine lets nothing older win. Nothing is forgotten before the engine has it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from time import monotonic, sleep
from typing import Final

from search.engines.engine_selection import engine, indices
from search.index.documents.builder import documents_of
from search.index.documents.resilient_reads import read_documents
from search.index.models import Change, IndexState, Lease
from search.query.contract import Batch
from search.query.errors import SearchDownError

BATCH: Final = 500
ONE_LOOK: Final = 0.05  # seconds between two tries for the lease


def bring_up_to_date() -> int:
    """Write whatever waits, unless somebody does already or the engine needs a rest.

    Returns how many changes were written. Raises SearchDownError; the changes stay then.
    """
    written = 0
    while Change.objects.exists() and not IndexState.objects.current().is_waiting:
        with lease() as mine:
            if mine is None:
                break
            written += write_all(mine)
    return written


def catch_up() -> int:
    """The same at once, whatever went wrong before."""
    IndexState.objects.filter(pk=1).update(retry_at=None)
    return bring_up_to_date()


@contextmanager
def lease(*, patience: timedelta = timedelta(0)) -> Iterator[Lease | None]:
    """The right to write, or None where another process keeps it for longer than we wait."""
    mine = IndexState.objects.take_lease()
    until = monotonic() + patience.total_seconds()
    while mine is None and monotonic() < until:
        sleep(ONE_LOOK)
        mine = IndexState.objects.take_lease()
    try:
        yield mine
    except SearchDownError as error:
        IndexState.objects.current().note_failure(error)
        raise
    finally:
        if mine is not None:
            IndexState.objects.give_back(mine)


def batch_of(pks: list[int], version: int) -> Batch:
    """These offers as they are now; whoever can't be found any more is gone.

    An offer that can't be read stays in the index as it was; the nightly sweep asks it again.
    """
    read = read_documents("offer", pks, documents_of)
    known = {document.pk for document in read.found} | read.failed
    return Batch(version, read.found, tuple(pk for pk in pks if pk not in known))


def write_all(mine: Lease) -> int:
    """Until nothing waits or the lease is lost. A stand-by hears of everything all the same."""
    written, after = 0, 0
    refusals: list[SearchDownError] = []
    while changes := list(Change.objects.oldest(BATCH, after=after).values_list("pk", "offer_pk")):
        version = IndexState.objects.next_version(mine)
        if version is None:
            break
        try:
            # Forgotten only once the engine has them.
            pks = sorted({offer_pk for _pk, offer_pk in changes})
            engine().write(batch_of(pks, version))
            IndexState.objects.current().note_success()
            Change.objects.filter(pk__in=[pk for pk, _offer_pk in changes]).delete()
        except SearchDownError as refusal:
            refusals.append(refusal)
            if len(indices()) == 1:
                break
        else:
            written += len(changes)
        after = changes[-1][0]
    if refusals:
        raise refusals[0]
    return written
