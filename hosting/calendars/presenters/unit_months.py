"""The months of a unit, for its host and for everybody: two queries each."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Container
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Value
from django.urls import reverse
from django.utils import timezone

from commons.accounts.models import User
from core.values.dates import DateRange, add_months
from hosting.calendars.models import CalendarPeriod, NightHold
from hosting.calendars.selectors.guests import guests_by_night
from hosting.calendars.states import DayState
from hosting.offers.models.stays import Unit
from ui.calendars import Night

MONDAY = 0


@dataclass(frozen=True, slots=True)
class Month:
    """Weeks of seven nights; None fills up the first and the last."""

    first: date
    weeks: list[list[Night | None]]

    @property
    def today(self) -> date:
        return timezone.localdate()

    @property
    def previous_url(self) -> str:
        """The month before, as long as somebody may still come then."""
        return _month_url(self.first, -1) if self.first > timezone.localdate() else ""

    @property
    def next_url(self) -> str:
        """The month after, as far as people may ask ahead."""
        last = timezone.localdate() + settings.HOSTING_ASK_AHEAD
        return _month_url(self.first, 1) if add_months(self.first, 1) <= last else ""


@dataclass(frozen=True, slots=True)
class NightSelection:
    """The nights that a host has pressed so far: none, the first, or both ends."""

    first: date | None = None
    last: date | None = None

    @classmethod
    def of(cls, first: str, last: str) -> NightSelection:
        """What the address says; anything but two days in order is nothing."""
        try:
            begins = date.fromisoformat(first)
            ends = date.fromisoformat(last) if last else None
        except ValueError:
            return cls()
        return cls(begins, ends if ends is None or ends >= begins else None)

    def as_nights(self) -> dict[str, object]:
        """What a form starts with: one press is one night."""
        return {"first": self.first, "last": self.last or self.first, "state": DayState.CLOSED}

    def state_of(self, night: Night) -> str:
        if night.date in (self.first, self.last):
            return "chosen"
        inside = self.first and self.last and self.first < night.date < self.last
        return "between" if inside else night.state

    def query_for(self, day: date) -> str:
        """A second press ends the range, a third begins another."""
        query = {"month": f"{day:%Y-%m}", "first": str(day)}
        if self.first and self.last is None and day >= self.first:
            query |= {"first": str(self.first), "last": str(day)}
        return urlencode(query)


def month_of(unit: Unit, first: date) -> Month:
    """What everybody may see: a night that is taken looks like one that is closed."""
    dates = DateRange(first, add_months(first, 1))
    held = set(NightHold.objects.filter(unit=unit).during(dates).nights())
    return _month(unit, dates, held, closed="taken")


def host_month_of(unit: Unit, first: date, *, reader: User) -> Month:
    """What the host sees: closed nights, and taken ones with who is expected and their request.

    Who keeps the calendar for the host and answers no requests reads that they are taken.
    """
    dates = DateRange(first, add_months(first, 1))
    guests = {
        night: found
        for (_unit, night), found in guests_by_night([unit], dates, reader=reader).items()
    }
    month = _month(unit, dates, guests, closed="closed")

    def named(night: Night | None) -> Night | None:
        if night is None or night.state != "taken":
            return night
        guest, request = guests[night.date]
        url = reverse("hosting:request-detail", args=[request]) if request else ""
        return Night(night.date, night.state, url, words=guest)

    return Month(month.first, [[named(night) for night in week] for week in month.weeks])


def with_selection_links(month: Month, choice: NightSelection, *, path: str) -> Month:
    """The same month with nights that can be pressed. What is taken or past stays as it is."""

    def pressable(night: Night | None) -> Night | None:
        if night is None or night.state in {"past", "taken"}:
            return night
        url = f"{path}?{choice.query_for(night.date)}"
        return Night(night.date, choice.state_of(night), url)

    return Month(month.first, [[pressable(night) for night in week] for week in month.weeks])


def month_from(words: str) -> date:
    """`2027-05` as its first day. This month instead of nonsense or a month out of reach."""
    today = timezone.localdate()
    first = today.replace(day=1)
    try:
        month = date.fromisoformat(f"{words}-01")
    except ValueError:
        return first
    return month if first <= month <= today + settings.HOSTING_ASK_AHEAD else first


def _month(unit: Unit, dates: DateRange, held: Container[date], *, closed: str) -> Month:
    states = _states_by_night(unit, dates)
    words = {DayState.CLOSED: closed, DayState.ON_REQUEST: "on_request"}
    today = timezone.localdate()

    def night(day: date) -> Night:
        if day < today:
            return Night(day, "past")
        if day in held:
            return Night(day, "taken")
        return Night(day, words.get(states.get(day, DayState.OPEN), "free"))

    first = dates.check_in
    grid = Calendar(MONDAY).monthdatescalendar(first.year, first.month)
    weeks = [[night(day) if day.month == first.month else None for day in week] for week in grid]
    return Month(first, weeks)


def _states_by_night(unit: Unit, dates: DateRange) -> dict[date, DayState]:
    """What isn't simply open: by period, calendars elsewhere, season and weekday. One read."""
    states: dict[date, DayState] = {}
    periods = CalendarPeriod.objects.filter(
        unit=unit, check_in__lt=dates.check_out, check_out__gt=dates.check_in
    ).values_list("state", "check_in", "check_out")
    elsewhere = unit.foreign_blocks.during(dates).values_list(
        Value(DayState.CLOSED), "start", "end"
    )
    rows = periods.order_by().union(elsewhere.order_by(), all=True)
    for state, check_in, check_out in sorted(rows, key=lambda row: row[0] == DayState.CLOSED):
        first, last = max(check_in, dates.check_in), min(check_out, dates.check_out)
        states |= dict.fromkeys(DateRange(first, last).nights, DayState(state))
    shut = (day for day in dates.nights if not unit.is_offered_on(day))
    return states | dict.fromkeys(shut, DayState.CLOSED)


def _month_url(first: date, months: int) -> str:
    return f"?month={add_months(first, months):%Y-%m}#calendar"
