"""Which nights a host keeps closed or wants to be asked about, in months to come."""

from __future__ import annotations

from datetime import date, timedelta

from demo.loading import dice
from demo.loading.clock import Clock
from hosting.calendars.states import DayState

type Period = tuple[date, date, str]


def published(taken: tuple[tuple[int, int], ...], clock: Clock) -> list[Period]:
    """Runs of nights that a real calendar showed as not free, counted from this Monday."""
    periods = []
    for day, nights in taken:
        first = clock.monday + timedelta(days=day)
        last = first + timedelta(days=nights)
        if last > clock.today:
            periods.append((first, last, DayState.CLOSED.value))
    return periods


def invented(key: str, clock: Clock) -> list[Period]:
    """A few closed weeks and some that one has to ask for. They never overlap."""
    periods: list[Period] = []
    start = clock.today + timedelta(days=dice.number(3, 40, "start", key))
    for turn in range(dice.number(1, 4, "turns", key)):
        nights = dice.number(2, 14, "nights", key, turn)
        state = DayState.ON_REQUEST if dice.chance(0.35, "ask", key, turn) else DayState.CLOSED
        periods.append((start, start + timedelta(days=nights), state.value))
        start += timedelta(days=nights + dice.number(12, 70, "gap", key, turn))
    return periods
