"""Nights, half-open: the check-out day is the morning after the last night."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta


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


def is_in_season(month: int, first: int, last: int) -> bool:
    """Months are inclusive; a season from November to March runs over the new year."""
    if first <= last:
        return first <= month <= last
    return month >= first or month <= last
