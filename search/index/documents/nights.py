"""When an offer is probably free: what a calendar leaves of its season, and seats that are left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Count, F
from django.utils import timezone

from core.values.dates import DateRange
from core.values.half_days import Half
from hosting.calendar_feeds.models import ForeignBlock
from hosting.calendars.models import CalendarPeriod, NightHold, Session
from hosting.calendars.states import SessionState
from hosting.offers.models.stays import Unit
from hosting.offers.models.workspaces import Workspace
from search.index.documents.offers import FAR, Room, Seats

YEARS_AHEAD: Final = 3  # of a season; nobody may ask so far ahead, so the last one never shows
DECEMBER: Final = 12


def rooms_of(stays: Mapping[int, tuple[int, int]]) -> dict[int, list[Room]]:
    """The units of these stays, by their season: its first and its last month. Three reads."""
    units = Unit.objects.filter(stay__in=stays).order_by("stay", "sort_order", "pk")
    rows = list(units.values_list("pk", "stay", "sleeps"))
    today = timezone.localdate()
    held = NightHold.objects.filter(unit__in=[pk for pk, *_rest in rows], night__gte=today)
    return _rooms(rows, stays, held.order_by("unit", "night").values_list("unit", "night"))


def desks_of(workspaces: Iterable[int]) -> dict[int, list[Seats]]:
    """Open days of these workspaces on which somebody may come, with the size of the largest unit
    that is free in the morning or in the afternoon. Four reads; none without any.
    """
    by_key = Workspace.objects.in_bulk(list(workspaces))
    if not by_key:
        return {}
    today = timezone.localdate()
    ahead = DateRange(today, today + settings.HOSTING_ASK_AHEAD)
    units = Unit.objects.filter(workspace__in=by_key).order_by("workspace", "-sleeps", "pk")
    rows = list(units.values_list("pk", "workspace", "sleeps"))
    shut = _shut_days([pk for pk, *_rest in rows], ahead)
    of_workspace: dict[Any, list[tuple[int, int]]] = defaultdict(list)
    for pk, workspace, sleeps in rows:
        of_workspace[workspace].append((pk, sleeps))
    found: dict[int, list[Seats]] = {}
    for workspace, desks in of_workspace.items():
        place = by_key[workspace]
        free = (
            (day, next((sleeps for pk, sleeps in desks if day not in shut[pk]), 0))
            for day in ahead.nights[place.notice_days :]
            if place.is_open_on(day)
        )
        found[workspace] = [Seats(day, sleeps) for day, sleeps in free if sleeps]
    return found


def _shut_days(units: Collection[int], ahead: DateRange) -> dict[int, set[date]]:
    """Of each unit the days that are closed, taken elsewhere, or of which both halves are held."""
    shut: dict[int, set[date]] = defaultdict(set)
    held = NightHold.objects.filter(unit__in=units).during(ahead)
    whole = held.values("unit", "night").annotate(halves=Count("pk")).filter(halves__gte=len(Half))
    for unit, day in whole.values_list("unit", "night"):
        shut[unit].add(day)
    for unit, begin, end in _spans_taken(units, ahead):
        span = DateRange(max(begin, ahead.check_in), min(end, ahead.check_out))
        shut[unit].update(span.nights)
    return shut


def _spans_taken(units: Collection[int], dates: DateRange) -> Iterable[tuple[int, date, date]]:
    """What the host has closed of these units or somebody takes elsewhere: unit, begin and end."""
    closed = CalendarPeriod.objects.filter(unit__in=units).closed_during(dates)
    elsewhere = ForeignBlock.objects.filter(unit__in=units).during(dates)
    return (
        closed.order_by()
        .values_list("unit", "check_in", "check_out")
        .union(elsewhere.order_by().values_list("unit", "start", "end"), all=True)
    )


def _rooms(
    rows: Sequence[tuple[int, Any, int]],
    seasons_of: Mapping[int, tuple[int, int]],
    held: Iterable[tuple[int, date]],
) -> dict[int, list[Room]]:
    """By offer, its units without what is closed, held or taken elsewhere, within the season.

    Rows are key, offer and size. What has passed matters to nobody. One read, and `held`.
    """
    pks = [pk for pk, _offer, _sleeps in rows]
    today = timezone.localdate()
    taken: dict[int, list[DateRange]] = defaultdict(list)
    for unit, check_in, check_out in _spans_taken(pks, DateRange(today, date.max)):
        taken[unit].append(DateRange(check_in, check_out))
    for unit, night in held:
        # Nights in a row are one range.
        ranges = taken[unit]
        morning = date.fromordinal(night.toordinal() + 1)
        if ranges and ranges[-1].check_out == night:
            ranges[-1] = DateRange(ranges[-1].check_in, morning)
        else:
            ranges.append(DateRange(night, morning))
    rooms: dict[int, list[Room]] = defaultdict(list)
    for pk, offer, sleeps in rows:
        spans = free_spans(seasons(*seasons_of[offer]), taken[pk])
        rooms[offer].append(Room(sleeps, tuple(spans)))
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
