"""Which units, stays and activities are free for some dates."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q

from core.values.dates import DateRange
from core.values.half_days import HalfDay
from hosting.calendar_feeds.models import ForeignBlock
from hosting.calendars.models import CalendarPeriod, NightHold, Session
from hosting.calendars.states import DayState, SessionState
from hosting.offers.models.offers import OfferQuerySet
from hosting.offers.models.stays import Unit, UnitQuerySet


def unheld_units(units: UnitQuerySet, dates: DateRange) -> UnitQuerySet:
    """Nobody holds one of these nights."""
    held = Q(night_holds__night__gte=dates.check_in) & Q(night_holds__night__lt=dates.check_out)
    return units.exclude(pk__in=Unit.objects.filter(held).values("pk"))


def free_units(units: UnitQuerySet, dates: DateRange) -> UnitQuerySet:
    """Nobody holds one of these nights, and none is closed by the host or taken elsewhere."""
    closed = Q(
        periods__state=DayState.CLOSED,
        periods__check_in__lt=dates.check_out,
        periods__check_out__gt=dates.check_in,
    )
    shut = Unit.objects.filter(closed).values("pk")
    elsewhere = ForeignBlock.objects.all().during(dates).values("unit")
    return unheld_units(units, dates).exclude(pk__in=shut).exclude(pk__in=elsewhere)


def desks_on(units: UnitQuerySet, half_days: Collection[HalfDay]) -> UnitQuerySet:
    """Nobody holds one of these half-days."""
    held = NightHold.objects.taking(half_days).values("unit")
    return units.exclude(pk__in=held)


def free_desks(units: UnitQuerySet, half_days: Collection[HalfDay]) -> UnitQuerySet:
    """Nobody holds one of these half-days; no day is closed by the host or taken elsewhere."""
    shut = CalendarPeriod.objects.all().closed_on(half_days).values("unit")
    elsewhere = ForeignBlock.objects.all().on(half_days).values("unit")
    return desks_on(units, half_days).exclude(pk__in=shut).exclude(pk__in=elsewhere)


def free_stays(stays: OfferQuerySet, dates: DateRange, *, party: int = 1) -> OfferQuerySet:
    """Stays with a unit for so many that nobody holds, and no host closed, on these nights."""
    units = free_units(Unit.objects.filter(stay=OuterRef("pk")), dates)
    return stays.filter(Exists(units.filter(sleeps__gte=party)))


def activities_during(
    activities: OfferQuerySet, dates: DateRange, *, clock: ZoneInfo, party: int = 1
) -> OfferQuerySet:
    """On request, or with a session in these days that has seats for so many.

    The last day is one of them. `clock` says when a day begins.
    """
    day_after = dates.check_out + timedelta(days=1)
    sessions = Session.objects.filter(
        activity=OuterRef("pk"),
        state=SessionState.SCHEDULED,
        starts_at__gte=datetime.combine(dates.check_in, time.min, clock),
        starts_at__lt=datetime.combine(day_after, time.min, clock),
    ).with_seats_for(party)
    return activities.filter(Q(is_on_request=True) | Exists(sessions))
