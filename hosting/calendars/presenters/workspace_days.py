"""The half-days of a workspace as everybody may see them: free as soon as one desk is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from core.text.formatting import format_day, format_time
from core.values.half_days import Half, HalfDay, days_of, range_of
from hosting.calendar_feeds.models import ForeignBlock
from hosting.calendars.models import CalendarPeriod, NightHold
from hosting.calendars.states import DayPart
from hosting.offers.models.stays import Unit
from hosting.offers.models.workspaces import Workspace
from hosting.offers.selectors.local_times import has_ended

DAYS_SHOWN: Final = 10  # two working weeks


@dataclass(frozen=True, slots=True)
class HalfDayChoice:
    """A box to tick. `code` is its value."""

    code: str
    label: str
    hours: str
    is_free: bool
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class WorkspaceDay:
    """A day on which the workspace is open, with its two halves."""

    day: date
    halves: tuple[HalfDayChoice, ...]

    @property
    def label(self) -> str:
        """`Monday 3 May`."""
        return format_day(self.day, weekday=True)


def workspace_days(
    workspace: Workspace,
    *,
    first: date | None = None,
    party: int = 1,
    chosen: Collection[HalfDay] = (),
    most: int = DAYS_SHOWN,
) -> tuple[WorkspaceDay, ...]:
    """Open days from `first` on that one may ask for, and those that are chosen already.

    A half-day is free where one unit for so many is. Two reads, however many units there are.
    """
    days = sorted({*_open_days(workspace, first, most), *(one.day for one in chosen)})
    if not days:
        return ()
    free = free_half_days(
        Unit.objects.filter(workspace=workspace.pk).sleeping(party).values_list("pk", flat=True),
        [HalfDay(day, half) for day in days for half in Half],
    )
    return tuple(
        WorkspaceDay(
            day,
            tuple(
                HalfDayChoice(
                    code=str(one),
                    label=str(DayPart(one.half).label),
                    hours=format_hours(workspace, one.half),
                    is_free=one in free and not has_ended(workspace, one),
                    is_chosen=one in chosen,
                )
                for one in (HalfDay(day, half) for half in Half)
            ),
        )
        for day in days
    )


def free_half_days(units: Iterable[int], half_days: Collection[HalfDay]) -> set[HalfDay]:
    """Those on which one of these units is neither held, closed nor taken elsewhere. Two reads."""
    pks = list(units)
    dates = range_of(half_days)
    shut: dict[HalfDay, set[int]] = defaultdict(set)
    held = NightHold.objects.filter(unit__in=pks).during(dates).exclude(part=DayPart.NIGHT)
    for unit, day, part in held.values_list("unit", "night", "part"):
        shut[HalfDay(day, Half(part))].add(unit)
    closed = CalendarPeriod.objects.filter(unit__in=pks).closed_during(dates)
    elsewhere = ForeignBlock.objects.filter(unit__in=pks).during(dates).order_by()
    periods = list(
        closed.order_by()
        .values_list("unit", "check_in", "check_out")
        .union(elsewhere.values_list("unit", "start", "end"), all=True)
    )
    for one in half_days:
        shut[one] |= {unit for unit, begin, end in periods if begin <= one.day < end}
    return {one for one in half_days if not shut[one].issuperset(pks)}


def format_half_days(half_days: Iterable[HalfDay]) -> str:
    """`Mon 3 May, morning; Tue 4 May, all day`."""
    return pgettext("between half-days", "; ").join(
        ", ".join((format_day(day, weekday=True), _format_halves(halves)))
        for day, halves in days_of(half_days).items()
    )


def count_half_days(half_days: Collection[HalfDay]) -> str:
    """`4 half-days`."""
    words = ngettext("%(count)s half-day", "%(count)s half-days", len(half_days))
    return words % {"count": len(half_days)}


def format_hours(workspace: Workspace, half: Half) -> str:
    """`09:00–13:00`, by the clocks there."""
    begins, ends = workspace.hours_of(half)
    return f"{format_time(begins)}–{format_time(ends)}"


def _format_halves(halves: Collection[Half]) -> str:
    if len(halves) == len(Half):
        return _("all day")
    return ", ".join(str(DayPart(half).label).lower() for half in halves)


def _open_days(workspace: Workspace, first: date | None, most: int) -> Iterator[date]:
    """The next so many days on which it is open, as far ahead as one may ask."""
    today = timezone.localdate()
    day = max(first or today, today + timedelta(days=workspace.notice_days))
    last, found = today + settings.HOSTING_ASK_AHEAD, 0
    while day < last and found < most:
        if workspace.is_open_on(day):
            found += 1
            yield day
        day += timedelta(days=1)
