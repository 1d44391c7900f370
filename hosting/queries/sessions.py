"""When an activity takes place next, at the time of its place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, QuerySet
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import ngettext, pgettext

from core.questions import Key, Question
from core.words import day_in_words
from hosting.models import Session


@dataclass(frozen=True, slots=True)
class UpcomingSession:
    """One date to come, with the seats that nobody holds yet."""

    public_id: str
    starts: datetime  # as the clocks show it there
    ends: datetime
    left: int

    def __str__(self) -> str:
        """`Thursday 13 May, 14:30 · 6 seats`."""
        return f"{self.when} · {self.seats}"

    @property
    def is_full(self) -> bool:
        return self.left <= 0

    @property
    def when(self) -> str:
        """With its year where that is another one than today's: dates lie up to years ahead."""
        another_year = self.starts.year != timezone.localdate().year
        day = day_in_words(self.starts.date(), weekday=True, year=another_year)
        return f"{day}, {time_format(self.starts)}"

    @property
    def seats(self) -> str:
        if self.is_full:
            return pgettext("session", "full")
        return ngettext("%(left)s seat", "%(left)s seats", self.left) % {"left": self.left}


def upcoming_sessions(activities: Iterable[int]) -> dict[int, list[UpcomingSession]]:
    """By activity, the next one first. One read."""
    sessions = Session.objects.upcoming().filter(activity__in=list(activities))
    found: dict[int, list[UpcomingSession]] = defaultdict(list)
    for activity, *told in _with_seats(sessions):
        found[activity].append(_session(*told))
    return found


def sessions_to_come(activity: int) -> tuple[UpcomingSession, ...]:
    """Of one activity, as its page asks each time. One read."""
    rows = _of_one_activity().ask(activity=activity, now=timezone.now())
    return tuple(_session(*told) for _activity, *told in rows)


@cache
def _of_one_activity() -> Question[tuple[Any, ...]]:
    coming = Session.objects.upcoming(Key("now"))
    return Question(_with_seats(coming.filter(activity=Key("activity"))))


def _with_seats(sessions: QuerySet[Session]) -> QuerySet[Session, tuple[Any, ...]]:
    counted = sessions.annotate(taken=Count("seat_holds")).order_by("starts_at", "pk")
    zone = "activity__place__locality__timezone"
    return counted.values_list(
        "activity", "public_id", "starts_at", "ends_at", "seats", "taken", zone
    )


def _session(
    public_id: str, starts: datetime, ends: datetime, seats: int, taken: int, zone: str | None
) -> UpcomingSession:
    clock = ZoneInfo(zone) if zone else timezone.get_current_timezone()
    return UpcomingSession(
        public_id, starts.astimezone(clock), ends.astimezone(clock), seats - taken
    )
