"""A day in numbers: what happened in it, and how things stand now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from emergency.activations.choices import Noun
from emergency.activations.models.activations import Activation
from emergency.activations.models.events import Event
from emergency.activations.states.activations import ServiceStep
from emergency.figures.choices import BY_CATEGORY, FLOWS, Measure
from emergency.housing.models.requests import HousingRequest
from emergency.housing.states.offers import OfferState
from emergency.housing.states.proposals import PlacementState
from emergency.housing.states.requests import RequestState, TravelMode

REACHED = {
    Measure.VERIFIED: Q(new=RequestState.VERIFIED),
    Measure.HOUSED: Q(new=RequestState.HOUSED),
    Measure.REFERRED: Q(new=RequestState.REFERRED),
    Measure.UNMET: Q(new=RequestState.UNMET),
    Measure.ASKED: Q(old=""),
}
ROOFED = (RequestState.CONFIRMED, RequestState.HOUSED)
BROKEN = (PlacementState.BROKEN_DOWN, PlacementState.NO_SHOW)


@dataclass(frozen=True, slots=True)
class DailyCount:
    measure: Measure
    number: int
    category: int | None = None


def days_to_count(activation: Activation) -> list[date]:
    """Whole days of its life that nobody counted yet, the oldest first."""
    if activation.opened_at is None:
        return []
    zone = ZoneInfo(activation.timezone)
    first = activation.opened_at.astimezone(zone).date()
    closed = activation.closed_at
    last = activation.today() - timedelta(days=1)
    if closed is not None:
        last = min(last, closed.astimezone(zone).date())
    known = set(activation.figures.values_list("day", flat=True).distinct())
    days = (first + timedelta(days=at) for at in range((last - first).days + 1))
    return [day for day in days if day not in known]


def daily_counts(activation: Activation, day: date) -> list[DailyCount]:
    """Everything of this day; what stood then can only be said on the morning after."""
    begin, end = bounds_of(activation, day)
    stands = day >= activation.today() - timedelta(days=1)
    counts = list(_of_categories(activation, begin, end, stands=stands))
    if stands:
        needs = {
            Measure.WITH_CHILDREN: Q(with_minors=True),
            Measure.STEP_FREE: Q(step_free=True),
            Measure.WITH_PET: Q(pets=True),
            Measure.WITHOUT_CAR: ~Q(travel_mode=TravelMode.CAR),
        }
        waiting = waiting_in(activation).aggregate(
            **{str(need): Count("pk", filter=such) for need, such in needs.items()}
        )
        counts += [DailyCount(need, waiting[str(need)]) for need in needs]
        live, now = Q(state=OfferState.LIVE), timezone.now()
        stale = Q(state=OfferState.PARKED) | live & Q(fresh_until__lte=now)
        homes = activation.housing_offers.aggregate(
            fresh=Count("pk", filter=live & Q(fresh_until__gt=now)),
            stale=Count("pk", filter=stale),
        )
        counts += [
            DailyCount(Measure.FRESH, homes["fresh"]),
            DailyCount(Measure.STALE, homes["stale"]),
        ]
    return [*counts, *_of_trouble(activation, begin, end)]


def bounds_of(activation: Activation, day: date) -> tuple[datetime, datetime]:
    """From midnight to midnight where the emergency is: 23 or 25 hours twice a year."""
    zone = ZoneInfo(activation.timezone)
    begin, end = (
        datetime.combine(day + timedelta(days=after), time.min, tzinfo=zone) for after in (0, 1)
    )
    return begin, end


def waiting_in(activation: Activation) -> QuerySet[HousingRequest]:
    """Open, and no roof agreed yet."""
    return activation.housing_requests.open().exclude(state__in=ROOFED).order_by()


def _of_categories(
    activation: Activation, begin: datetime, end: datetime, *, stands: bool
) -> Iterator[DailyCount]:
    """What a request reached in these hours, once each, and who waits now."""
    steps = Event.objects.filter(
        noun=Noun.REQUEST, number=OuterRef("pk"), at__gte=begin, at__lt=end
    )
    reached = {
        str(flow): Count("pk", filter=Exists(steps.filter(REACHED[flow]).order_by()))
        for flow in FLOWS
    }
    rows = activation.housing_requests.order_by().values("category").annotate(**reached)
    found: dict[int, Any] = {row["category"]: row for row in rows}
    limit = timezone.now() - timedelta(minutes=activation.service_minutes[ServiceStep.PLACEMENT])
    waiting = waiting_in(activation).values("category")
    now: dict[int, Any] = {
        row["category"]: row
        for row in waiting.annotate(
            waiting=Count("pk"), over_limit=Count("pk", filter=Q(created_at__lt=limit))
        )
    }
    for category in activation.categories.values_list("pk", flat=True):
        row = found.get(category, {}) | now.get(category, {})
        for measure in BY_CATEGORY if stands else FLOWS:
            yield DailyCount(measure, row.get(str(measure), 0), category)


def _of_trouble(activation: Activation, begin: datetime, end: datetime) -> Iterator[DailyCount]:
    """As counts: a report tells that something happened, never to whom."""
    raised_alerts = activation.alerts.filter(raised_at__gte=begin, raised_at__lt=end)
    broken = activation.events.filter(
        noun=Noun.PLACEMENT, new__in=BROKEN, at__gte=begin, at__lt=end
    )
    reported = activation.incidents.filter(reported_at__gte=begin, reported_at__lt=end)
    yield DailyCount(Measure.CLOCKS, raised_alerts.count())
    yield DailyCount(Measure.REPORTS, reported.count())
    yield DailyCount(Measure.INCIDENTS, broken.count())
