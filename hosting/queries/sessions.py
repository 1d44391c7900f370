"""When an activity takes place next, at the time of its place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import Count
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import ngettext, pgettext

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
        day = day_in_words(self.starts.date(), weekday=True)
        return f"{day}, {time_format(self.starts)}"

    @property
    def seats(self) -> str:
        if self.is_full:
            return pgettext("session", "full")
        return ngettext("%(left)s seat", "%(left)s seats", self.left) % {"left": self.left}


def upcoming_sessions(activities: Iterable[int]) -> dict[int, list[UpcomingSession]]:
    """By activity, the next one first. One read."""
    rows = (
        Session.objects.upcoming()
        .filter(activity__in=list(activities))
        .annotate(taken=Count("seat_holds"))
        .order_by("starts_at", "pk")
        .values_list(
            "activity",
            "public_id",
            "starts_at",
            "ends_at",
            "seats",
            "taken",
            "activity__place__locality__timezone",
        )
    )
    found: dict[int, list[UpcomingSession]] = defaultdict(list)
    for activity, public_id, starts_at, ends_at, seats, taken, zone in rows:
        clock = ZoneInfo(zone) if zone else timezone.get_current_timezone()
        starts, ends = starts_at.astimezone(clock), ends_at.astimezone(clock)
        found[activity].append(UpcomingSession(public_id, starts, ends, seats - taken))
    return found
