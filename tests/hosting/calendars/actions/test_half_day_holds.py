"""Half-days are taken all or none, under the key that guards nights."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from core.values.dates import DateRange
from core.values.half_days import parse_half_days
from hosting.calendars.actions.holds import hold_half_days, hold_nights, release_hold
from hosting.calendars.actions.nights import set_nights
from hosting.calendars.errors import (
    DaysHeldError,
    HalfDaysClosedSinceError,
    HalfDaysTakenError,
)
from hosting.calendars.models import CalendarPeriod, Hold, NightHold
from hosting.calendars.states import DayPart, DayState
from tests.factories.hosting import HALF_DAYS, DeskFactory, UnitFactory

pytestmark = pytest.mark.django_db
THREE = parse_half_days(HALF_DAYS)
MONDAY = date(2027, 5, 3)


def taken_of(unit):
    rows = unit.night_holds.order_by("night", "part").values_list("night", "part")
    return [f"{night}.{part}" for night, part in rows]


def test_hold_half_days_takes_a_row_for_each():
    desk = DeskFactory()

    hold = hold_half_days(unit=desk, half_days=THREE)

    assert (hold.unit, taken_of(desk)) == (desk, HALF_DAYS)


def test_hold_half_days_takes_none_where_one_is_taken():
    desk = DeskFactory()
    hold_half_days(unit=desk, half_days=THREE[1:2])

    with pytest.raises(HalfDaysTakenError):
        hold_half_days(unit=desk, half_days=THREE)

    assert (taken_of(desk), Hold.objects.count()) == (HALF_DAYS[1:2], 1)


def test_hold_half_days_takes_the_other_half_of_a_day():
    desk = DeskFactory()
    hold_half_days(unit=desk, half_days=THREE[:1])

    hold_half_days(unit=desk, half_days=THREE[1:2])

    assert taken_of(desk) == HALF_DAYS[:2]


@pytest.mark.parametrize("even_closed", [True, False])
def test_hold_half_days_of_a_closed_day(even_closed):
    desk = DeskFactory()
    period = {"check_in": MONDAY, "check_out": date(2027, 5, 4)}
    CalendarPeriod.objects.create(unit=desk, state=DayState.CLOSED, **period)

    if even_closed:
        hold_half_days(unit=desk, half_days=THREE)
    else:
        with pytest.raises(HalfDaysClosedSinceError):
            hold_half_days(unit=desk, half_days=THREE, even_closed=False)

    assert taken_of(desk) == (HALF_DAYS if even_closed else [])


def test_hold_half_days_beside_a_closed_day_is_free():
    desk = DeskFactory()
    period = {"check_in": date(2027, 5, 5), "check_out": date(2027, 5, 9)}
    CalendarPeriod.objects.create(unit=desk, state=DayState.CLOSED, **period)

    hold_half_days(unit=desk, half_days=THREE, even_closed=False)

    assert taken_of(desk) == HALF_DAYS


def test_hold_half_days_is_not_for_a_unit_that_is_slept_in():
    unit = UnitFactory()

    with pytest.raises(ValueError, match="workspace"):
        hold_half_days(unit=unit, half_days=THREE)

    assert taken_of(unit) == []


def test_hold_nights_is_not_for_a_desk():
    desk = DeskFactory()

    with pytest.raises(ValueError, match="stay"):
        hold_nights(unit=desk, dates=DateRange(MONDAY, date(2027, 5, 4)))

    assert taken_of(desk) == []


def test_release_hold_gives_half_days_back():
    desk = DeskFactory()
    hold = hold_half_days(unit=desk, half_days=THREE)

    release_hold(hold=hold)

    assert taken_of(desk) == []


def test_set_nights_closes_no_day_of_which_a_half_is_taken():
    desk = DeskFactory()
    hold_half_days(unit=desk, half_days=THREE[:1])

    with pytest.raises(DaysHeldError):
        set_nights(
            unit=desk,
            dates=DateRange(MONDAY, date(2027, 5, 4)),
            state=DayState.CLOSED,
            by=desk.workspace.host,
        )


@pytest.mark.parametrize(
    ("parts", "fits"),
    [
        (["night", "am", "pm"], True),  # three things of one day
        (["am", "am"], False),
        (["night", "night"], False),
    ],
)
def test_the_key_holds_for_a_unit_a_day_and_a_part_of_it(parts, fits):
    desk = DeskFactory()
    hold = Hold.objects.create(unit=desk)
    rows = [NightHold(hold=hold, unit=desk, night=MONDAY, part=DayPart(part)) for part in parts]

    try:
        with transaction.atomic():
            NightHold.objects.bulk_create(rows)
        outcome = True
    except IntegrityError:
        outcome = False

    assert outcome is fits
