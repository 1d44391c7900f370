"""Which dates are taken twice."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import F, QuerySet
from django.utils import timezone

from core.values.dates import DateRange
from hosting.calendar_conflicts.models import CalendarConflict
from hosting.calendar_feeds.choices import TAKING_KINDS, BlockKind
from hosting.calendar_feeds.models import ForeignBlock
from hosting.calendars.models import Hold, NightHold


@dataclass(frozen=True, slots=True)
class Overlap:
    """The dates that a calendar elsewhere and a hold both take, in order."""

    unit: int
    feed: int
    hold: int
    nights: tuple[date, ...]

    @property
    def sides(self) -> tuple[int, int]:
        """The calendar and the hold."""
        return self.feed, self.hold

    @property
    def dates(self) -> DateRange:
        """From the first to the last of them."""
        return DateRange(self.nights[0], self.nights[-1] + timedelta(days=1))


def conflicts(units: Collection[int]) -> QuerySet[CalendarConflict]:
    """Those of these units from today on, with both sides. One read."""
    rows: QuerySet[CalendarConflict] = CalendarConflict.objects.upcoming().filter(
        feed__unit__in=units
    )
    return rows.select_related(
        *("feed__unit__stay", "feed__unit__workspace"),
        *("hold__agreement__request", "hold__proposal__request__guest"),
    )


def overlaps(units: Collection[int] | None = None) -> list[Overlap]:
    """As calendars and holds are now, of these units or of all. One read."""
    nights = NightHold.objects.filter(
        night__gte=timezone.localdate(),
        unit__foreign_blocks__start__lte=F("night"),
        unit__foreign_blocks__end__gt=F("night"),
        unit__foreign_blocks__kind__in=TAKING_KINDS,
    )
    if units is not None:
        nights = nights.filter(unit__in=units)
    rows = nights.order_by("night", "hold").values_list(
        "unit", "unit__foreign_blocks__feed", "hold", "night"
    )
    found: dict[tuple[int, int, int], list[date]] = defaultdict(list)
    for unit, feed, hold, night in rows.distinct():
        found[unit, feed, hold].append(night)
    return [Overlap(*sides, tuple(taken)) for sides, taken in found.items()]


def echoes(unit: int, found: Collection[Overlap]) -> set[tuple[int, int]]:
    """By calendar and hold: where the other site probably sends back what was agreed on here.

    It says of no night who sleeps there, was first seen after it was held here, takes no night
    besides, and none is missing. Many sites send what they read under
    UIDs of their own. Three reads.
    """
    if not found:
        return set()
    held: dict[int, list[date]] = defaultdict(list)
    nights = NightHold.objects.filter(hold__in={one.hold for one in found})
    rows = nights.order_by("night").values_list("hold", "night").distinct()  # a day has two halves
    for hold, night in rows:
        held[hold].append(night)
    since = dict(Hold.objects.filter(pk__in=held).values_list("pk", "at"))
    blocks: dict[int, list[ForeignBlock]] = defaultdict(list)
    for block in ForeignBlock.objects.taken().filter(unit=unit).order_by():
        blocks[block.feed_id].append(block)
    return {
        one.sides
        for one in found
        if one.hold in since and _is_echo(one, blocks[one.feed], held[one.hold], since[one.hold])
    }


def _is_echo(
    overlap: Overlap, blocks: Iterable[ForeignBlock], held: Sequence[date], since: datetime
) -> bool:
    """`held` are the nights of the hold, in order."""
    upcoming = held[bisect_left(held, timezone.localdate()) :]
    if tuple(upcoming) != overlap.nights:
        return False
    for block in blocks:
        shared = bisect_left(held, block.end) - bisect_left(held, block.start)
        is_within = shared == (block.end - block.start).days
        is_later = block.kind == BlockKind.BLOCK and block.first_seen_at > since
        if shared and not (is_within and is_later):
            return False
    return True
