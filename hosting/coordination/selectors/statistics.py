"""What the hosts of a community did together, as sums that show no single host."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Count, QuerySet
from django.db.models.functions import ExtractMonth
from django.utils import timezone

from core.values.dates import DateRange
from hosting.calendars.models import NightHold
from hosting.communities.models.communities import Community
from hosting.requests.models.requests import Request


@dataclass(frozen=True, slots=True)
class CommunityMonth:
    """One month; None where fewer than HOSTING_STATISTICS_HOSTS hosts are behind the number."""

    first: date
    nights: int | None
    requests: int | None


@dataclass(frozen=True, slots=True)
class CommunityYear:
    """The months of a year that are over. Totals are those of what is shown: a total of all would
    tell what was left out."""

    year: int
    months: list[CommunityMonth]

    @property
    def nights(self) -> int:
        return sum(month.nights or 0 for month in self.months)

    @property
    def requests(self) -> int:
        return sum(month.requests or 0 for month in self.months)


def community_year(community: Community, year: int) -> CommunityYear:
    """Two queries. The month under way isn't shown: one more each day would be one host's."""
    dates = DateRange(date(year, 1, 1), date(year + 1, 1, 1))
    held = NightHold.objects.filter(hold__agreement__request__offer__community=community)
    nights = _sums(held.during(dates).slept(), month="night", host="hold__agreement__host")
    asked = Request.objects.filter(offer__community=community, sent_at__year=year)
    asked = asked.without_open_counterparts()
    requests = _sums(asked, month="sent_at", host="host")
    this_month = timezone.localdate().replace(day=1)
    firsts = (date(year, number, 1) for number in range(1, 13))
    return CommunityYear(
        year,
        [
            CommunityMonth(first, nights.get(first.month), requests.get(first.month))
            for first in firsts
            if first < this_month
        ],
    )


def years_of(community: Community) -> list[int]:
    """From the first request to this year, the latest first."""
    sent = Request.objects.filter(offer__community=community).order_by("sent_at")
    begun = sent.values_list("sent_at", flat=True).first()
    this_year = timezone.localdate().year
    return list(range(this_year, (begun.year if begun else this_year) - 1, -1))


def _sums(rows: QuerySet[Any], *, month: str, host: str) -> Mapping[int, int]:
    counted = (
        rows.order_by()
        .annotate(month=ExtractMonth(month))
        .values("month")
        .annotate(count=Count("pk"), hosts=Count(host, distinct=True))
        .filter(hosts__gte=settings.HOSTING_STATISTICS_HOSTS)
    )
    return {row["month"]: row["count"] for row in counted}
