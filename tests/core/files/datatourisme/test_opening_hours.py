"""Opening hours as tourist offices publish them."""

from datetime import time

import pytest

from core.files.datatourisme.opening_hours import MOST_PERIODS, opening_periods
from core.values.opening_hours import OpeningPeriod

NINE, NOON, SIX = time(9), time(12), time(18)


def row(day, opens="09:00:00", closes="12:00:00", *dates):
    found = {"schema:opens": opens, "schema:closes": closes}
    found["schema:dayOfWeek"] = [{"@id": f"schema:{day}", "rdfs:label": {"fr": ["x"]}}]
    if dates:
        first, last = dates
        found |= {
            "schema:validFrom": f"{first}T00:00:00",
            "schema:validThrough": f"{last}T00:00:00",
        }
    return found


def test_days_with_the_same_hours_become_one_period():
    rows = [row("Tuesday"), row("Monday"), row("Monday", "14:00:00", "18:00:00"), row("Monday")]

    assert opening_periods(rows) == (
        OpeningPeriod((0,), time(14), SIX),
        OpeningPeriod((0, 1), NINE, NOON),
    )


@pytest.mark.parametrize(
    ("dates", "season"),
    [
        pytest.param((), None, id="no-dates"),
        pytest.param(("2020-01-02", "2020-12-31"), None, id="a-year"),
        pytest.param(("2020-04-01", "2020-10-31"), (4, 10), id="whole-months"),
        pytest.param(("2020-04-20", "2020-10-05"), (5, 9), id="to-the-nearest-half"),
        pytest.param(("2020-11-01", "2021-03-31"), (11, 3), id="over-the-new-year"),
    ],
)
def test_dates_become_months(dates, season):
    (period,) = opening_periods([row("Monday", "09:00:00", "12:00:00", *dates)])

    assert period.season == season


def test_the_latest_year_counts_where_two_contradict_each_other():
    rows = [
        row("Monday", "09:00:00", "12:00:00", "2019-04-01", "2019-10-31"),
        row("Monday", "10:00:00", "13:00:00", "2020-04-01", "2020-10-31"),
    ]

    assert [period.opens for period in opening_periods(rows)] == [time(10)]


def test_hours_after_midnight_end_on_the_next_day():
    (period,) = opening_periods([row("Friday", "20:00:00", "02:00:00")])

    assert period == OpeningPeriod((4,), time(20), time(2), closes_next_day=True)


@pytest.mark.parametrize(
    "bad",
    [
        {},
        {"schema:opens": "09:00:00", "schema:closes": "12:00:00"},
        row("Caturday"),
        row("Monday", "noon", "18:00:00"),
        row("Monday", "18:00:00", "09:00:00"),
        row("Monday", "00:00:00", "00:00:00"),
        row("Monday", "09:00:00", "12:00:00", "2020-12-24", "2020-12-31"),
        row("Monday", "09:00:00", "12:00:00", "2020-13-01", "2020-12-31"),
        row("Monday") | {"schema:dayOfWeek": 7},
        row("Monday") | {"schema:closes": ["12:00:00"]},
    ],
)
def test_what_can_not_be_understood_is_left_out(bad):
    assert opening_periods([bad, row("Sunday")]) == (OpeningPeriod((6,), NINE, NOON),)


def test_there_are_never_more_than_fit():
    rows = [row("Monday", f"{n:02}:00:00", f"{n:02}:30:00") for n in range(24)] * 100

    assert len(opening_periods(rows)) == MOST_PERIODS
