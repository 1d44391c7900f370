"""The nights of all units of a host, month by month. Two queries, however many units there are."""

from __future__ import annotations

from calendar import Calendar
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from commons.accounts.models import User
from core.values.dates import DateRange, add_months
from hosting.calendar_feeds.models import ForeignBlock
from hosting.calendars.models import CalendarPeriod
from hosting.calendars.presenters.unit_months import MONDAY, month_from
from hosting.calendars.selectors.guests import guests_by_night
from hosting.calendars.states import DayState
from hosting.offers.models.stays import Unit

MONTHS_SHOWN: Final = {1: 3, 2: 2}  # by the number of units; one month where there are more


@dataclass(frozen=True, slots=True)
class CalendarNight:
    """One night of one unit. `value` names it in the form; a taken night has its guest instead."""

    day: date
    state: str
    value: str = ""
    is_chosen: bool = False
    guest: str = ""
    url: str = ""
    note: str = ""
    is_today: bool = False


@dataclass(frozen=True, slots=True)
class UnitMonth:
    """A month in weeks of seven; weeks that are over are left out."""

    first: date
    weeks: list[list[CalendarNight | None]]


@dataclass(frozen=True, slots=True)
class UnitCalendar:
    """The months of one unit."""

    unit: Unit
    months: list[UnitMonth]


@dataclass(frozen=True, slots=True)
class HostCalendar:
    """What one page of the calendar shows."""

    units: list[UnitCalendar]
    first: date
    choices: list[date]

    @property
    def previous(self) -> date | None:
        this_month = timezone.localdate().replace(day=1)
        return add_months(self.first, -1) if self.first > this_month else None

    @property
    def next(self) -> date | None:
        following = add_months(self.first, 1)
        return following if following <= self.choices[-1] else None


def host_calendar(
    units: Collection[Unit], month: str, *, reader: User, chosen: Collection[str] = ()
) -> HostCalendar:
    """From the month that the address names; `chosen` are values of nights that stay chosen."""
    first = month_from(month)
    shown = [add_months(first, ahead) for ahead in range(MONTHS_SHOWN.get(len(units), 1))]
    dates = DateRange(first, add_months(shown[-1], 1))
    guests = guests_by_night(units, dates, reader=reader)
    periods = _periods_by_unit(units, dates)
    elsewhere = _names_elsewhere(units, dates)
    today = timezone.localdate()

    def night(unit: Unit, day: date) -> CalendarNight:
        is_today = day == today
        if day < today:
            return CalendarNight(day, "past")
        if (taken := guests.get((unit.pk, day))) is not None:
            guest, request = taken
            url = reverse("hosting:request-detail", args=[request]) if request else ""
            return CalendarNight(day, "taken", guest=guest, url=url, is_today=is_today)
        value = f"{unit.public_id}.{day}"
        period = next((one for one in periods[unit.pk] if one.contains(day)), None)
        state = DayState(period.state) if period else DayState.OPEN
        calendar = elsewhere.get((unit.pk, day), "")
        if calendar or not unit.is_offered_on(day):
            state = DayState.CLOSED
        return CalendarNight(
            day,
            {DayState.CLOSED: "closed", DayState.ON_REQUEST: "on-request"}.get(state, "free"),
            value=value,
            is_chosen=value in chosen,
            note=" · ".join(filter(None, (calendar, period.note if period else ""))),
            is_today=is_today,
        )

    grid = Calendar(MONDAY)
    weeks = {
        begin: [
            [day if day.month == begin.month else None for day in week]
            for week in grid.monthdatescalendar(begin.year, begin.month)
            if week[-1] >= today
        ]
        for begin in shown
    }
    calendars = [
        UnitCalendar(
            unit,
            [
                UnitMonth(
                    begin, [[night(unit, day) if day else None for day in week] for week in rows]
                )
                for begin, rows in weeks.items()
            ],
        )
        for unit in units
    ]
    last = today + settings.HOSTING_ASK_AHEAD
    ahead = (last.year - today.year) * 12 + last.month - today.month
    choices = [add_months(today.replace(day=1), number) for number in range(ahead + 1)]
    return HostCalendar(calendars, first, choices)


def blocks_elsewhere(unit: Unit, first: date) -> list[ForeignBlock]:
    """What calendars kept elsewhere take in the month of this day, from today on."""
    month = DateRange(first.replace(day=1), add_months(first, 1))
    blocks = ForeignBlock.objects.filter(unit=unit, end__gt=timezone.localdate()).during(month)
    return list(blocks.select_related("feed"))


def _periods_by_unit(units: Collection[Unit], dates: DateRange) -> dict[int, list[CalendarPeriod]]:
    periods = defaultdict(list)
    rows = CalendarPeriod.objects.filter(
        unit__in=units, check_in__lt=dates.check_out, check_out__gt=dates.check_in
    )
    for period in rows:
        periods[period.unit_id].append(period)
    return periods


def _names_elsewhere(units: Collection[Unit], dates: DateRange) -> dict[tuple[int, date], str]:
    """By unit and day, the host's name of the calendar in which the night is taken."""
    names: dict[tuple[int, date], str] = {}
    rows = ForeignBlock.objects.filter(unit__in=units).during(dates).order_by("pk")
    for unit, start, end, name in rows.values_list("unit", "start", "end", "feed__name"):
        inside = DateRange(max(start, dates.check_in), min(end, dates.check_out))
        names |= {(unit, night): name for night in inside.nights}
    return names
