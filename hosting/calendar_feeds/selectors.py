"""Units whose calendars a host connects, and what those calendars say."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from django.db.models import DateTimeField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from commons.accounts.models import User
from core.values.dates import DateRange
from core.values.half_days import HalfDay
from hosting.calendar_feeds.choices import FetchResult
from hosting.calendar_feeds.models import CalendarFeed, FeedFetch, ForeignBlock, units_kept_by
from hosting.offers.models.stays import Unit

NEVER: Final = datetime(1970, 1, 1, tzinfo=UTC)  # of a calendar that nobody has read yet


@dataclass(frozen=True, slots=True)
class TakenElsewhere:
    """Dates of one unit that a calendar of its host's takes."""

    calendar: str
    dates: DateRange


@dataclass(frozen=True, slots=True)
class FailedReading:
    """A calendar that can't be read at the moment, and what the last attempt came to."""

    feed: CalendarFeed
    fetch: FeedFetch | None


@dataclass(frozen=True, slots=True)
class Freshness:
    """`read_at`: since when all of these calendars were read, `NEVER` where one wasn't yet.

    `failed`: those of them that can't be read at the moment.
    """

    number: int
    read_at: datetime
    failed: tuple[FailedReading, ...]

    @property
    def failed_at(self) -> datetime | None:
        """The last attempt that came to nothing."""
        return max((one.fetch.at for one in self.failed if one.fetch), default=None)


def connectable_units(person: User) -> QuerySet[Unit]:
    """Those of their stays and workspaces, and those whose calendar they keep for a host."""
    return units_kept_by(person).select_related("stay", "workspace")


def oldest_reading_subquery() -> Subquery:
    """Of an offer: when all calendars that its host keeps elsewhere for it were read since.

    `NEVER` where one wasn't read yet, and None where there is none.
    """
    of_offer = Q(unit__stay=OuterRef("pk")) | Q(unit__workspace=OuterRef("pk"))
    read = Coalesce("read_at", Value(NEVER), output_field=DateTimeField())
    rows = CalendarFeed.objects.filter(of_offer).order_by().annotate(read=read)
    return Subquery(rows.order_by("read").values("read")[:1])


def failed_reading_subquery() -> Subquery:
    """Of an offer: the last attempt to read one of these that can't be read at the moment."""
    of_offer = Q(feed__unit__stay=OuterRef("pk")) | Q(feed__unit__workspace=OuterRef("pk"))
    rows = FeedFetch.objects.filter(of_offer, feed__failures__gt=0, result=FetchResult.FAILED)
    return Subquery(rows.order_by("-at").values("at")[:1])


def freshness_of(units: Collection[int]) -> Freshness | None:
    """How old what we know of the calendars of these units is; None where there is none.

    One read, and a second one where a calendar can't be read.
    """
    feeds = list(CalendarFeed.objects.filter(unit__in=units))
    if not feeds:
        return None
    failing = {feed.pk: feed for feed in feeds if feed.failures}
    read_at = min(feed.read_at or NEVER for feed in feeds)
    return Freshness(len(feeds), read_at, _failed_readings(failing))


def _failed_readings(failing: dict[int, CalendarFeed]) -> tuple[FailedReading, ...]:
    if not failing:
        return ()
    attempts = FeedFetch.objects.filter(feed=OuterRef("pk"), result=FetchResult.FAILED)
    latest = CalendarFeed.objects.filter(pk__in=failing).annotate(
        attempt=Subquery(attempts.order_by("-at", "-pk").values("pk")[:1])
    )
    rows = FeedFetch.objects.filter(pk__in=latest.order_by().values("attempt"))
    last = {fetch.feed_id: fetch for fetch in rows}
    return tuple(FailedReading(feed, last.get(key)) for key, feed in failing.items())


def troubled_feeds(person: User) -> list[CalendarFeed]:
    """Of units whose calendar they keep: what the host has to know of. One read."""
    rows = CalendarFeed.objects.visible_to(person).troubled()
    return list(rows.select_related("unit__stay", "unit__workspace"))


def taken_elsewhere(
    unit: int, dates: DateRange, half_days: Collection[HalfDay] = ()
) -> list[TakenElsewhere]:
    """What other calendars take of these dates, or of the days of these half-days. One read.

    What isn't open for booking there yet is free.
    """
    blocks = ForeignBlock.objects.taken().filter(unit=unit)
    blocks = blocks.select_related("feed").order_by("start", "pk")
    rows = blocks.on(half_days) if half_days else blocks.during(dates)
    return [TakenElsewhere(block.feed.name, block.dates) for block in rows]
