"""Opening hours as DATAtourisme writes them: one row for each weekday of each period of dates."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, time
from typing import Any, Final

from core.values.opening_hours import OpeningPeriod

type Row = Mapping[str, Any]

WEEKDAYS: Final = {
    name: number
    for number, name in enumerate(
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    )
}
MOST_ROWS: Final = 1_000  # of one object
MOST_PERIODS: Final = 12
MORNING: Final = time(6)  # hours that end before it may have begun on the day before
MID_MONTH: Final = 15
SHORTEST_SEASON: Final = 20  # days: what is shorter is an exception, not a season
WHOLE_YEAR: Final = 330  # days


def opening_periods(rows: Iterable[Row]) -> tuple[OpeningPeriod, ...]:
    """Periods that don't overlap. Where years contradict each other, the latest counts.

    Dates become months: most lists repeat the same season each year with its own dates. Rows
    without days or hours are left out.
    """
    days: dict[OpeningPeriod, set[int]] = defaultdict(set)
    latest: dict[OpeningPeriod, str] = {}
    for row in list(rows)[:MOST_ROWS]:
        period, weekdays = _hours_of(row), _weekdays_of(row)
        if period is not None and weekdays:
            days[period] |= weekdays
            latest[period] = max(latest.get(period, ""), str(row.get("schema:validThrough", "")))
    found: list[OpeningPeriod] = []
    for period in sorted(days, key=lambda one: (latest[one], _place_of(one)), reverse=True):
        whole = replace(period, weekdays=tuple(sorted(days[period])))
        if len(found) < MOST_PERIODS and not any(map(whole.overlaps, found)):
            found.append(whole)
    return tuple(sorted(found, key=_place_of))


def _place_of(period: OpeningPeriod) -> tuple[Any, ...]:
    return period.season or (0, 0), period.weekdays, period.opens, period.closes


def _hours_of(row: Row) -> OpeningPeriod | None:
    """Without its weekdays; None where hours or dates can't be understood."""
    try:
        opens, closes = (
            time.fromisoformat(str(row[f"schema:{name}"])).replace(second=0, tzinfo=None)
            for name in ("opens", "closes")
        )
        season = _season_of(row)
    except (KeyError, ValueError):
        return None
    is_next_day = closes < opens and closes <= MORNING
    if closes <= opens and not is_next_day:
        return None
    return OpeningPeriod((), opens, closes, closes_next_day=is_next_day, season=season)


def _season_of(row: Row) -> tuple[int, int] | None:
    """First and last month, to the nearest half. Raises ValueError for a few days only."""
    dates = [row.get(f"schema:{name}") for name in ("validFrom", "validThrough")]
    if None in dates:
        return None
    first, last = (date.fromisoformat(str(value)[:10]) for value in dates)
    length = (last - first).days
    if length >= WHOLE_YEAR:
        return None
    if length < SHORTEST_SEASON:
        raise ValueError("shorter than a season")
    start = first.month if first.day <= MID_MONTH else first.month % 12 + 1
    end = last.month if last.day >= MID_MONTH else (last.month - 2) % 12 + 1
    return start, end


def _weekdays_of(row: Row) -> set[int]:
    """Names at the end of identifiers: `schema:Monday`, `https://schema.org/Monday`."""
    given = row.get("schema:dayOfWeek")
    days = given if isinstance(given, list) else [given]
    names = (str(day.get("@id", "")) if isinstance(day, dict) else str(day) for day in days)
    last_parts = (re.split(r"[:/#]", name)[-1] for name in names)
    return {WEEKDAYS[name] for name in last_parts if name in WEEKDAYS}
