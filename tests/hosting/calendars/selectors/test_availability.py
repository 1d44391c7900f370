"""Which units and activities are free: a night is taken, and the day of leaving is not."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from core.values.dates import DateRange
from hosting.calendars.actions.holds import hold_nights
from hosting.calendars.models import CalendarPeriod
from hosting.calendars.selectors.availability import activities_during, free_units, unheld_units
from hosting.calendars.states import DayState
from hosting.offers.models.activities import Activity
from hosting.offers.models.stays import Unit
from tests.factories.hosting import SessionFactory, UnitFactory

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(date(2027, 4, 1))]

CLOCK = ZoneInfo("Europe/Paris")


def nights(first, end):
    return DateRange(date(2027, 5, first), date(2027, 5, end))


TAKEN = nights(10, 12)
AROUND = [
    (nights(8, 10), True),
    (nights(8, 11), False),
    (nights(10, 11), False),
    (nights(11, 12), False),
    (nights(8, 14), False),
    (nights(11, 14), False),
    (nights(12, 14), True),
]


def close(unit):
    CalendarPeriod.objects.create(
        unit=unit, check_in=TAKEN.check_in, check_out=TAKEN.check_out, state=DayState.CLOSED
    )


@pytest.mark.parametrize(("dates", "is_free"), AROUND)
def test_free_units_leaves_out_held_nights_only(dates, is_free):
    unit = UnitFactory()
    hold_nights(unit=unit, dates=TAKEN)

    found = free_units(Unit.objects.all(), dates)

    assert list(found) == ([unit] if is_free else [])


@pytest.mark.parametrize(("dates", "is_free"), AROUND)
def test_free_units_leaves_out_closed_nights_only(dates, is_free):
    unit = UnitFactory()
    close(unit)

    found = free_units(Unit.objects.all(), dates)

    assert list(found) == ([unit] if is_free else [])
    assert list(unheld_units(Unit.objects.all(), dates)) == [unit]


@pytest.mark.parametrize(
    ("starts_at", "is_found"),
    [
        (datetime(2027, 5, 9, 23, 59, tzinfo=CLOCK), False),
        (datetime(2027, 5, 10, 0, 0, tzinfo=CLOCK), True),
        (datetime(2027, 5, 12, 23, 59, tzinfo=CLOCK), True),
        (datetime(2027, 5, 13, 0, 0, tzinfo=CLOCK), False),
    ],
)
def test_activities_during_takes_the_last_day_to_its_end(starts_at, is_found):
    session = SessionFactory(starts_at=starts_at, ends_at=starts_at + timedelta(hours=2))

    found = activities_during(Activity.objects.all(), TAKEN, clock=CLOCK)

    assert [one.pk for one in found] == ([session.activity_id] if is_found else [])
