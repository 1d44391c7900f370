"""When an offer is probably free: what a calendar leaves of its season, and seats that are left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Count, F
from django.utils import timezone

from core.values.dates import DateRange
from hosting.calendars.models import CalendarPeriod, NightHold, Session
from hosting.calendars.states import DayState, SessionState
from hosting.offers.models.stays import Unit
from search.index.documents.offers import FAR, Room, Seats

YEARS_AHEAD: Final = 3  # of a season; nobody may ask so far ahead, so the last one never shows
DECEMBER: Final = 12


def rooms_of(stays: Mapping[int, tuple[int, int]]) -> dict[int, list[Room]]:
    """The units of these stays, by their season: its first and its last month. Three reads."""
    units = Unit.objects.filter(stay__in=stays).order_by("stay", "sort_order", "pk")
    rows = list(units.values_list("pk", "stay", "sleeps"))
    pks = [pk for pk, _stay, _sleeps in rows]
    # Nights that the host closed or somebody holds; those that have passed matter to nobody.
    today = timezone.localdate()
    taken: dict[int, list[DateRange]] = defaultdict(list)
    closed = CalendarPeriod.objects.filter(unit__in=pks, state=DayState.CLOSED, check_out__gt=today)
    for unit, check_in, check_out in closed.values_list("unit", "check_in", "check_out"):
        taken[unit].append(DateRange(check_in, check_out))
    held = NightHold.objects.filter(unit__in=pks, night__gte=today).order_by("unit", "night")
    for unit, night in held.values_list("unit", "night"):
        # Nights in a row are one range.
        ranges = taken[unit]
        morning = date.fromordinal(night.toordinal() + 1)
        if ranges and ranges[-1].check_out == night:
            ranges[-1] = DateRange(ranges[-1].check_in, morning)
        else:
            ranges.append(DateRange(night, morning))
    rooms: dict[int, list[Room]] = defaultdict(list)
    for pk, stay, sleeps in rows:
        rooms[stay].append(Room(sleeps, tuple(free_spans(seasons(*stays[stay]), taken[pk]))))
    return rooms


def seats_of(activities: Iterable[int]) -> dict[int, list[Seats]]:
    """What still takes place, on its day by the clocks of its place. One read."""
    left = F("seats") - Count("seat_holds")
    sessions = Session.objects.filter(
        activity__in=list(activities),
        state=SessionState.SCHEDULED,
        starts_at__gt=timezone.now(),
    ).annotate(left=left)
    found: dict[int, list[Seats]] = defaultdict(list)
    zone = "activity__place__locality__timezone"
    rows = sessions.order_by("starts_at", "pk").values_list("activity", "starts_at", "left", zone)
    for activity, starts_at, seats, there in rows:
        if seats > 0:
            clock = ZoneInfo(there or settings.TIME_ZONE)
            found[activity].append(Seats(starts_at.astimezone(clock).date(), seats))
    return found


def seasons(first: int, last: int) -> list[DateRange]:
    """The months in which somebody is welcome, inclusive; one may run over the new year."""
    if (last - first) % DECEMBER == DECEMBER - 1:
        return [FAR]
    year = timezone.localdate().year
    lasts = last + (DECEMBER if last < first else 0)
    return [
        DateRange(_first_of(start, first), _first_of(start, lasts + 1))
        for start in range(year - 1, year + YEARS_AHEAD + 1)
    ]


def free_spans(open_to: Iterable[DateRange], taken: Iterable[DateRange]) -> Iterator[DateRange]:
    """What is left of ranges that lie apart, in order, without those that are taken."""
    gaps = sorted(taken, key=lambda gap: gap.check_in)
    for span in open_to:
        start = span.check_in
        for gap in gaps:
            if gap.check_out <= start or gap.check_in >= span.check_out:
                continue
            if gap.check_in > start:
                yield DateRange(start, gap.check_in)
            start = max(start, gap.check_out)
        if start < span.check_out:
            yield DateRange(start, span.check_out)


def _first_of(year: int, month: int) -> date:
    """The first day of the month that lies so many after the December before."""
    years, month = divmod(month - 1, DECEMBER)
    return date(year + years, month + 1, 1)
