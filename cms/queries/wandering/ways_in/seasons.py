"""By season: what can be lived in it, above all this very month."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from cms.enums import Noun, WayIn
from cms.queries.wandering.finds import Find, because
from cms.queries.wandering.sources import (
    FEW,
    NEWEST,
    few_offers,
    newest_itineraries,
    newest_stories,
)
from cms.queries.wandering.ways_in.entries import Opened, entry
from core.navigation import Link
from core.words import day_in_words
from hosting.enums import OfferKind
from hosting.models import Activity, Offer, Session
from hosting.models.offers import in_season_only
from travel_stories.enums import Season

NOW: Final = "now"
A_YEAR: Final = timedelta(days=365)
READ: Final = 60  # sessions, of which some are of the same activity


def entries(request: HttpRequest, most: int) -> list[Link]:
    """This month, then the four seasons. No read."""
    now = entry(_("This month"), WayIn.SEASON, NOW)
    return [now, *(entry(str(one.label), WayIn.SEASON, one) for one in Season)]


def keys(most: int) -> list[str]:
    """Without those in which nothing is lived: their pages ask not to be found. Four reads each."""
    known = ((key, opened(key)) for key in (NOW, *map(str, Season)))
    return [key for key, one in known if one and one.finds][:most]


def opened(key: str) -> Opened | None:
    if key == NOW:
        return this_month()
    if key not in Season:
        return None
    season, until = Season(key), timezone.now() + A_YEAR
    return Opened(str(season.label), _finds(season, season.months, until))


def this_month() -> Opened:
    """What has a date in it, what is open now and not always, and stories of the season."""
    today = timezone.localtime()
    season = next(one for one in Season if today.month in one.months)
    title = _("This month: %(month)s") % {"month": MONTHS[today.month]}
    return Opened(title, _finds(season, (today.month,), _end_of_month(today)))


def _finds(season: Season, months: tuple[int, ...], until: datetime) -> list[Find]:
    """Four reads."""
    told = _("season: %(season)s") % {"season": str(season.label).lower()}
    now = _("open in this season, not all year")
    offers = Offer.objects.public().filter(in_season_only(months))
    return [
        *_sessions(months, until),
        *because(newest_stories(Q(season=season)), told),
        *because(newest_itineraries(in_season_only(months)), _("good in this season")),
        *because(few_offers(offers, *NEWEST), now),
    ]


def _sessions(months: tuple[int, ...], until: datetime) -> list[Find]:
    """Activities with seats on a day to come, the next day first."""
    ahead = (
        Session.objects.upcoming()
        .with_seats_for(1)
        .filter(
            starts_at__lt=until,
            starts_at__month__in=months,
            activity__in=Activity.objects.public(),
        )
    )
    rows = ahead.order_by("starts_at", "pk").values_list(
        "activity", "starts_at", "activity__place__locality__timezone"
    )
    found: dict[int, Find] = {}
    for activity, starts, zone in rows[:READ]:
        reason = _("next on %(day)s") % {"day": _day(starts, zone)}
        found.setdefault(activity, Find(Noun.OFFER, activity, OfferKind.ACTIVITY, reason))
    return list(found.values())[:FEW]


def _day(starts: datetime, zone: str | None) -> str:
    """As the calendar says it there."""
    clock = ZoneInfo(zone) if zone else timezone.get_current_timezone()
    return day_in_words(starts.astimezone(clock).date(), weekday=True)


def _end_of_month(today: datetime) -> datetime:
    first = today.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return (first + timedelta(days=32)).replace(day=1)
