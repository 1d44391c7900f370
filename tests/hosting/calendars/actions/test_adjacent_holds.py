"""Nights are taken one by one: what begins where another hold ends is free."""

from datetime import date

import pytest

from core.values.dates import DateRange
from hosting.calendars.actions.holds import hold_more_nights, hold_nights
from hosting.calendars.errors import NightsClosedSinceError, NightsTakenError
from hosting.calendars.models import CalendarPeriod
from hosting.calendars.states import DayState
from tests.factories.hosting import UnitFactory

pytestmark = pytest.mark.django_db


def nights(first, end):
    return DateRange(date(2027, 5, first), date(2027, 5, end))


TAKEN = nights(10, 12)
BESIDE = [nights(8, 10), nights(12, 14)]
ACROSS = [nights(8, 11), nights(11, 14)]


@pytest.mark.parametrize("dates", BESIDE)
def test_hold_nights_takes_those_beside_a_hold(dates):
    unit = UnitFactory()
    hold_nights(unit=unit, dates=TAKEN)

    hold = hold_nights(unit=unit, dates=dates)

    assert hold.night_holds.nights() == dates.nights


@pytest.mark.parametrize("dates", ACROSS)
def test_hold_nights_takes_none_where_one_is_held(dates):
    unit = UnitFactory()
    hold_nights(unit=unit, dates=TAKEN)

    with pytest.raises(NightsTakenError):
        hold_nights(unit=unit, dates=dates)

    assert unit.night_holds.nights() == TAKEN.nights


@pytest.mark.parametrize("dates", BESIDE)
def test_hold_nights_takes_those_beside_closed_ones(dates):
    unit = UnitFactory()
    close(unit)

    hold = hold_nights(unit=unit, dates=dates, even_closed=False)

    assert hold.night_holds.nights() == dates.nights


@pytest.mark.parametrize("dates", ACROSS)
def test_hold_nights_takes_none_where_one_was_closed_since(dates):
    unit = UnitFactory()
    close(unit)

    with pytest.raises(NightsClosedSinceError):
        hold_nights(unit=unit, dates=dates, even_closed=False)

    assert unit.night_holds.nights() == []


def test_hold_more_nights_goes_on_until_the_next_hold_begins():
    unit = UnitFactory()
    hold = hold_nights(unit=unit, dates=nights(5, 8))
    hold_nights(unit=unit, dates=TAKEN)

    hold_more_nights(hold=hold, dates=nights(8, 10))

    assert hold.night_holds.nights() == nights(5, 10).nights


def close(unit):
    CalendarPeriod.objects.create(
        unit=unit, check_in=TAKEN.check_in, check_out=TAKEN.check_out, state=DayState.CLOSED
    )
