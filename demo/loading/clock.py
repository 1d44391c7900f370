"""When things happen: everything is counted from the day on which the demo is loaded."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

YEAR = timedelta(weeks=52)
PAST = timedelta(days=21)


@dataclass(frozen=True, slots=True)
class Clock:
    """The moment of loading."""

    now: datetime

    @property
    def today(self) -> date:
        return timezone.localdate(self.now)

    @property
    def monday(self) -> date:
        return self.today - timedelta(days=self.today.weekday())

    def moved(self, day: date) -> date:
        """The same weekday and season, from three weeks ago to a year ahead."""
        earliest = self.today - PAST
        return day + YEAR * -((day - earliest) // YEAR)

    def at(self, day: date, hour: time) -> datetime:
        return timezone.make_aware(datetime.combine(day, hour))

    def ago(self, days: float) -> datetime:
        return self.now - timedelta(days=days)
