"""A new index beside the one that answers, and the comparison of an index with the database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.utils import timezone

from hosting.models import Offer
from search.documents.filling import documents_of
from search.engine.choice import engine
from search.engine.contract import Building
from search.engine.upkeep import batch_of, catch_up, lease
from search.errors import IndexBusyError, SearchDownError
from search.models import Change, IndexState, Lease

CHUNK: Final = 500
PATIENCE: Final = timedelta(seconds=30)

type Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Differences:
    """Where an index and the database disagree: keys of offers."""

    missing: tuple[int, ...]
    stale: tuple[int, ...]
    surplus: tuple[int, ...]

    @property
    def pks(self) -> list[int]:
        return sorted({*self.missing, *self.stale, *self.surplus})


def rebuild(*, progress: Progress = lambda _count: None) -> int:
    """Build, and swap in one step; what changes meanwhile reaches both indices.

    Returns the number of documents. Raises SearchDownError or IndexBusyError; the index that
    answered goes on answering then.
    """
    building = engine().build()
    try:
        count = sum(_build(building, progress))
        building.finish()
    except BaseException:
        _abandon(building)
        raise
    catch_up()
    return count


def _build(building: Building, progress: Progress) -> Iterator[int]:
    """Chunk by chunk, each under the lease: no writer comes between reading and writing."""
    for pks in _chunks():
        with lease(patience=PATIENCE) as mine:
            version = _version(mine)
            batch = batch_of(pks, version)
            building.write(batch)
        progress(len(pks))
        yield len(batch.documents)


def _version(mine: Lease | None) -> int:
    version = IndexState.objects.next_version(mine) if mine else None
    if version is None:
        raise IndexBusyError
    return version


def _abandon(building: Building) -> None:
    """Where even that fails, the next one throws it away."""
    try:
        building.abandon()
    except SearchDownError:
        return


def differences(*, progress: Progress = lambda _count: None) -> Differences:
    """Read both from beginning to end. What waits to be written differs, of course."""
    held = dict(_held())
    missing: list[int] = []
    stale: list[int] = []
    for pks in _chunks():
        for document in documents_of(pks):
            fingerprint = held.pop(document.pk, None)
            if fingerprint is None:
                missing.append(document.pk)
            elif fingerprint != document.fingerprint:
                stale.append(document.pk)
        progress(len(pks))
    return Differences(tuple(missing), tuple(stale), tuple(sorted(held)))


def sweep() -> Differences:
    """Compare, and have whatever differs written anew."""
    found = differences()
    Change.objects.bulk_create([Change(offer_pk=pk) for pk in found.pks])
    IndexState.objects.filter(pk=IndexState.objects.current().pk).update(checked_at=timezone.now())
    catch_up()
    return found


def _held() -> Iterator[tuple[int, str]]:
    after = 0
    while stamps := engine().stamps(after=after, limit=CHUNK):
        yield from ((stamp.pk, stamp.fingerprint) for stamp in stamps)
        after = stamps[-1].pk


def _chunks() -> Iterator[list[int]]:
    """The keys of all offers that everybody may find."""
    after = 0
    offers = Offer.objects.public().order_by("pk")
    while pks := list(offers.filter(pk__gt=after).values_list("pk", flat=True)[:CHUNK]):
        yield pks
        after = pks[-1]
