"""Calendars kept elsewhere, in what a person takes along."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from commons.privacy import personal_data
from commons.privacy.plain_rows import plain_rows
from commons.privacy.registries.processings import LegalBasis, Processing, register_processing
from hosting.calendar_feeds.models import CalendarFeed, FeedFetch, ForeignBlock


def calendar_feeds_of(person: User) -> dict[str, Any]:
    """The addresses that a host gave, what came of reading them, and the nights they take."""
    feeds = CalendarFeed.objects.given_by(person)
    return {
        "other_calendars": plain_rows(feeds, {"leased_until"}),
        "other_calendar_readings": plain_rows(FeedFetch.objects.filter(feed__in=feeds)),
        "nights_taken_elsewhere": plain_rows(ForeignBlock.objects.filter(feed__in=feeds)),
    }


personal_data.register("hosting", calendar_feeds_of, covers=[])
register_processing(
    Processing(
        "calendar_feeds",
        (),  # its rows point to units, and to nobody
        title=_("Calendars kept elsewhere"),
        purpose=_("to know which nights of yours are taken on other sites"),
        basis=LegalBasis.CONTRACT,
        recipients=_("the site of each calendar, which sees that we read it"),
    )
)
