"""The nights of a stay as everybody may see them: free as soon as one unit is."""

from __future__ import annotations

from calendar import Calendar
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Value
from django.utils import timezone

from core.values.dates import DateRange, add_months
from hosting.calendar_feeds.models import ForeignBlock
from hosting.calendars.models import CalendarPeriod, NightHold
from hosting.calendars.states import DayState
from hosting.offers.models.stays import Stay
from hosting.offers.presenters.dates_and_party import TAKEN, DatesAndParty
from ui.calendars import Night

MONTHS_SHOWN = 2
SEARCH_DAYS = 30  # of nights that are free instead
MONDAY = 0
STATE_PRIORITY = {DayState.OPEN: "free", DayState.ON_REQUEST: "on_request", TAKEN: TAKEN}


@dataclass(frozen=True, slots=True)
class StayMonth:
    """Weeks of seven nights; None fills up the first and the last."""

    first: date
    weeks: tuple[tuple[Night | None, ...], ...]
    previous_url: str = ""
    next_url: str = ""


def stay_months(
    stay: Stay, units: Iterable[int], *, first: date, chosen: DatesAndParty
) -> tuple[StayMonth, ...]:
    """Two months from this one on. One read, however many units there are."""
    firsts = [add_months(first, number) for number in range(MONTHS_SHOWN + 1)]
    states = _states(stay, list(units), DateRange(firsts[0], firsts[-1]))
    today = timezone.localdate()
    latest = add_months(today.replace(day=1), settings.HOSTING_ASK_AHEAD.days // 31)
    before = _url(add_months(first, -1), chosen) if first > today else ""
    after = _url(add_months(first, 1), chosen) if first < latest else ""
    urls = [(before, after)] + [("", "")] * (MONTHS_SHOWN - 1)
    return tuple(
        StayMonth(month, _weeks(month, states, chosen, today), *around)
        for month, around in zip(firsts, urls, strict=False)
    )


def nearest_free_nights(stay: Stay, dates: DateRange, *, party: int) -> DateRange | None:
    """As many nights, the nearest on which one unit is free for everybody.

    None where these nights are free themselves, where nothing is within a month, and where the
    host takes no stay of this length. Two reads.
    """
    # The first and the last day around these that the host may be asked for.
    around, today = timedelta(days=SEARCH_DAYS), timezone.localdate()
    earliest, latest = (
        max(dates.check_in - around, today + timedelta(days=stay.notice_days)),
        min(dates.check_out + around, today + settings.HOSTING_ASK_AHEAD),
    )
    nights = len(dates)
    if latest <= earliest or not stay.min_nights <= nights <= (stay.max_nights or nights):
        return None
    units = list(stay.units.sleeping(party).values_list("pk", flat=True))
    shut: dict[int, set[date]] = defaultdict(set)
    for unit, state, check_in, check_out in _periods_in(stay, DateRange(earliest, latest)):
        if state in {TAKEN, DayState.CLOSED}:
            shut[unit].update(DateRange(max(check_in, earliest), min(check_out, latest)).nights)
    for days in sorted(range(-SEARCH_DAYS, SEARCH_DAYS + 1), key=abs):
        moved = DateRange(
            *(day + timedelta(days=days) for day in (dates.check_in, dates.check_out))
        )
        is_requestable = earliest <= moved.check_in and moved.check_out <= latest
        in_season = all(stay.is_in_season(night.month) for night in moved.nights)
        if (
            is_requestable
            and in_season
            and any(shut[one].isdisjoint(moved.nights) for one in units)
        ):
            return moved if days else None
    return None


def _states(stay: Stay, units: list[int], dates: DateRange) -> dict[date, str]:
    """For each night the state of its most open unit."""
    states: dict[date, dict[int, str]] = defaultdict(lambda: dict.fromkeys(units, DayState.OPEN))
    for unit, state, check_in, check_out in _periods_in(stay, dates):
        first, last = max(check_in, dates.check_in), min(check_out, dates.check_out)
        for night in DateRange(first, last).nights:
            closed = states[night].get(unit) == TAKEN or state in {TAKEN, DayState.CLOSED}
            states[night][unit] = TAKEN if closed else state
    return {
        night: _most_open(states[night].values()) if stay.is_in_season(night.month) else TAKEN
        for night in dates.nights
    }


def _periods_in(stay: Stay, dates: DateRange) -> Iterable[tuple[int, str, date, date]]:
    """Unit, state, first night and morning after, of periods, taken nights and foreign blocks."""
    first, end = dates.check_in, dates.check_out
    periods = CalendarPeriod.objects.filter(
        unit__stay=stay, check_in__lt=end, check_out__gt=first
    ).values_list("unit", "state", "check_in", "check_out")
    held = NightHold.objects.filter(unit__stay=stay, night__gte=first, night__lt=end).values_list(
        "unit", Value(TAKEN), "night", "night"
    )
    elsewhere = ForeignBlock.objects.filter(
        unit__stay=stay, start__lt=end, end__gt=first
    ).values_list("unit", Value(TAKEN), "start", "end")
    rows = periods.order_by().union(held.order_by(), elsewhere.order_by(), all=True)
    for unit, state, check_in, check_out in rows:
        yield unit, state, check_in, max(check_out, check_in + timedelta(days=1))


def _most_open(states: Iterable[str]) -> str:
    there = set(states)
    return next((word for state, word in STATE_PRIORITY.items() if state in there), TAKEN)


def _weeks(
    first: date, states: dict[date, str], chosen: DatesAndParty, today: date
) -> tuple[tuple[Night | None, ...], ...]:
    inside = {
        day: _night(day, state, chosen, today)
        for day, state in states.items()
        if (day.year, day.month) == (first.year, first.month)
    }
    grid = Calendar(MONDAY).monthdatescalendar(first.year, first.month)
    return tuple(
        tuple(inside[day] if day.month == first.month else None for day in week) for week in grid
    )


def _night(day: date, state: str, chosen: DatesAndParty, today: date) -> Night:
    """A taken night can't be slept in, but one may leave on its morning."""
    if day < today:
        return Night(day, "past")
    leaves = bool(chosen.check_in and not chosen.check_out and day > chosen.check_in)
    url = _url(day, chosen.pressing(day)) if state != TAKEN or leaves else ""
    return Night(day, chosen.state_of(day, state), url)


def _url(month: date, chosen: DatesAndParty) -> str:
    """The month of any of its days, and what was chosen."""
    pairs = [("month", month.isoformat()[:7]), *chosen.pairs.items()]
    return f"?{'&'.join(f'{name}={value}' for name, value in pairs)}#nights"  # nothing to quote
