"""A host connects a calendar of another site, has it read, and disconnects it."""

from __future__ import annotations

import time
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from commons.accounts.models import User
from commons.accounts.permissions import Actor
from commons.audit import actions as audit
from commons.outbox import actions as outbox
from core.http.public_addresses import public_url
from core.instance import instance_name
from core.permissions import require
from core.quotas.checks import require_quota
from core.text.formatting import format_time
from hosting.calendar_feeds.errors import (
    FeedAskedError,
    FeedKnownError,
    FeedLimitError,
    OwnFeedError,
)
from hosting.calendar_feeds.models import (
    AGAIN_AFTER,
    LONGEST_NAME,
    CalendarFeed,
    CalendarFeedQuerySet,
)
from hosting.calendar_feeds.signals import foreign_blocks_changed
from hosting.calendar_feeds.tasks import LEASE, fetch_feed
from hosting.offers.models.offers import Offer
from hosting.offers.models.stays import Unit

LOOKED_EVERY: Final = 0.1  # seconds, while somebody waits for a reading


@transaction.atomic
def add_feed(*, unit: Unit, url: str, name: str, by: User) -> CalendarFeed:
    """Connect a calendar; a worker reads it at once.

    Raises UnsafeAddressError, OwnFeedError, FeedKnownError, FeedLimitError, QuotaExceededError.
    """
    require(by, "calendar_feeds.add_feed", unit.offer)

    address = _address_of(url)
    unit = Unit.objects.locked(unit.pk, no_key=True)
    others = unit.calendar_feeds.all()
    if others.filter(url=address).exists():
        raise FeedKnownError
    if others.count() >= settings.HOSTING_CALENDAR_FEEDS_LIMIT:
        raise FeedLimitError(limit=settings.HOSTING_CALENDAR_FEEDS_LIMIT)
    require_quota("calendar_feeds", by)

    feed = CalendarFeed.objects.create(
        unit=unit,
        url=address,
        name=name or _name_of(address, others),
        asked_at=timezone.now(),
        next_fetch_at=timezone.now() + settings.HOSTING_CALENDAR_FEEDS_EVERY,
    )
    audit.record(by, "calendar_feed.added", unit)

    outbox.enqueue(fetch_feed, feed_id=feed.pk)
    return feed


@transaction.atomic
def change_feed(*, feed: CalendarFeed, url: str, name: str, by: User) -> CalendarFeed:
    """Give it another name, and another address where `url` is one; a worker reads that at once.

    The nights that it took stay taken until the new address was read, by the rules that hold for
    each reading. Raises UnsafeAddressError, OwnFeedError, FeedKnownError, QuotaExceededError.
    """
    require(by, "calendar_feeds.change_feed", feed)

    address = _address_of(url) if url.strip() else ""
    unit = Unit.objects.locked(feed.unit_id, no_key=True)
    feed = CalendarFeed.objects.locked(feed.pk)
    is_other = address not in {"", feed.url}
    if is_other:
        if unit.calendar_feeds.filter(url=address).exists():
            raise FeedKnownError
        require_quota("calendar_feeds", by)

    feed.name = name or feed.name
    if is_other:
        now = timezone.now()
        feed.url, feed.asked_at, feed.read_at = address, now, None
        feed.etag, feed.last_modified = "", ""
        feed.failures, feed.rotations = 0, 0
        feed.next_fetch_at = now + LEASE  # a worker that reads the old one at the moment ends first
    feed.save()
    audit.record(by, "calendar_feed.changed", unit)

    if is_other:
        outbox.enqueue(fetch_feed, feed_id=feed.pk)
    return feed


def _address_of(url: str) -> str:
    """As the client reads it. Raises UnsafeAddressError, OwnFeedError."""
    address = str(public_url(url.strip()))
    if urlsplit(address).hostname == instance_name():
        raise OwnFeedError
    return address


def _name_of(address: str, others: CalendarFeedQuerySet) -> str:
    """Its host, with a number where another calendar of the unit is called so."""
    host = (urlsplit(address).hostname or "")[: LONGEST_NAME - 4]
    taken = set(others.values_list("name", flat=True))
    numbered = (f"{host} ({number})" for number in range(2, len(taken) + 2))
    return next(name for name in (host, *numbered) if name not in taken)


@transaction.atomic
def fetch_feed_now(*, feed: CalendarFeed, by: Actor) -> CalendarFeed:
    """Have it read by a worker. Raises FeedAskedError within ten minutes of the last time."""
    require(by, "calendar_feeds.fetch_feed", feed)

    feed = CalendarFeed.objects.locked(feed.pk)
    now = timezone.now()
    if feed.asked_at is not None and now - feed.asked_at < AGAIN_AFTER:
        again = timezone.localtime(feed.asked_at + AGAIN_AFTER + timedelta(minutes=1))
        raise FeedAskedError(
            asked=format_time(timezone.localtime(feed.asked_at)), again=format_time(again)
        )

    feed.asked_at = now
    feed.save(update_fields=["asked_at"])

    outbox.enqueue(fetch_feed, feed_id=feed.pk)
    return feed


def refresh_feeds(units: Collection[int]) -> dict[int, datetime]:
    """Have a worker read the calendars of these units that are stale, each once in ten minutes.

    Who may see the request for which it is done, the caller has asked. Returns when each of those
    was asked for. One read where none is stale.
    """
    asked = {}
    stale = CalendarFeed.objects.filter(unit__in=units).stale()
    for key in list(stale.values_list("pk", flat=True)):
        now = timezone.now()
        with transaction.atomic():  # of its own: a worker begins at once
            if CalendarFeed.objects.filter(pk=key).stale(now).update(asked_at=now):
                outbox.enqueue(fetch_feed, feed_id=key)
                asked[key] = now
    return asked


def refresh_feeds_and_wait(units: Collection[int]) -> bool:
    """The same, and wait for it and for what is being read at the moment, for 3 s at most.

    Before any lock and outside of any transaction. Returns whether all of it came back, also where
    another server refused.
    """
    pending: dict[int, datetime | None] = {**refresh_feeds(units)}
    reading = CalendarFeed.objects.filter(unit__in=units, leased_until__gt=timezone.now())
    pending |= dict(reading.values_list("pk", "asked_at"))
    for _look in range(round(settings.HOSTING_CALENDAR_WAIT.total_seconds() / LOOKED_EVERY)):
        rows = CalendarFeed.objects.filter(pk__in=pending).values_list("pk", "asked_at")
        pending = {key: asked for key, asked in rows if asked == pending[key]}
        if not pending:
            break
        time.sleep(LOOKED_EVERY)
    return not pending


@transaction.atomic
def accept_shorter_feed(*, feed: CalendarFeed, by: Actor) -> CalendarFeed:
    """The host says that a calendar is right though most of it is gone: its nights are freed."""
    require(by, "calendar_feeds.accept_feed", feed)

    feed = CalendarFeed.objects.locked(feed.pk)
    if not feed.is_shrunk:
        return feed

    feed.is_accepted = True
    feed.save(update_fields=["is_accepted"])
    audit.record(by, "calendar_feed.accepted", feed.unit)

    outbox.enqueue(fetch_feed, feed_id=feed.pk)
    return feed


@transaction.atomic
def end_feed(*, feed: CalendarFeed, by: Actor) -> Unit:
    """Disconnect a calendar: the nights that it took are free again."""
    require(by, "calendar_feeds.end_feed", feed)

    unit = Unit.objects.locked(feed.unit_id, no_key=True)
    CalendarFeed.objects.filter(pk=feed.pk).delete()
    audit.record(by, "calendar_feed.ended", unit)

    foreign_blocks_changed.send(sender=Unit, unit=unit)
    return unit


@transaction.atomic
def forget_feeds_of(person: User) -> None:
    """The person has left: the addresses of their calendars are nobody's business."""
    CalendarFeed.objects.given_by(person).delete()


@transaction.atomic
def forget_feeds_of_offer(offer: Offer) -> None:
    """Its host has left."""
    CalendarFeed.objects.filter(unit__in=Unit.objects.of_offer(offer.pk)).delete()


@transaction.atomic
def end_feeds_of_former_host(offer: Offer) -> None:
    """Somebody else hosts now: the addresses are the former host's, and their nights are free.

    Units are locked in the order of their keys, one with calendars at a time.
    """
    feeds = CalendarFeed.objects.filter(unit__in=Unit.objects.of_offer(offer.pk))
    for key in list(feeds.order_by("unit").values_list("unit", flat=True).distinct()):
        unit = Unit.objects.locked(key, no_key=True)
        CalendarFeed.objects.filter(unit=unit).delete()
        foreign_blocks_changed.send(sender=Unit, unit=unit)
