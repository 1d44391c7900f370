"""Asking a calendar elsewhere, outside of any transaction, and writing down what it says."""

from __future__ import annotations

import json
import random
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from celery import shared_task
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from core.cache.caching import get_cached, set_cached
from core.db.leases import LeaseHeldError, leased
from core.errors import DomainError
from core.files.bounded_process import Task, run
from core.instance import instance_name
from hosting.calendar_feeds.choices import FetchResult
from hosting.calendar_feeds.errors import (
    FeedQueueError,
    FeedTooDemandingError,
    FeedTooRestlessError,
    FeedUnreadableError,
)
from hosting.calendar_feeds.feed_events import FeedContent, FeedEvent, content_from_child
from hosting.calendar_feeds.feed_merging import KnownBlock, Merge, freed_by_same_file, merge
from hosting.calendar_feeds.models import CalendarFeed, FeedFetch, ForeignBlock
from hosting.calendar_feeds.signals import foreign_blocks_changed
from hosting.offers.models.stays import Unit
from hosting.offers.selectors.local_times import time_zone_of

if TYPE_CHECKING:
    from core.http.client import Answer

DIGESTS_KEPT: Final = timedelta(days=1)
MOMENTS: Final = re.compile(rb"^(?:CREATED|DTSTAMP|LAST-MODIFIED):[^\n]*\n", re.MULTILINE)
LEASE: Final = timedelta(minutes=2)
MOST_DOUBLED: Final = 3  # how often the wait doubles while nothing can be read
CONTENT_TYPES: Final = frozenset(
    (
        *("", "application/calendar", "application/ics", "application/octet-stream"),
        *("binary/octet-stream", "text/calendar", "text/plain", "text/x-vcalendar"),
    )
)
PARSING: Final = Task(
    function="hosting.calendar_feeds.feed_parser:read_in_child",
    refusals=(FeedUnreadableError, FeedTooDemandingError),
    queue_too_long=FeedQueueError,
    too_demanding=FeedTooDemandingError,
    memory=400 << 20,  # of addresses; what is resident stays below 150 MiB
    seconds=5,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What came back: a file, the news that it is the same, or a refusal."""

    answer: Answer | None = None
    content: FeedContent | None = None
    refusal: DomainError | None = None
    digest: str = ""  # of the file


@shared_task(name="calendar_feeds.fetch_feed")
def fetch_feed(*, feed_id: int) -> None:
    """Ask once. Another worker that asks at the moment is left to it.

    Raises LeaseHeldError where the host has accepted a shorter calendar meanwhile: whether that
    worker began before is unknown, so the outbox asks again.
    """
    rows = CalendarFeed.objects.filter(pk=feed_id)
    try:
        with leased(rows, LEASE) as keys:
            if keys:
                feed = rows.select_related("unit__stay", "unit__workspace").get()
                reading = read(feed)
                is_recorded = record_reading(feed, reading)
                if is_recorded and reading.content is not None:
                    set_cached(_digest_key(feed), reading.digest, DIGESTS_KEPT)
    except LeaseHeldError:
        if rows.filter(is_accepted=True).exists():
            raise


def read(feed: CalendarFeed) -> Reading:
    """Over the network, and then in a process of its own. Writes nothing."""
    from core.http import client  # noqa: PLC0415  6 MiB for workers alone

    headers = {"Accept": "text/calendar, */*;q=0.1"} | _validators_of(feed)
    try:
        answer = client.fetch(
            feed.url, headers=headers, limits=client.Limits(content_types=CONTENT_TYPES)
        )
        if answer.status == client.NOT_MODIFIED:
            return Reading(answer)
        digest = digest_of(answer.content)
        is_settled = not (feed.is_shrunk or feed.is_accepted)
        if is_settled and digest == get_cached(_digest_key(feed)):
            return Reading(answer)
        return Reading(answer, parse_in_child(answer.content, feed.unit), digest=digest)
    except DomainError as refusal:
        return Reading(refusal=refusal)


def _validators_of(feed: CalendarFeed) -> dict[str, str]:
    """Headers by which a file that is the same needn't be sent: what it says depends on the day.

    How far ahead events are read and what is the window that isn't open yet move with it.
    """
    is_of_today = feed.read_at is not None and (
        timezone.localdate(feed.read_at) == timezone.localdate()
    )
    if feed.is_accepted or not is_of_today:
        return {}
    headers = {"If-None-Match": feed.etag, "If-Modified-Since": feed.last_modified}
    return {name: value for name, value in headers.items() if value}


def digest_of(content: bytes) -> str:
    """The same for files that say the same on one day: a process for each is what reading costs.

    Most sites write the moment at which they made the file into each event.
    """
    read = MOMENTS.sub(b"", content)
    return sha256(f"{timezone.localdate()}\n".encode() + read).hexdigest()


def _digest_key(feed: CalendarFeed) -> str:
    return f"calendar_feeds.file.{feed.pk}"


def parse_in_child(content: bytes, unit: Unit) -> FeedContent:
    """Raises FeedUnreadableError, FeedTooDemandingError, FeedQueueError."""
    facts = {
        "zone": str(time_zone_of(unit.offer)),
        "today": str(timezone.localdate()),
        "instance": instance_name(),
    }
    return content_from_child(run(PARSING, json.dumps(facts).encode() + b"\n" + content).content)


@transaction.atomic
def record_reading(feed: CalendarFeed, reading: Reading) -> bool:
    """Take nights and free them, under the lock that agreements take; note what came of it.

    Nothing happens to a calendar that was removed or got another address meanwhile. Returns whether
    it was a good reading.
    """
    address = feed.url
    unit = Unit.objects.locked(feed.unit_id, no_key=True)
    feed = CalendarFeed.objects.select_for_update().filter(pk=feed.pk).first()  # type: ignore[assignment]
    if feed is None or feed.url != address:
        return False
    now = timezone.now()
    feed.asked_at = now
    known = _known(feed)
    changes, refusal = Merge(), reading.refusal
    if refusal is None:
        changes = _changes(feed, reading, known)
        if changes.is_too_much(known):
            refusal = FeedTooRestlessError()
    if refusal is not None:
        feed.failures = min(feed.failures + 1, 1000)
        entry = FeedFetch(
            result=FetchResult.FAILED, refusal=type(refusal).__name__, facts=refusal.facts
        )
    else:
        feed.failures, feed.read_at = 0, now
        entry = _apply(feed, reading, changes, unit)
    doubled = settings.HOSTING_CALENDAR_FEEDS_EVERY * 2 ** min(feed.failures, MOST_DOUBLED)
    feed.next_fetch_at = now + doubled * random.uniform(0.9, 1.1)  # noqa: S311 - spreads the load
    feed.save()
    _note(feed, entry)
    return refusal is None


def _changes(feed: CalendarFeed, reading: Reading, known: list[KnownBlock]) -> Merge:
    """What a good reading would change."""
    now = timezone.now()
    if reading.content is None:
        return Merge(freed=[] if feed.is_shrunk else freed_by_same_file(known, now=now))
    return merge(
        known,
        reading.content.events,
        now=now,
        today=timezone.localdate(),
        rotations=feed.rotations,
        is_sure=feed.is_accepted,
    )


def _apply(feed: CalendarFeed, reading: Reading, changes: Merge, unit: Unit) -> FeedFetch:
    if reading.content is None:
        entry = FeedFetch(result=FetchResult.UNCHANGED)
    else:
        feed.rotations, feed.is_shrunk = changes.rotations, changes.is_shrunk
        if (
            changes.is_shrunk or changes.missing or changes.vacated
        ):  # what is sent next is read as a whole
            feed.etag = feed.last_modified = ""
        elif reading.answer is not None:
            feed.etag = reading.answer.headers.get("etag", "")[:200]
            feed.last_modified = reading.answer.headers.get("last-modified", "")[:100]
        feed.is_accepted = False
        entry = FeedFetch(
            result=FetchResult.SHRUNK if changes.is_shrunk else FetchResult.READ,
            events=len(reading.content.events),
            notes=dict(reading.content.notes),
        )
    _write(feed, changes, unit)
    entry.taken, entry.moved = len(changes.created), len(changes.moved)
    entry.freed = len(changes.freed)
    return entry


def _known(feed: CalendarFeed) -> list[KnownBlock]:
    return [
        KnownBlock(
            block.pk,
            FeedEvent(block.uid, block.recurrence_id, block.start, block.end, block.kind),
            block.missing_since,
        )
        for block in feed.blocks.order_by("pk")
    ]


def _write(feed: CalendarFeed, changes: Merge, unit: Unit) -> None:
    blocks = feed.blocks
    blocks.filter(pk__in=changes.freed).delete()
    for pk, event in changes.moved:
        blocks.filter(pk=pk).update(
            start=event.start, end=event.end, kind=event.kind, missing_since=None
        )
    blocks.filter(pk__in=changes.found).exclude(missing_since=None).update(missing_since=None)
    now = timezone.now()
    blocks.filter(pk__in=changes.missing).update(missing_since=now)
    since = None if changes.is_shrunk else now
    new: list[tuple[FeedEvent, datetime | None]] = [(event, None) for event in changes.created]
    new += [(event, since) for event in changes.vacated]
    ForeignBlock.objects.bulk_create(
        [
            ForeignBlock(
                feed=feed,
                unit=unit,
                uid=event.uid,
                recurrence_id=event.recurrence_id,
                start=event.start,
                end=event.end,
                kind=event.kind,
                missing_since=missing_since,
            )
            for event, missing_since in new
        ]
    )
    if changes.freed or changes.moved or changes.created:
        foreign_blocks_changed.send(sender=Unit, unit=unit)


def _note(feed: CalendarFeed, entry: FeedFetch) -> None:
    """One row for what is new to the host. Where a reading came to the same as the last one, the
    row of that says when it was tried last.
    """
    last = feed.fetches.first()
    entry.feed, entry.at = feed, feed.asked_at or timezone.now()
    if last is None or not _is_the_same(last, entry):
        entry.save()
        return
    last.at = entry.at
    last.save(update_fields=["at"])


def _is_the_same(last: FeedFetch, entry: FeedFetch) -> bool:
    """Whether neither says anything that the other doesn't."""
    if any((one.taken, one.moved, one.freed) != (0, 0, 0) for one in (last, entry)):
        return False
    if entry.result == FetchResult.UNCHANGED:  # the file of the last reading, with its notes
        return last.result in {FetchResult.READ, FetchResult.UNCHANGED}
    if entry.result == FetchResult.READ and last.result == FetchResult.UNCHANGED:
        return not entry.notes
    facts = [(one.result, one.refusal, one.facts, one.notes) for one in (last, entry)]
    return facts[0] == facts[1]
