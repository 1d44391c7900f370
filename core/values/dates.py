"""Nights, half-open: the check-out day is the morning after the last night. And seasons."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from operator import or_

from django.db.models import F, Q


@dataclass(frozen=True, slots=True)
class DateRange:
    """From check-in to check-out.

    Raises ValueError when check-out doesn't come after check-in.
    """

    check_in: date
    check_out: date

    def __post_init__(self) -> None:
        if self.check_out <= self.check_in:
            raise ValueError("A range has at least one night.")

    def __len__(self) -> int:
        """How many nights."""
        return (self.check_out - self.check_in).days

    @property
    def nights(self) -> list[date]:
        return [self.check_in + timedelta(days=number) for number in range(len(self))]

    def overlaps(self, other: DateRange) -> bool:
        return self.check_in < other.check_out and other.check_in < self.check_out


def ranges_of(days: Iterable[date]) -> list[DateRange]:
    """Nights in a row as one range each."""
    ranges: list[DateRange] = []
    for day in sorted(set(days)):
        if ranges and ranges[-1].check_out == day:
            ranges[-1] = DateRange(ranges[-1].check_in, day + timedelta(days=1))
        else:
            ranges.append(DateRange(day, day + timedelta(days=1)))
    return ranges


def add_months(day: date, months: int) -> date:
    """The first day of the month that comes `months` after the one of `day`, or before it."""
    number = day.year * 12 + day.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def is_in_season(month: int, first: int, last: int) -> bool:
    """Months are inclusive; a season from November to March runs over the new year."""
    if first <= last:
        return first <= month <= last
    return month >= first or month <= last


def season_dates(first: int, last: int, *, today: date) -> DateRange:
    """The turn of a season that holds `today`, else its next one: from its first day on until the
    day after its last.
    """
    year = today.year
    if is_in_season(today.month, first, last):
        year -= today.month < first  # it began before the new year
    elif today.month > first:
        year += 1
    start = date(year, first, 1)
    return DateRange(start, add_months(start, (last - first) % 12 + 1))


def in_season(months: Iterable[int]) -> Q:
    """The same asked of a database: rows whose season has one of these months."""
    within_a_year = Q(season_from__lte=F("season_until"))
    spans = ((Q(season_from__lte=month), Q(season_until__gte=month)) for month in months)
    return reduce(
        or_,
        (
            (within_a_year & begun & goes_on) | (~within_a_year & (begun | goes_on))
            for begun, goes_on in spans
        ),
    )
