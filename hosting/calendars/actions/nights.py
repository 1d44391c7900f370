"""What a host says of nights. What is taken stays taken."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction

from commons.accounts.permissions import Actor
from commons.audit import actions as audit
from core.permissions import require
from core.values.dates import DateRange
from hosting.calendars.errors import DaysHeldError, NightsHeldError
from hosting.calendars.models import CalendarPeriod
from hosting.calendars.signals import calendar_changed
from hosting.calendars.states import DayState
from hosting.offers.models.stays import Unit


@transaction.atomic
def set_nights_of_units(
    *, nights: Mapping[Unit, Sequence[DateRange]], state: DayState, by: Actor, note: str = ""
) -> None:
    """The same for nights of several units: all of them or none.

    Raises NightsHeldError.
    """
    for unit in sorted(nights, key=lambda unit: unit.pk):
        for dates in nights[unit]:
            set_nights(unit=unit, dates=dates, state=state, note=note, by=by)


@transaction.atomic
def set_nights(*, unit: Unit, dates: DateRange, state: DayState, by: Actor, note: str = "") -> Unit:
    """Open nights, close them, or ask people to ask. The same lock that agreements take.

    The note is for the host alone; open nights have none.
    """
    require(by, "calendars.set_nights", unit.offer)

    unit = Unit.objects.locked(unit.pk, no_key=True)
    if state == DayState.CLOSED and unit.night_holds.during(dates).exists():
        raise DaysHeldError if unit.workspace_id is not None else NightsHeldError

    _replace_periods(unit, dates, state, note)
    audit.record(by, "nights.set", unit, state=state, first=str(dates.check_in))

    calendar_changed.send(sender=Unit, unit=unit)
    return unit


def _replace_periods(unit: Unit, dates: DateRange, state: DayState, note: str) -> None:
    """Cut what overlaps, join what touches: periods of a unit stay disjoint and few."""
    touching = CalendarPeriod.objects.filter(
        unit=unit, check_in__lte=dates.check_out, check_out__gte=dates.check_in
    )
    pieces: list[tuple[date, date, DayState, str]] = []
    if state != DayState.OPEN:
        pieces.append((dates.check_in, dates.check_out, state, note))
    for period in touching:
        old = DayState(period.state), period.note
        before = (period.check_in, min(period.check_out, dates.check_in), *old)
        after = (max(period.check_in, dates.check_out), period.check_out, *old)
        pieces += [piece for piece in (before, after) if piece[0] < piece[1]]

    joined: list[CalendarPeriod] = []
    for check_in, check_out, *terms in sorted(pieces):
        last = joined[-1] if joined else None
        if last and last.check_out == check_in and [last.state, last.note] == terms:
            last.check_out = check_out
        else:
            period_state, words = terms
            joined.append(
                CalendarPeriod(
                    unit=unit,
                    check_in=check_in,
                    check_out=check_out,
                    state=period_state,
                    note=words,
                )
            )
    touching.delete()
    CalendarPeriod.objects.bulk_create(joined)
