"""Mornings and afternoons: codes, days and ranges."""

from datetime import date

import pytest

from core.values.dates import DateRange
from core.values.half_days import Half, HalfDay, days_of, parse_half_days, range_of

MONDAY, TUESDAY = date(2027, 5, 3), date(2027, 5, 4)
THREE = (
    HalfDay(MONDAY, Half.MORNING),
    HalfDay(MONDAY, Half.AFTERNOON),
    HalfDay(TUESDAY, Half.MORNING),
)


def test_parse_half_days_reads_codes_in_order_and_once():
    codes = ["2027-05-04.am", "2027-05-03.pm", "2027-05-03.am", "2027-05-03.pm"]

    assert parse_half_days(codes) == THREE
    assert [str(one) for one in THREE] == sorted(set(codes))


@pytest.mark.parametrize(
    "code", ["", "2027-05-03", "2027-05-03.night", "2027-02-30.am", "9999-12-31.am"]
)
def test_parse_refuses_what_is_no_half_day(code):
    with pytest.raises(ValueError):  # noqa: PT011  of whichever part is wrong
        HalfDay.parse(code)


def test_days_of_puts_the_halves_of_a_day_together():
    assert days_of(reversed(THREE)) == {
        MONDAY: (Half.MORNING, Half.AFTERNOON),
        TUESDAY: (Half.MORNING,),
    }


def test_range_of_ends_on_the_day_after_the_last():
    assert range_of(THREE) == DateRange(MONDAY, date(2027, 5, 5))
