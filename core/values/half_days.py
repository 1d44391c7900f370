"""Mornings and afternoons, each of one day."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from core.values.dates import DateRange


class Half(StrEnum):
    """Codes that sort as a day goes."""

    MORNING = "am"
    AFTERNOON = "pm"


@dataclass(frozen=True, slots=True, order=True)
class HalfDay:
    """One morning or one afternoon. `str` gives its code: `2027-05-03.am`."""

    day: date
    half: Half

    def __str__(self) -> str:
        return f"{self.day}.{self.half}"

    @classmethod
    def parse(cls, code: str) -> HalfDay:
        """The half-day of a code.

        Raises ValueError where it isn't one, or where no day follows.
        """
        written, _dot, half = code.partition(".")
        day = date.fromisoformat(written)
        if day == date.max:
            raise ValueError("no day follows this one")
        return cls(day, Half(half))


def parse_half_days(codes: Iterable[str]) -> tuple[HalfDay, ...]:
    """In order, each once.

    Raises ValueError where a code isn't one.
    """
    return tuple(sorted({HalfDay.parse(code) for code in codes}))


def days_of(half_days: Iterable[HalfDay]) -> dict[date, tuple[Half, ...]]:
    """The halves of each day, in order."""
    days: dict[date, tuple[Half, ...]] = {}
    for one in sorted(set(half_days)):
        days[one.day] = (*days.get(one.day, ()), one.half)
    return days


def range_of(half_days: Collection[HalfDay]) -> DateRange:
    """From the first day to the day after the last one.

    Raises ValueError where there are none.
    """
    return DateRange(min(half_days).day, max(half_days).day + timedelta(days=1))
