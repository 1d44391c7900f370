"""Calendars kept elsewhere, which nights they take, and what came of each reading."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from typing import Final, Self
from urllib.parse import urlsplit

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.accounts.permissions import Visitor
from core.db.leases import Leased
from core.db.locks import LockingQuerySet
from core.ids import new_public_id
from core.values.dates import DateRange
from core.values.half_days import HalfDay
from hosting.calendar_feeds.choices import TAKING_KINDS, BlockKind, FetchResult
from hosting.cohosts.models import CoHost
from hosting.offers.models.stays import Unit, UnitQuerySet

LONGEST_URL: Final = 2000
LONGEST_NAME: Final = 80
AGAIN_AFTER: Final = timedelta(minutes=10)  # a calendar is asked once at most
MOST_SHOWN: Final = 4  # characters of an address, and never more than a quarter of them


def units_kept_by(person: Visitor) -> UnitQuerySet:
    """Those of their stays and workspaces, and those whose calendar they keep for a host."""
    if not person.is_authenticated:
        return Unit.objects.none()
    offers = CoHost.objects.keeping_calendar(person).order_by().values("offer")
    helped = Unit.objects.filter(models.Q(stay__in=offers) | models.Q(workspace__in=offers))
    return Unit.objects.of_host(person) | helped


class CalendarFeedQuerySet(LockingQuerySet["CalendarFeed"]):
    def visible_to(self, person: Visitor) -> Self:
        """To the host of the unit, while they may work on it, and to who keeps its calendar."""
        return self.filter(unit__in=units_kept_by(person))

    def given_by(self, person: Visitor) -> Self:
        """Of units of which they are still the host, also where they have left the organisation."""
        return self.filter(
            models.Q(unit__stay__host=person.pk) | models.Q(unit__workspace__host=person.pk)
        )

    def stale(self, now: datetime | None = None) -> Self:
        """Neither read nor asked for within ten minutes."""
        before = (now or timezone.now()) - AGAIN_AFTER
        is_unread = models.Q(read_at=None) | models.Q(read_at__lte=before)
        return self.filter(is_unread, models.Q(asked_at=None) | models.Q(asked_at__lte=before))

    def troubled(self) -> Self:
        """What can’t be read at the moment, or waits for the word of its host."""
        return self.filter(models.Q(failures__gt=0) | models.Q(is_shrunk=True))

    def due(self, now: datetime | None = None) -> Self:
        return self.filter(next_fetch_at__lte=now or timezone.now()).order_by("next_fetch_at")


class CalendarFeed(Leased):
    """The address of a calendar that a host keeps elsewhere for one unit."""

    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="calendar_feeds")
    name = models.CharField(_("name"), max_length=LONGEST_NAME)
    url = models.CharField(_("address"), max_length=LONGEST_URL)  # whoever knows it reads it
    added_at = models.DateTimeField(auto_now_add=True)
    next_fetch_at = models.DateTimeField(default=timezone.now, editable=False)
    asked_at = models.DateTimeField(null=True, editable=False)
    read_at = models.DateTimeField(null=True, editable=False)  # the last good fetch
    failures = models.PositiveSmallIntegerField(default=0, editable=False)  # in a row
    rotations = models.PositiveSmallIntegerField(default=0, editable=False)
    is_shrunk = models.BooleanField(default=False, editable=False)
    is_accepted = models.BooleanField(default=False, editable=False)  # however short it is now
    etag = models.CharField(max_length=200, blank=True, editable=False)
    last_modified = models.CharField(max_length=100, blank=True, editable=False)

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        ordering = ("added_at", "pk")
        indexes = (models.Index(fields=("next_fetch_at",), name="feed_by_next_fetch"),)
        constraints = (
            models.UniqueConstraint(fields=("unit", "url"), name="one_feed_per_unit_and_url"),
        )

    def __str__(self) -> str:
        return f"CalendarFeed {self.public_id}"

    @property
    def short_url(self) -> str:
        """Enough to know it by, and not enough to read it: most addresses end in `.ics`."""
        parts = urlsplit(self.url)
        ending = ".ics" if self.url.endswith(".ics") else ""
        secret = self.url.removesuffix(ending).partition(parts.netloc)[2].lstrip("/")
        shown = secret[len(secret) - min(MOST_SHOWN, len(secret) // 4) :]
        return f"{parts.hostname or ''}/…{shown}{ending}"


class FeedFetch(models.Model):
    """What came of asking, for the host to read; `at` is the last time that it came to this."""

    feed = models.ForeignKey(CalendarFeed, on_delete=models.CASCADE, related_name="fetches")
    at = models.DateTimeField(default=timezone.now)
    result = models.CharField(max_length=12, choices=FetchResult)
    refusal = models.CharField(max_length=60, blank=True)  # name of the error
    facts = models.JSONField(default=dict, blank=True)  # of the refusal
    events = models.PositiveIntegerField(default=0)
    taken = models.PositiveIntegerField(default=0)
    moved = models.PositiveIntegerField(default=0)
    freed = models.PositiveIntegerField(default=0)
    notes = models.JSONField(default=dict, blank=True)  # how many events were left out, and why

    class Meta:
        ordering = ("-at", "-pk")
        indexes = (models.Index(fields=("feed", "-at"), name="fetch_by_feed"),)

    def __str__(self) -> str:
        return f"{self.result} at {self.at}"


class ForeignBlockQuerySet(models.QuerySet["ForeignBlock"]):
    def during(self, dates: DateRange) -> Self:
        """What takes one of these nights."""
        return self.filter(start__lt=dates.check_out, end__gt=dates.check_in)

    def taken(self) -> Self:
        """Without what is only not open for booking yet."""
        return self.filter(kind__in=TAKING_KINDS)

    def on(self, half_days: Collection[HalfDay]) -> Self:
        """What takes the days of these."""
        days = (models.Q(start__lte=one.day, end__gt=one.day) for one in half_days)
        return self.filter(reduce(or_, days, models.Q(pk=None)))


class ForeignBlock(models.Model):
    """Nights that are taken in a calendar elsewhere; half-open. Words of that calendar aren't kept.

    Its key is (feed, UID, RECURRENCE-ID), RFC 5545 3.8.4.
    """

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="foreign_blocks")
    feed = models.ForeignKey(CalendarFeed, on_delete=models.CASCADE, related_name="blocks")
    uid = models.CharField(max_length=255)
    recurrence_id = models.CharField(max_length=64, blank=True)
    start = models.DateField()
    end = models.DateField()
    kind = models.CharField(max_length=12, choices=BlockKind)
    first_seen_at = models.DateTimeField(default=timezone.now)
    missing_since = models.DateTimeField(null=True)

    objects = ForeignBlockQuerySet.as_manager()

    class Meta:
        ordering = ("start", "pk")
        indexes = (models.Index(fields=("unit", "start", "end"), name="foreign_block_by_unit"),)
        constraints = (
            models.UniqueConstraint(
                fields=("feed", "uid", "recurrence_id"), name="one_foreign_block_per_key"
            ),
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start")), name="foreign_block_has_a_night"
            ),
        )

    def __str__(self) -> str:
        return f"{self.unit_id} {self.kind} from {self.start} to {self.end}"

    @property
    def dates(self) -> DateRange:
        return DateRange(self.start, self.end)
