"""The clocks of a place: sessions, requests and agreements are told by them."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.conf import settings

from hosting.offers.models.offers import Offer


def time_zone_of(offer: Offer) -> ZoneInfo:
    """The time zone of the offer's place, also once that is erased; else that of the site."""
    zone = offer.place.locality.timezone if offer.place else offer.time_zone
    return ZoneInfo(zone or settings.TIME_ZONE)
