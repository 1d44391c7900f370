"""What a host says of nights. What is taken stays taken."""

from datetime import date

from django.db import transaction

from commons.accounts.permissions import Actor
from commons.audit import actions as audit
from core.permissions import require
from core.values.dates import DateRange
from hosting.calendars.errors import NightsHeldError
from hosting.calendars.models import CalendarPeriod
from hosting.calendars.signals import calendar_changed
from hosting.calendars.states import DayState
from hosting.offers.models.stays import Unit


@transaction.atomic
def set_nights(*, unit: Unit, dates: DateRange, state: DayState, by: Actor) -> Unit:
    """Open nights, close them, or ask people to ask. The same lock that agreements take."""
    require(by, "calendars.set_nights", unit.stay)

    unit = Unit.objects.locked(unit.pk, no_key=True)
    if state == DayState.CLOSED and unit.night_holds.during(dates).exists():
        raise NightsHeldError

    _replace_periods(unit, dates, state)
    audit.record(by, "nights.set", unit, state=state, first=str(dates.check_in))

    calendar_changed.send(sender=Unit, unit=unit)
    return unit


def _replace_periods(unit: Unit, dates: DateRange, state: DayState) -> None:
    """Cut what overlaps, join what touches: periods of a unit stay disjoint and few."""
    touching = CalendarPeriod.objects.filter(
        unit=unit, check_in__lte=dates.check_out, check_out__gte=dates.check_in
    )
    pieces: list[tuple[date, date, DayState]] = []
    if state != DayState.OPEN:
        pieces.append((dates.check_in, dates.check_out, state))
    for period in touching:
        before = (period.check_in, min(period.check_out, dates.check_in), DayState(period.state))
        after = (max(period.check_in, dates.check_out), period.check_out, DayState(period.state))
        pieces += [piece for piece in (before, after) if piece[0] < piece[1]]

    joined: list[CalendarPeriod] = []
    for check_in, check_out, period_state in sorted(pieces):
        if joined and joined[-1].check_out == check_in and joined[-1].state == period_state:
            joined[-1].check_out = check_out
        else:
            joined.append(
                CalendarPeriod(
                    unit=unit, check_in=check_in, check_out=check_out, state=period_state
                )
            )
    touching.delete()
    CalendarPeriod.objects.bulk_create(joined)
