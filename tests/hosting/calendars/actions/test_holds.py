"""Nights and seats are taken all or none, and given back; whoever looks is told."""

from datetime import date

import pytest

from core.values.dates import DateRange
from hosting.calendars.actions.holds import (
    hold_more_nights,
    hold_nights,
    hold_seats,
    release_hold,
)
from hosting.calendars.errors import (
    NightsClosedSinceError,
    NightsTakenError,
    SeatsTakenError,
    SessionFullError,
)
from hosting.calendars.models import CalendarPeriod, Hold, NightHold, SeatHold
from hosting.calendars.signals import calendar_changed, seats_changed
from tests.factories.hosting import SessionFactory, UnitFactory

pytestmark = pytest.mark.django_db
FIRST_DAYS = DateRange(date(2027, 5, 3), date(2027, 5, 6))
NEXT_DAYS = DateRange(date(2027, 5, 6), date(2027, 5, 8))


@pytest.fixture
def changes():
    """Whose calendar or seats changed, as packages above hear it."""
    heard = []

    def hear(sender, unit=None, session=None, **rest):
        heard.append(unit or session)

    for signal in (calendar_changed, seats_changed):
        signal.connect(hear)
    yield heard
    for signal in (calendar_changed, seats_changed):
        signal.disconnect(hear)


def nights_of(unit):
    return sorted(unit.night_holds.values_list("night", flat=True))


def test_hold_nights_takes_each_night_and_not_the_day_of_leaving(changes):
    unit = UnitFactory()

    hold = hold_nights(unit=unit, dates=FIRST_DAYS)

    assert hold.unit == unit
    assert nights_of(unit) == list(FIRST_DAYS.nights)
    assert changes == [unit]


def test_hold_nights_takes_none_where_one_is_taken(changes):
    unit = UnitFactory()
    hold_nights(unit=unit, dates=DateRange(date(2027, 5, 5), date(2027, 5, 6)))
    changes.clear()

    with pytest.raises(NightsTakenError):
        hold_nights(unit=unit, dates=FIRST_DAYS)

    assert nights_of(unit) == [date(2027, 5, 5)]
    assert changes == []


def test_hold_nights_knows_no_nights_of_another_unit():
    unit, other = UnitFactory(), UnitFactory()
    hold_nights(unit=other, dates=FIRST_DAYS)

    hold_nights(unit=unit, dates=FIRST_DAYS)

    assert nights_of(unit) == nights_of(other)


@pytest.fixture
def closed_unit():
    unit = UnitFactory()
    first, last = FIRST_DAYS.check_in, FIRST_DAYS.check_out
    CalendarPeriod.objects.create(unit=unit, check_in=first, check_out=last, state="closed")
    return unit


def test_hold_nights_takes_closed_nights_for_whoever_may(closed_unit):
    hold_nights(unit=closed_unit, dates=FIRST_DAYS)

    assert nights_of(closed_unit) == list(FIRST_DAYS.nights)


def test_hold_nights_refuses_nights_that_were_closed_since(closed_unit):
    with pytest.raises(NightsClosedSinceError):
        hold_nights(unit=closed_unit, dates=FIRST_DAYS, even_closed=False)

    assert nights_of(closed_unit) == []


def test_hold_more_nights_lengthens_the_same_hold(changes):
    unit = UnitFactory()
    hold = hold_nights(unit=unit, dates=FIRST_DAYS)

    hold_more_nights(hold=hold, dates=NEXT_DAYS)

    assert Hold.objects.get() == hold
    assert nights_of(unit) == [*FIRST_DAYS.nights, *NEXT_DAYS.nights]
    assert changes == [unit, unit]


def test_hold_more_nights_adds_none_where_one_is_taken():
    unit = UnitFactory()
    hold = hold_nights(unit=unit, dates=FIRST_DAYS)
    hold_nights(unit=unit, dates=DateRange(date(2027, 5, 7), date(2027, 5, 8)))

    with pytest.raises(NightsTakenError):
        hold_more_nights(hold=hold, dates=NEXT_DAYS)

    assert NightHold.objects.filter(hold=hold).count() == len(FIRST_DAYS)


def test_hold_seats_takes_the_first_numbers_that_are_free(changes):
    session = SessionFactory(seats=4)
    first = hold_seats(session=session, seats=2)
    hold_seats(session=session, seats=1)
    release_hold(hold=first)

    hold_seats(session=session, seats=3)

    assert sorted(session.seat_holds.values_list("number", flat=True)) == [1, 2, 3, 4]
    assert changes == [session] * 4


def test_hold_seats_says_how_many_are_left_and_takes_none():
    session = SessionFactory(seats=4)
    hold_seats(session=session, seats=3)

    with pytest.raises(SeatsTakenError) as refusal:
        hold_seats(session=session, seats=2)

    assert refusal.value.facts == {"left": 1}
    assert SeatHold.objects.count() == 3


def test_hold_seats_says_that_a_session_is_full():
    session = SessionFactory(seats=2)
    hold_seats(session=session, seats=2)

    with pytest.raises(SessionFullError) as refusal:
        hold_seats(session=session, seats=1)

    assert str(refusal.value) == "This date is full. Choose another."


def test_release_hold_gives_nights_back(changes):
    unit = UnitFactory()
    hold = hold_nights(unit=unit, dates=FIRST_DAYS)

    release_hold(hold=hold)

    assert (nights_of(unit), Hold.objects.count()) == ([], 0)
    assert changes == [unit, unit]
