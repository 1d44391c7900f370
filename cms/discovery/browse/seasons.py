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

from cms.discovery.browse.entries import BrowseEntry
from cms.discovery.choices import Noun
from cms.discovery.selectors.related_items import RelatedItem, with_reason
from cms.discovery.selectors.sources import (
    FEW,
    NEWEST,
    few_offers,
    newest_itineraries,
    newest_stories,
)
from cms.pages.choices import BrowseBy
from cms.pages.presenters.browse_links import entry_link
from core.text.formatting import format_day
from hosting.calendars.models import Session
from hosting.offers.choices.lists import OfferKind
from hosting.offers.models.activities import Activity
from hosting.offers.models.offers import Offer, in_season_only
from travel_stories.stories.choices import Season
from ui.navigation import Link

NOW: Final = "now"
A_YEAR: Final = timedelta(days=365)
READ: Final = 60  # sessions, of which some are of the same activity


def entries(request: HttpRequest, most: int) -> list[Link]:
    """This month, then the four seasons. No read."""
    now = entry_link(_("This month"), BrowseBy.SEASON, NOW)
    return [now, *(entry_link(str(one.label), BrowseBy.SEASON, one) for one in Season)]


def keys(most: int) -> list[str]:
    """Without those in which nothing is lived: their pages ask not to be found. Four reads each."""
    known = ((key, opened(key)) for key in (NOW, *map(str, Season)))
    return [key for key, one in known if one and one.items][:most]


def opened(key: str) -> BrowseEntry | None:
    if key == NOW:
        return this_month()
    if key not in Season:
        return None
    season, until = Season(key), timezone.now() + A_YEAR
    return BrowseEntry(str(season.label), _items(season, season.months, until))


def this_month() -> BrowseEntry:
    """What has a date in it, what is open now and not always, and stories of the season."""
    today = timezone.localtime()
    season = next(one for one in Season if today.month in one.months)
    title = _("This month: %(month)s") % {"month": MONTHS[today.month]}
    first = today.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return BrowseEntry(
        title, _items(season, (today.month,), (first + timedelta(days=32)).replace(day=1))
    )


def _items(season: Season, months: tuple[int, ...], until: datetime) -> list[RelatedItem]:
    """Four reads."""
    season_label = _("season: %(season)s") % {"season": str(season.label).lower()}
    now = _("open this season, not all year round")
    offers = Offer.objects.public().filter(in_season_only(months))
    # Activities with seats on a day to come, the next day first.
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
    found: dict[int, RelatedItem] = {}
    for activity, starts, zone in rows[:READ]:
        # As the calendar says it there.
        clock = ZoneInfo(zone) if zone else timezone.get_current_timezone()
        reason = _("next date: %(day)s") % {
            "day": format_day(starts.astimezone(clock).date(), weekday=True)
        }
        found.setdefault(activity, RelatedItem(Noun.OFFER, activity, OfferKind.ACTIVITY, reason))
    return [
        *list(found.values())[:FEW],
        *with_reason(newest_stories(Q(season=season)), season_label),
        *with_reason(newest_itineraries(in_season_only(months)), _("good at this time of year")),
        *with_reason(few_offers(offers, *NEWEST), now),
    ]
