"""The clocks of a place: sessions, requests and agreements are told by them."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from core.values.half_days import HalfDay
from hosting.offers.models.offers import Offer
from hosting.offers.models.workspaces import Workspace


def time_zone_of(offer: Offer) -> ZoneInfo:
    """The time zone of the offer's place, also once that is erased; else that of the site."""
    zone = offer.place.locality.timezone if offer.place else offer.time_zone
    return ZoneInfo(zone or settings.TIME_ZONE)


def has_ended(workspace: Workspace, half_day: HalfDay) -> bool:
    """By the clocks of the place: nobody can come any more."""
    _begins, ends = workspace.hours_of(half_day.half)
    return datetime.combine(half_day.day, ends, time_zone_of(workspace)) <= timezone.now()
