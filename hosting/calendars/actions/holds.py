"""The one place where nights, half-days, seats and goods are taken, for agreements and others."""

from collections.abc import Collection

from django.db import transaction

from core.values.dates import DateRange
from core.values.half_days import HalfDay
from hosting.calendars.errors import (
    HalfDaysClosedSinceError,
    HalfDaysTakenError,
    NightsClosedSinceError,
    NightsTakenError,
    SeatsTakenError,
    SessionFullError,
)
from hosting.calendars.models import Hold, NightHold, SeatHold, Session, is_shut, is_shut_on
from hosting.calendars.signals import calendar_changed, seats_changed
from hosting.calendars.states import DayPart
from hosting.offers.actions.stock import return_to_stock, take_from_stock
from hosting.offers.models.goods import Product
from hosting.offers.models.stays import Unit


@transaction.atomic
def hold_nights(*, unit: Unit, dates: DateRange, even_closed: bool = True) -> Hold:
    """Take all these nights of a unit, or none. The caller has asked `require`.

    The lock makes rivals wait in line; the unique key would stop them even without it.
    Raises NightsTakenError, NightsClosedSinceError unless they may be taken `even_closed`, and
    ValueError for a desk.
    """
    unit = Unit.objects.locked(unit.pk, no_key=True)
    if unit.workspace_id is not None:
        raise ValueError("Nights are held of a stay.")
    if unit.night_holds.during(dates).exists():
        raise NightsTakenError
    if not even_closed and is_shut(unit, dates):
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
def hold_half_days(*, unit: Unit, half_days: Collection[HalfDay], even_closed: bool = True) -> Hold:
    """Take all these half-days of a workspace's unit, or none. The caller has asked `require`.

    As with nights the lock makes rivals wait in line, and the unique key would stop them without.
    Raises HalfDaysTakenError, HalfDaysClosedSinceError unless they may be taken `even_closed`, and
    ValueError for a unit that is slept in.
    """
    unit = Unit.objects.locked(unit.pk, no_key=True)
    if unit.workspace_id is None:
        raise ValueError("Half-days are held of a workspace.")
    if unit.night_holds.taking(half_days).exists():
        raise HalfDaysTakenError
    if not even_closed and is_shut_on(unit, half_days):
        raise HalfDaysClosedSinceError

    hold = Hold.objects.create(unit=unit)
    NightHold.objects.bulk_create(
        [
            NightHold(hold=hold, unit=unit, night=one.day, part=DayPart(one.half))
            for one in half_days
        ],
        ignore_conflicts=True,
    )
    if hold.night_holds.count() != len(half_days):
        raise HalfDaysTakenError

    calendar_changed.send(sender=Unit, unit=unit)
    return hold


@transaction.atomic
def hold_seats(*, session: Session, seats: int) -> Hold:
    """Take so many seats of a session, or none. The caller has asked `require`.

    Seats are numbered, so that the unique key stops rivals even without the lock.
    Raises SeatsTakenError, or SessionFullError where none is left.
    """
    session = Session.objects.locked(session.pk, no_key=True)
    taken = set(session.seat_holds.values_list("number", flat=True))
    free = [number for number in range(1, session.seats + 1) if number not in taken]
    if len(free) < seats:
        raise SeatsTakenError(left=len(free)) if free else SessionFullError

    hold = Hold.objects.create(session=session)
    SeatHold.objects.bulk_create(
        [SeatHold(hold=hold, session=session, number=number) for number in free[:seats]],
        ignore_conflicts=True,
    )
    if hold.seat_holds.count() != seats:
        raise SessionFullError

    seats_changed.send(sender=Session, session=session)
    return hold


@transaction.atomic
def hold_goods(*, product: Product, quantity: int) -> Hold | None:
    """Take so many of a product, or none. The caller has asked `require`.

    None where the host doesn't count: there is nothing to give back. Raises StockTakenSinceError,
    or NoneLeftSinceError.
    """
    if not take_from_stock(product=product, quantity=quantity):
        return None
    return Hold.objects.create(product=product, quantity=quantity)


@transaction.atomic
def release_hold(*, hold: Hold) -> None:
    """Give nights, half-days, seats or goods back. The caller has asked `require`.

    The lock is on the hold, after that of its unit where one is taken: whoever notes something
    about it waits, and finds it gone.
    """
    list(Hold.objects.select_for_update().filter(pk=hold.pk))
    unit, session, product = hold.unit, hold.session, hold.product
    if product is not None:
        return_to_stock(product=product, quantity=hold.quantity or 0)
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
