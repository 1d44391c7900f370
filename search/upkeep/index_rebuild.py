"""A new index beside the one that answers, and the comparison of an index with the database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from django.utils import timezone

from hosting.offers.models.offers import Offer
from search.engines.engine_selection import engine, indices
from search.index.documents import OfferDocument
from search.index.documents.builder import documents_of
from search.index.documents.resilient_reads import Documents, read_documents
from search.index.models import Change, IndexState
from search.query.errors import IndexBusyError, SearchDownError
from search.upkeep.updates import batch_of, catch_up, lease

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


@dataclass(slots=True)
class Compared:
    """One index beside the database: what it holds and nobody has looked at yet is too much."""

    held: dict[int, str]
    missing: list[int] = field(default_factory=list)
    stale: list[int] = field(default_factory=list)

    def look_at_all(self, read: Documents[OfferDocument]) -> None:
        """What can't be read now can't be compared: it is neither stale nor too much."""
        for document in read.found:
            self.look_at(document)
        for pk in read.failed:
            self.held.pop(pk, None)

    def look_at(self, document: OfferDocument) -> None:
        fingerprint = self.held.pop(document.pk, None)
        if fingerprint is None:
            self.missing.append(document.pk)
        elif fingerprint != document.fingerprint:
            self.stale.append(document.pk)


def rebuild(*, progress: Progress = lambda _count: None) -> int:
    """Build, and swap in one step; what changes meanwhile reaches both indices.

    Returns the number of documents. Raises SearchDownError or IndexBusyError; the index that
    answered goes on answering then.
    """
    building = engine().build()
    try:
        count = 0
        for pks in _chunks():
            # Each under the lease: no writer comes between reading and writing.
            with lease(patience=PATIENCE) as mine:
                version = IndexState.objects.next_version(mine) if mine else None
                if version is None:
                    raise IndexBusyError
                batch = batch_of(pks, version)
                building.write(batch)
            progress(len(pks))
            count += len(batch.documents)
        building.finish()
    except BaseException:
        with suppress(SearchDownError):  # where even that fails, the next one throws it away
            building.abandon()
        raise
    catch_up()
    return count


def differences(*, progress: Progress = lambda _count: None) -> Differences:
    """Read every index from beginning to end. What waits to be written differs, of course."""
    compared = []
    for index in indices():
        held, after = dict[int, str](), 0
        while stamps := index.stamps(after=after, limit=CHUNK):
            held.update((stamp.pk, stamp.fingerprint) for stamp in stamps)
            after = stamps[-1].pk
        compared.append(Compared(held))
    for pks in _chunks():
        read = read_documents("offer", pks, documents_of)
        for one in compared:
            one.look_at_all(read)
        progress(len(pks))
    return Differences(
        missing=tuple(sorted({pk for one in compared for pk in one.missing})),
        stale=tuple(sorted({pk for one in compared for pk in one.stale})),
        surplus=tuple(sorted({pk for one in compared for pk in one.held})),
    )


def sweep() -> Differences:
    """Compare, and have whatever differs written anew."""
    found = differences()
    Change.objects.bulk_create([Change(offer_pk=pk) for pk in found.pks])
    IndexState.objects.filter(pk=IndexState.objects.current().pk).update(checked_at=timezone.now())
    catch_up()
    return found


def _chunks() -> Iterator[list[int]]:
    """The keys of all offers that everybody may find."""
    after = 0
    offers = Offer.objects.public().order_by("pk")
    while pks := list(offers.filter(pk__gt=after).values_list("pk", flat=True)[:CHUNK]):
        yield pks
        after = pks[-1]
