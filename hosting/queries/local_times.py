"""The hours of a place: sessions, requests and agreements are told by the clocks there."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.conf import settings

from core.text.formatting import format_moment
from hosting.models import Offer, Session


def time_zone_of(offer: Offer) -> ZoneInfo:
    """The time zone of the offer's place, also once that is erased; else that of the site."""
    zone = offer.place.locality.timezone if offer.place else offer.time_zone
    return ZoneInfo(zone or settings.TIME_ZONE)


def format_session(session: Session) -> str:
    """`Saturday 5 December, 09:00`. Reads the place unless `activity__place__locality` is there."""
    return format_moment(session.starts_at, time_zone_of(session.activity))
