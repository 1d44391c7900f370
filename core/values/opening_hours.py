"""When a place is open: days of the week, hours, and months of the year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time
from typing import Final

from core.values.dates import is_in_season

HOUR: Final = 60  # minutes
DAY: Final = 24 * HOUR
WEEK: Final = 7 * DAY
MONTHS: Final = range(1, 13)


@dataclass(frozen=True, slots=True)
class OpeningPeriod:
    """The same hours on some days of the week, of which Monday is 0.

    `season` is the first and the last month, both included; None is the whole year. Hours that end
    on the next day say so by `closes_next_day`: from noon to noon is a whole day.
    """

    weekdays: tuple[int, ...]
    opens: time
    closes: time
    closes_next_day: bool = False
    season: tuple[int, int] | None = None
    note: str = ""

    @property
    def months(self) -> frozenset[int]:
        first, last = self.season or (1, 12)
        return frozenset(month for month in MONTHS if is_in_season(month, first, last))

    @property
    def is_whole_day(self) -> bool:
        return self.closes_next_day and self.opens == self.closes

    def overlaps(self, other: OpeningPeriod) -> bool:
        """Whether both are open at some minute of a week in a month that they share."""
        if not self.months & other.months:
            return False
        theirs = list(other._minutes())
        return any(
            start < their_end and their_start < end
            for start, end in self._minutes()
            for their_start, their_end in theirs
        )

    def _minutes(self) -> Iterator[tuple[int, int]]:
        """From and until, in minutes since Monday 0:00. What leads into Monday comes back there."""
        opens, closes = _minute(self.opens), _minute(self.closes)
        for day in self.weekdays:
            start = day * DAY + opens
            end = day * DAY + closes + (DAY if self.closes_next_day else 0)
            yield start, end
            if end > WEEK:
                yield start - WEEK, end - WEEK


def _minute(clock: time) -> int:
    return clock.hour * HOUR + clock.minute
