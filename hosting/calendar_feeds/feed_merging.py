"""What a calendar that was read again changes: nights are taken at once, and freed with care."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Final

from hosting.calendar_feeds.feed_events import MOST_EVENTS, FeedEvent

FREED_AFTER: Final = timedelta(hours=1)  # since the first good fetch that didn't name it
MOST_NEW: Final = 4 / 5  # of the UIDs, before they count as drawn anew each time
ROTATIONS: Final = 2  # such fetches in a row
LEAST_LEFT: Final = 1 / 2  # of what was known, in a file that may free nights
MOST_BLOCKS: Final = 2 * MOST_EVENTS  # of one calendar: a file, and what it no longer names
VACATED: Final = "~"  # in the key of nights from which an event has moved away; in no other key


@dataclass(frozen=True, slots=True)
class KnownBlock:
    """A stored block."""

    pk: int
    event: FeedEvent
    missing_since: datetime | None = None


@dataclass(slots=True)
class Merge:
    """What to write."""

    created: list[FeedEvent] = field(default_factory=list)
    moved: list[tuple[int, FeedEvent]] = field(default_factory=list)
    vacated: list[FeedEvent] = field(default_factory=list)  # where they were, missing from now on
    found: list[int] = field(default_factory=list)  # that were missing, or not
    missing: list[int] = field(default_factory=list)  # from now on
    freed: list[int] = field(default_factory=list)
    is_shrunk: bool = False
    rotations: int = 0

    def is_too_much(self, known: Collection[KnownBlock]) -> bool:
        """Whether more would be kept than an honest calendar needs.

        One that moves its events at each reading leaves blocks behind each time.
        """
        new = len(self.created) + len(self.vacated)
        return bool(new) and len(known) - len(self.freed) + new > MOST_BLOCKS


def merge(
    known: Collection[KnownBlock],
    events: Collection[FeedEvent],
    *,
    now: datetime,
    today: date,
    rotations: int = 0,
    is_sure: bool = False,
) -> Merge:
    """Compare what is stored with a file that was read.

    `rotations` is how many fetches in a row had new UIDs; `is_sure`: the host says that the file is
    right as it is, so what it doesn't name is freed at once.
    """
    past = [block.pk for block in known if block.event.end <= today]
    known = [block for block in known if block.event.end > today]
    result = Merge(freed=past, rotations=_rotations(known, events, rotations))
    result.is_shrunk = not is_sure and _is_shrunk(known, events)
    if result.rotations >= ROTATIONS:
        rest = _by_dates(known, events, result)
    else:
        rest = _by_key(known, events, result)
        if is_sure:
            result.vacated.clear()
    for block in rest:
        since = block.missing_since
        if is_sure:
            result.freed.append(block.pk)
        elif result.is_shrunk:  # is no good fetch: it doesn't count as the first one either
            continue
        elif since is None:
            result.missing.append(block.pk)
        elif now - since >= FREED_AFTER:
            result.freed.append(block.pk)
    return result


def freed_by_same_file(known: Iterable[KnownBlock], *, now: datetime) -> list[int]:
    """A file that hasn't changed still doesn't name what was missing in it."""
    return [
        block.pk
        for block in known
        if block.missing_since is not None and now - block.missing_since >= FREED_AFTER
    ]


def _is_shrunk(known: Iterable[KnownBlock], events: Iterable[FeedEvent]) -> bool:
    """By dates: UIDs that are drawn anew leave several blocks on the same nights for an hour."""
    before = {
        (block.event.start, block.event.end)
        for block in known
        if VACATED not in block.event.recurrence_id
    }
    return len({(event.start, event.end) for event in events}) < LEAST_LEFT * len(before)


def _rotations(known: Collection[KnownBlock], events: Collection[FeedEvent], before: int) -> int:
    """Once UIDs are known to change at each fetch, they stay without a meaning.

    Windows are named by us.
    """
    if before >= ROTATIONS:
        return before
    stored = {block.event.uid for block in known if block.event.kind != "window"}
    events = [event for event in events if event.kind != "window"]
    if not stored or not events:
        return before
    new = sum(event.uid not in stored for event in events)
    return before + 1 if new > MOST_NEW * len(events) else 0


def _by_key(
    known: Iterable[KnownBlock], events: Iterable[FeedEvent], result: Merge
) -> list[KnownBlock]:
    """The same UID and RECURRENCE-ID is the same block, also on other dates."""
    stored = {block.event.key: block for block in known}
    for event in events:
        block = stored.pop(event.key, None)
        if block is None:
            result.created.append(event)
        elif block.event == event:
            result.found.append(block.pk)
        else:
            result.moved.append((block.pk, event))
            _vacate(block.event, event, stored, result)
    return list(stored.values())


def _vacate(
    old: FeedEvent, new: FeedEvent, stored: dict[tuple[str, str], KnownBlock], result: Merge
) -> None:
    """Nights from which an event moves away are freed like those of one that has vanished."""
    if new.start <= old.start and old.end <= new.end:
        return
    nights = f"{old.start.toordinal()}-{old.end.toordinal()}"
    vacated = replace(old, recurrence_id=f"{old.recurrence_id}{VACATED}{nights}")
    again = stored.pop(vacated.key, None)  # it was there a moment ago as well
    if again is None:
        result.vacated.append(vacated)
    elif result.is_shrunk:
        result.found.append(again.pk)
    else:
        result.missing.append(again.pk)


def _by_dates(
    known: Iterable[KnownBlock], events: Iterable[FeedEvent], result: Merge
) -> list[KnownBlock]:
    """The same dates and kind are the same block; a second one of them frees nothing by going."""
    stored: dict[tuple[date, date, str], list[KnownBlock]] = defaultdict(list)
    for block in known:
        stored[_dates(block.event)].append(block)
    taken: set[tuple[date, date, str]] = set()
    for event in events:
        dates = _dates(event)
        if dates in taken:
            continue
        taken.add(dates)
        blocks = stored.pop(dates, [])
        if blocks:
            result.found.append(blocks[0].pk)
            result.freed += [block.pk for block in blocks[1:]]
        else:
            uid = ":".join(map(str, dates))
            result.created.append(replace(event, uid=uid, recurrence_id="dates"))
    return [block for blocks in stored.values() for block in blocks]


def _dates(event: FeedEvent) -> tuple[date, date, str]:
    return event.start, event.end, event.kind
