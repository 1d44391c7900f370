"""When an activity takes place next, at the time of its place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from django.db.models import Count, QuerySet
from django.utils import timezone
from django.utils.translation import get_language, ngettext, pgettext

from core.text.formatting import format_moment
from core.values.dates import DateRange
from hosting.calendars.models import Session
from hosting.offers.selectors.local_times import time_zone_of

SHOWN: Final = ("public_id", "starts_at", "ends_at", "seats", "taken")


@dataclass(frozen=True, slots=True)
class UpcomingSession:
    """One date to come, with the seats that nobody holds yet."""

    public_id: str
    starts: datetime  # as the clocks show it there
    ends: datetime
    left: int

    def __str__(self) -> str:
        """`Thursday 13 May at 14:30 · 6 seats`."""
        return f"{self.when} · {self.seats}"

    @property
    def is_full(self) -> bool:
        return self.left <= 0

    def fits(self, dates: DateRange, *, people: int = 1) -> bool:
        """Whether it begins inside these dates, the last day included, and takes so many."""
        return dates.check_in <= self.starts.date() <= dates.check_out and self.left >= people

    @property
    def when(self) -> str:
        """The day and hour, by the clocks of the place."""
        return format_moment(self.starts, self.starts.tzinfo or timezone.get_current_timezone())

    @property
    def seats(self) -> str:
        if self.is_full:
            return pgettext("session", "full")
        return _seats_left(self.left, get_language())


@lru_cache(maxsize=200)  # a page may list sixty dates
def _seats_left(left: int, _language: str | None) -> str:
    return ngettext("%(left)s place left", "%(left)s places left", left) % {"left": left}


def upcoming_sessions(activities: Iterable[int]) -> dict[int, list[UpcomingSession]]:
    """By activity, the next one first. One read."""
    sessions = Session.objects.upcoming().filter(activity__in=list(activities))
    found: dict[int, list[UpcomingSession]] = defaultdict(list)
    zone = "activity__place__locality__timezone"
    for activity, zone_name, *fields in _with_seats(sessions).values_list("activity", zone, *SHOWN):
        clock = ZoneInfo(zone_name) if zone_name else timezone.get_current_timezone()
        found[activity].append(_session(*fields, clock=clock))
    return found


def sort_fitting_first(
    sessions: Iterable[UpcomingSession], dates: DateRange | None, *, people: int = 1
) -> list[UpcomingSession]:
    """Those inside the dates before all others, each in the order of time."""
    if dates is None:
        return list(sessions)
    return sorted(sessions, key=lambda session: not session.fits(dates, people=people))


def sessions_to_come(activity: int, clock: ZoneInfo) -> tuple[UpcomingSession, ...]:
    """Of one activity, by the clocks of its place, as its page asks each time. One read."""
    rows = _with_seats(Session.objects.upcoming().filter(activity=activity))
    return tuple(_session(*fields, clock=clock) for fields in rows.values_list(*SHOWN))


def _with_seats(sessions: QuerySet[Session]) -> QuerySet[Session]:
    return sessions.annotate(taken=Count("seat_holds")).order_by("starts_at", "pk")


def _session(
    public_id: str, starts: datetime, ends: datetime, seats: int, taken: int, *, clock: tzinfo
) -> UpcomingSession:
    return UpcomingSession(
        public_id, starts.astimezone(clock), ends.astimezone(clock), seats - taken
    )


def format_session(session: Session) -> str:
    """`Saturday 5 May at 09:00`. Reads the place unless `activity__place__locality` is there."""
    return format_moment(session.starts_at, time_zone_of(session.activity))
