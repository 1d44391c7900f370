"""What a host's year came to: nights, goods, requests, agreed sums. For the host alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import ExtractMonth
from django.utils import timezone

from commons.accounts.models import User
from core.values.dates import DateRange
from core.values.money import Money
from hosting.calendars.models import NightHold
from hosting.requests.models.agreements import Agreement
from hosting.requests.models.requests import Request
from hosting.requests.states import RequestState

MET = (RequestState.AGREED, RequestState.COMPLETED)


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """One month. `sums` are what host and guests agreed on, by currency; nobody pays here.

    `goods` is the quantity of all products together.
    """

    first: date
    nights: int
    requests: int
    agreed: int
    sums: tuple[Money, ...]
    goods: int = 0


@dataclass(frozen=True, slots=True)
class YearFigures:
    """Twelve months of one host."""

    year: int
    months: list[MonthFigures]

    @property
    def nights(self) -> int:
        return sum(month.nights for month in self.months)

    @property
    def requests(self) -> int:
        return sum(month.requests for month in self.months)

    @property
    def agreed(self) -> int:
        return sum(month.agreed for month in self.months)

    @property
    def goods(self) -> int:
        return sum(month.goods for month in self.months)

    @property
    def sums(self) -> list[Money]:
        totals: dict[str, Decimal] = defaultdict(Decimal)
        for month in self.months:
            for money in month.sums:
                totals[money.currency] += money.amount
        return [Money(amount, currency) for currency, amount in sorted(totals.items())]


def year_figures(host: User, year: int) -> YearFigures:
    """A night counts in its own month, a request in that of its asking, goods in that of the
    agreement, a sum in that of the first day, or of the agreement where no day was named."""
    dates = DateRange(date(year, 1, 1), date(year + 1, 1, 1))
    nights = _by_month(
        NightHold.objects.filter(hold__agreement__host=host).during(dates).slept(), "night"
    )
    asked: dict[int, tuple[int, int]] = {}
    rows = (
        Request.objects.filter(host=host, sent_at__year=year)
        .without_open_counterparts()
        .order_by()
        .annotate(month=ExtractMonth("sent_at"))
        .values("month")
        .annotate(asked=Count("pk"), agreed=Count("pk", filter=Q(agreement__isnull=False)))
    )
    for row in rows:
        asked[row["month"]] = row["asked"], row["agreed"]
    sums, goods = _sums_by_month(host, year), _goods_by_month(host, year)
    months = [
        MonthFigures(
            date(year, number, 1),
            nights=nights[number],
            requests=asked.get(number, (0, 0))[0],
            agreed=asked.get(number, (0, 0))[1],
            sums=sums.get(number, ()),
            goods=goods.get(number, 0),
        )
        for number in range(1, 13)
    ]
    return YearFigures(year, months)


def years_of(host: User) -> list[int]:
    """From the first request to this year, the latest first; next year where nights are held."""
    first = Request.objects.filter(host=host).order_by("sent_at").values_list("sent_at", flat=True)
    this_year = timezone.localdate().year
    begun = first.first()
    return list(range(this_year + 1, (begun.year if begun else this_year) - 1, -1))


def _by_month(rows: QuerySet[NightHold], field: str) -> Counter[int]:
    counted = rows.order_by().annotate(month=ExtractMonth(field)).values("month")
    return Counter({row["month"]: row["count"] for row in counted.annotate(count=Count("pk"))})


def _goods_by_month(host: User, year: int) -> Mapping[int, int]:
    goods = Agreement.objects.filter(host=host, request__state__in=MET, agreed_at__year=year)
    by_month = goods.exclude(quantity=None).annotate(month=ExtractMonth("agreed_at"))
    rows = by_month.order_by().values("month").annotate(count=Sum("quantity"))
    return {row["month"]: row["count"] for row in rows}


def _sums_by_month(host: User, year: int) -> Mapping[int, tuple[Money, ...]]:
    found: dict[int, list[Money]] = defaultdict(list)
    agreements = Agreement.objects.filter(host=host, request__state__in=MET).exclude(total=None)
    dated = agreements.filter(check_in__year=year).annotate(month=ExtractMonth("check_in"))
    timed = agreements.filter(check_in=None, starts_at__year=year)
    undated = agreements.filter(check_in=None, starts_at=None, agreed_at__year=year)
    parts = (
        dated,
        timed.annotate(month=ExtractMonth("starts_at")),
        undated.annotate(month=ExtractMonth("agreed_at")),
    )
    totals: dict[tuple[int, str], Decimal] = defaultdict(Decimal)
    for part in parts:
        rows = part.order_by().values("month", "currency").annotate(sum=Sum("total"))
        for row in rows:
            totals[row["month"], row["currency"]] += row["sum"]
    for (month, currency), amount in sorted(totals.items()):
        found[month].append(Money(amount, currency))
    return {month: tuple(sums) for month, sums in found.items()}
