"""The one place where nights and seats are taken, for agreements and whoever comes later."""

from django.db import transaction

from core.values.dates import DateRange
from hosting.calendars.errors import NightsClosedSinceError, NightsTakenError, SeatsTakenError
from hosting.calendars.models import Hold, NightHold, SeatHold, Session
from hosting.calendars.signals import calendar_changed, seats_changed
from hosting.offers.models.stays import Unit


@transaction.atomic
def hold_nights(*, unit: Unit, dates: DateRange, even_closed: bool = True) -> Hold:
    """Take all these nights of a unit, or none. The caller has asked `require`.

    The lock makes rivals wait in line; the unique key would stop them even without it.
    Raises NightsTakenError, or NightsClosedSinceError unless they may be taken `even_closed`.
    """
    unit = Unit.objects.locked(unit.pk, no_key=True)
    if unit.night_holds.during(dates).exists():
        raise NightsTakenError
    if not even_closed and unit.periods.closed_during(dates).exists():
        raise NightsClosedSinceError

    hold = Hold.objects.create(unit=unit)
    _hold_each_night(hold, unit, dates)
    return hold


@transaction.atomic
def hold_more_nights(*, hold: Hold, dates: DateRange) -> Hold:
    """Lengthen a hold of a unit by all these nights, or by none. The caller has asked `require`.

    Raises NightsTakenError.
    """
    unit = Unit.objects.select_for_update(no_key=True).get(holds=hold)
    if unit.night_holds.during(dates).exists():
        raise NightsTakenError

    _hold_each_night(hold, unit, dates)
    return hold


@transaction.atomic
def hold_seats(*, session: Session, seats: int) -> Hold:
    """Take so many seats of a session, or none. The caller has asked `require`.

    Seats are numbered, so that the unique key stops rivals even without the lock.
    Raises SeatsTakenError.
    """
    session = Session.objects.locked(session.pk, no_key=True)
    taken = set(session.seat_holds.values_list("number", flat=True))
    free = [number for number in range(1, session.seats + 1) if number not in taken]
    if len(free) < seats:
        raise SeatsTakenError(left=len(free))

    hold = Hold.objects.create(session=session)
    SeatHold.objects.bulk_create(
        [SeatHold(hold=hold, session=session, number=number) for number in free[:seats]],
        ignore_conflicts=True,
    )
    if hold.seat_holds.count() != seats:
        raise SeatsTakenError(left=0)

    seats_changed.send(sender=Session, session=session)
    return hold


@transaction.atomic
def release_hold(*, hold: Hold) -> None:
    """Give nights or seats back. The caller has asked `require`."""
    unit, session = hold.unit, hold.session
    hold.delete()
    if unit is not None:
        calendar_changed.send(sender=Unit, unit=unit)
    if session is not None:
        seats_changed.send(sender=Session, session=session)


def _hold_each_night(hold: Hold, unit: Unit, dates: DateRange) -> None:
    """The unique key stops rivals even without the lock."""
    before = hold.night_holds.count()
    NightHold.objects.bulk_create(
        [NightHold(hold=hold, unit=unit, night=night) for night in dates.nights],
        ignore_conflicts=True,
    )
    if hold.night_holds.count() - before != len(dates):
        raise NightsTakenError

    calendar_changed.send(sender=Unit, unit=unit)
