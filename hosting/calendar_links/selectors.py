"""When something of a host is taken: the facts of a calendar file, without anything of people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Final
from zoneinfo import ZoneInfo

from django.db.models import Count, QuerySet
from django.utils import timezone

from commons.accounts.models import User
from core.values.half_days import Half
from hosting.calendar_links.choices import LinkScope
from hosting.calendar_links.models import CalendarLink
from hosting.calendars.models import CalendarPeriod, NightHold, Session
from hosting.calendars.states import DayPart, DayState, SessionState
from hosting.offers.models.activities import Activity
from hosting.offers.models.stays import Unit
from hosting.offers.selectors.local_times import time_zone_of
from hosting.offers.states import OfferState

SHOWN_BACK: Final = timedelta(days=31)  # what is over stays for a month
ONE_DAY: Final = timedelta(days=1)

type Taken = tuple[int, date, str]  # the key of a hold, a day, and which part of it


class Reason(StrEnum):
    """Why nobody else can come."""

    RESERVED = "reserved"
    CLOSED = "closed"
    SESSION = "session"


@dataclass(frozen=True, slots=True)
class BusyTime:
    """Days (half-open) or hours at which something is taken. `key` names it while it stands.

    `seats` are those taken and all of them, of a session.
    """

    key: str
    reason: Reason
    start: date | datetime
    end: date | datetime
    title: str
    language: str
    seats: tuple[int, int] | None = None


def linkable_units(host: User) -> QuerySet[Unit]:
    """Whatever this host lets people sleep or work in, and hasn't withdrawn."""
    related = ("stay__place__locality", "workspace__place__locality")
    units = Unit.objects.of_host(host).not_withdrawn()
    return units.select_related(*related).order_by("pk")


def linkable_activities(host: User) -> QuerySet[Activity]:
    """The activities of this host that have dates, and aren't withdrawn."""
    own = Activity.objects.filter(host=host).exclude(state=OfferState.WITHDRAWN)
    with_dates = own.filter(pk__in=Session.objects.filter(activity__host=host).values("activity"))
    return with_dates.select_related("place__locality").order_by("pk")


def busy_times(link: CalendarLink) -> list[BusyTime]:
    """From a month ago on, in order: what people have agreed on, and what the host closed by hand.

    What other calendars say isn't among it: it would come back to where it is from. Two reads for
    units, one for sessions, and one each to know them where the link shows everything of a host.
    """
    units: Collection[Unit] = () if link.unit is None else (link.unit,)
    activities: Collection[Activity] = () if link.activity is None else (link.activity,)
    if link.scope == LinkScope.HOST:
        units, activities = list(linkable_units(link.host)), list(linkable_activities(link.host))
    since = timezone.localdate() - SHOWN_BACK
    times = [*_of_units(units, since), *_of_sessions(activities, since)]
    return sorted(times, key=lambda one: (str(one.start), one.key))


def _of_units(units: Collection[Unit], since: date) -> Iterator[BusyTime]:
    if not units:
        return
    by_key = {unit.pk: unit for unit in units}
    taken: dict[int, list[Taken]] = defaultdict(list)
    # Each hold as a whole: its event keeps its first day, by which it is named, until it goes.
    recent = NightHold.objects.filter(unit__in=by_key, night__gte=since)
    holds = NightHold.objects.filter(unit__in=by_key, hold__in=recent.order_by().values("hold"))
    facts = ("unit", "hold", "night", "part")
    for unit, hold, night, part in holds.order_by(*facts).values_list(*facts):
        taken[unit].append((hold, night, part))
    for key, rows in taken.items():
        of_unit = _of_half_days if by_key[key].workspace_id is not None else _of_nights
        yield from of_unit(by_key[key], rows)
    closed = CalendarPeriod.objects.filter(
        unit__in=by_key, state=DayState.CLOSED, check_out__gt=since
    )
    for unit, first, end in closed.values_list("unit", "check_in", "check_out"):
        shown = by_key[unit]
        yield _busy(shown, Reason.CLOSED, f"closed-{unit}-{first}", first, end)


def _of_nights(unit: Unit, taken: Iterable[Taken]) -> Iterator[BusyTime]:
    """Nights that follow each other in one hold are one time."""
    for hold, nights in _days_by_hold(taken).items():
        gaps = [(one, other) for one, other in pairwise(nights) if other - one > ONE_DAY]
        firsts = [nights[0], *(after for _before, after in gaps)]
        lasts = [*(before for before, _after in gaps), nights[-1]]
        for first, last in zip(firsts, lasts, strict=True):
            yield _busy(unit, Reason.RESERVED, f"hold-{hold}-{first}", first, last + ONE_DAY)


def _of_half_days(unit: Unit, taken: Iterable[Taken]) -> Iterator[BusyTime]:
    """Of each day, from its first half to its last, at the hours of the workspace."""
    workspace = unit.workspace
    if workspace is None:
        raise ValueError("Only a unit of a workspace is taken by half-days.")
    clock = time_zone_of(workspace)
    parts: dict[tuple[int, date], list[Half]] = defaultdict(list)
    for hold, day, part in taken:
        if part != DayPart.NIGHT:
            parts[hold, day].append(Half(part))
    for (hold, day), halves in parts.items():
        start = datetime.combine(day, workspace.hours_of(min(halves))[0], clock)
        end = datetime.combine(day, workspace.hours_of(max(halves))[1], clock)
        yield _busy(unit, Reason.RESERVED, f"hold-{hold}-{day}", start, end)


def _of_sessions(activities: Collection[Activity], since: date) -> Iterator[BusyTime]:
    if not activities:
        return
    by_key = {activity.pk: activity for activity in activities}
    clocks = {key: time_zone_of(activity) for key, activity in by_key.items()}
    sessions = Session.objects.filter(
        activity__in=by_key, state=SessionState.SCHEDULED, starts_at__gte=_midnight(since)
    ).annotate(taken=Count("seat_holds"))
    facts = ("activity", "public_id", "starts_at", "ends_at", "taken", "seats")
    for key, public_id, starts, ends, taken, seats in sessions.values_list(*facts):
        clock, activity = clocks[key], by_key[key]
        yield BusyTime(
            key=public_id,
            reason=Reason.SESSION,
            start=starts.astimezone(clock),
            end=ends.astimezone(clock),
            title=activity.title,
            language=activity.language,
            seats=(taken, seats),
        )


def _days_by_hold(taken: Iterable[Taken]) -> dict[int, list[date]]:
    days: dict[int, list[date]] = defaultdict(list)
    for hold, day, _part in taken:
        days[hold].append(day)
    return days


def _busy(
    unit: Unit, reason: Reason, key: str, start: date | datetime, end: date | datetime
) -> BusyTime:
    title = f"{unit.offer.title} · {unit.name}"
    return BusyTime(key, reason, start, end, title, unit.offer.language)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time(), ZoneInfo("UTC"))
