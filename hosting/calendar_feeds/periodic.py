"""What the clock starts."""

from __future__ import annotations

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from hosting.calendar_feeds.models import CalendarFeed, FeedFetch
from hosting.calendar_feeds.tasks import fetch_feed


@shared_task(name="calendar_feeds.fetch_due_feeds")
def fetch_due_feeds() -> int:
    """Hand each calendar that is due to a worker; returns how many failed, always none.

    Their next time moves on at once: a run that comes early hands nothing over twice.
    """
    keys = list(CalendarFeed.objects.due().values_list("pk", flat=True)[:2000])
    later = timezone.now() + settings.HOSTING_CALENDAR_FEEDS_EVERY
    CalendarFeed.objects.filter(pk__in=keys).update(next_fetch_at=later)
    for key in keys:
        fetch_feed.delay(feed_id=key)
    return 0


@shared_task(name="calendar_feeds.forget_fetches")
def forget_fetches() -> int:
    """What came of asking, after HOSTING_CALENDAR_FETCHES_KEPT; returns how many failed: none."""
    before = timezone.now() - settings.HOSTING_CALENDAR_FETCHES_KEPT
    FeedFetch.objects.filter(at__lt=before).delete()
    return 0
