"""One line of opening hours, as a host types it."""

from datetime import time

import pytest

from core.values.opening_hours import OpeningPeriod
from hosting.offers.forms.opening_hours import OpeningHoursForm
from hosting.offers.models.opening_hours import OpeningHours

SAYS = {"weekdays": ["2", "0"], "opens": "09:00", "closes": "12:30"}


def test_a_line_takes_days_in_order_and_all_year():
    form = OpeningHoursForm(SAYS | {"note": "Ring the bell."})

    assert form.is_valid(), form.errors
    assert form.instance.period == OpeningPeriod(
        (0, 2), time(9), time(12, 30), note="Ring the bell."
    )


@pytest.mark.parametrize(("closes", "is_whole_day"), [("02:00", False), ("09:00", True)])
def test_hours_past_midnight_are_allowed_where_they_are_meant(closes, is_whole_day):
    form = OpeningHoursForm(SAYS | {"closes": closes, "closes_next_day": "on"})

    assert form.is_valid(), form.errors
    assert form.instance.period.is_whole_day == is_whole_day


@pytest.mark.parametrize(
    ("says", "field"),
    [
        ({"weekdays": []}, "weekdays"),
        ({"weekdays": ["7"]}, "weekdays"),
        ({"weekdays": ["x"]}, "weekdays"),
        ({"opens": ""}, "opens"),
        ({"opens": "25:00"}, "opens"),
        ({"closes": ""}, "closes"),
        ({"closes": "09:00"}, "closes"),
        ({"closes": "08:00"}, "closes"),
        ({"closes_next_day": "on"}, "closes_next_day"),
        ({"season_from": "4"}, "season_until"),
        ({"season_until": "4"}, "season_until"),
        ({"season_from": "13", "season_until": "4"}, "season_from"),
        ({"note": "n" * 121}, "note"),
        ({"note": "Two\nlines"}, "note"),
        ({"note": "Ask at odile@example.org"}, "note"),
    ],
)
def test_a_line_is_refused(says, field):
    form = OpeningHoursForm(SAYS | says)

    assert not form.is_valid()
    assert field in form.errors


def test_a_line_that_is_changed_stands_in_its_form():
    hours = OpeningHours(
        weekdays=[5], opens=time(9), closes=time(12), season_from=4, season_until=9
    )

    form = OpeningHoursForm(hours=hours)

    names = ("weekdays", "opens", "season_from", "season_until")
    assert [form[name].value() for name in names] == [[5], time(9), 4, 9]
