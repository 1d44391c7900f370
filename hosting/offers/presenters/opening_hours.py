"""Opening hours in words: `Monday to Friday, 09:00 to 12:30 and 14:00 to 18:00`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import time
from typing import Final

from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.text.formatting import format_and_list, format_time
from core.values.opening_hours import OpeningPeriod

WEEK: Final = range(7)
SHORTEST_RANGE: Final = 3  # days: two are named
MIDNIGHT: Final = time(0)


@dataclass(frozen=True, slots=True)
class OpeningLine:
    """Days that have the same hours. `note` is the host's own words."""

    days: str
    hours: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class OpeningSeason:
    """What holds in the same months; `months` is empty for the whole year."""

    months: str
    lines: tuple[OpeningLine, ...]


def opening_seasons(periods: Iterable[OpeningPeriod]) -> tuple[OpeningSeason, ...]:
    """By season, the whole year first; in each, days with the same hours stand in one line."""
    by_season: dict[tuple[int, int] | None, list[OpeningPeriod]] = defaultdict(list)
    for period in periods:
        by_season[period.season].append(period)
    return tuple(
        OpeningSeason(format_season(season), _lines(by_season[season]))
        for season in sorted(by_season, key=lambda one: one or (0, 0))
    )


def format_opening_hours(periods: Iterable[OpeningPeriod]) -> str:
    """All of it in one line, without notes: `April to October · Saturday, 09:00 to 12:00`."""
    parts: list[str] = []
    for season in opening_seasons(periods):
        lines = (f"{line.days}, {line.hours}" for line in season.lines)
        parts += filter(None, (season.months, *lines))
    return " · ".join(parts)


def format_open_days(periods: Iterable[OpeningPeriod]) -> str:
    """`Tuesday to Saturday`: on which days somebody is there in some season."""
    return format_weekdays({day for period in periods for day in period.weekdays})


def format_weekdays(weekdays: Iterable[int]) -> str:
    """`Every day except Monday`, `Monday to Friday`, `Wednesday and Saturday`. Monday is 0."""
    days = sorted(set(weekdays))
    if len(days) == len(WEEK):
        return _("Every day")
    if len(days) == len(WEEK) - 1:
        (missing,) = set(WEEK) - set(days)
        return _("Every day except %(day)s") % {"day": WEEKDAYS[missing]}
    words = format_and_list(name for run in _runs(days) for name in _names(run))
    return words[:1].upper() + words[1:]


def format_season(season: tuple[int, int] | None) -> str:
    """`April to October`, `July`; empty for the whole year."""
    if season is None:
        return ""
    first, last = season
    words = str(MONTHS[first])
    if first != last:
        words = _("%(first)s to %(last)s") % {"first": MONTHS[first], "last": MONTHS[last]}
    return words[:1].upper() + words[1:]


def _lines(periods: Iterable[OpeningPeriod]) -> tuple[OpeningLine, ...]:
    of_day: dict[int, list[OpeningPeriod]] = defaultdict(list)
    for period in sorted(periods, key=lambda one: one.opens):
        for day in period.weekdays:
            of_day[day].append(period)
    days_of: dict[tuple[tuple[str, str], ...], list[int]] = defaultdict(list)
    for day in sorted(of_day):
        days_of[tuple((_hours(one), one.note) for one in of_day[day])].append(day)
    return tuple(
        OpeningLine(
            days=format_weekdays(days),
            hours=format_and_list(dict.fromkeys(words for words, _note in hours)),
            note=" ".join(dict.fromkeys(note for _words, note in hours if note)),
        )
        for hours, days in days_of.items()
    )


def _hours(period: OpeningPeriod) -> str:
    if period.is_whole_day:
        return _("day and night")
    facts = {"opens": format_time(period.opens), "closes": format_time(period.closes)}
    if not period.closes_next_day:
        return pgettext("hours", "%(opens)s to %(closes)s") % facts
    if period.closes == MIDNIGHT:
        return pgettext("hours", "%(opens)s to midnight") % facts
    return pgettext("hours", "%(opens)s to %(closes)s the next day") % facts


def _runs(days: Sequence[int]) -> list[list[int]]:
    """Days that follow each other stand together."""
    runs: list[list[int]] = []
    for day in days:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs


def _names(run: Sequence[int]) -> list[str]:
    if len(run) < SHORTEST_RANGE:
        return [pgettext("opening hours", "%(day)s") % {"day": WEEKDAYS[day]} for day in run]
    facts = {"first": WEEKDAYS[run[0]], "last": WEEKDAYS[run[-1]]}
    return [pgettext("opening hours", "%(first)s to %(last)s") % facts]
