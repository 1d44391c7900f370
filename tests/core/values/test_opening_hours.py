"""Hours of a week, and when two of them meet."""

from datetime import time

import pytest

from core.values.opening_hours import OpeningPeriod

MON, TUE, SUN = 0, 1, 6


def hours(days, opens, closes, **more):
    return OpeningPeriod(days, time(opens), time(closes), **more)


MORNING = hours((MON, TUE), 9, 12)
BAR = hours((SUN,), 20, 2, closes_next_day=True)


@pytest.mark.parametrize(
    ("one", "other", "meets"),
    [
        pytest.param(MORNING, hours((TUE,), 11, 14), True, id="an-hour-in-common"),
        pytest.param(MORNING, hours((MON, TUE), 12, 14), False, id="one-after-the-other"),
        pytest.param(MORNING, hours((SUN,), 9, 12), False, id="other-days"),
        pytest.param(BAR, hours((MON,), 1, 5), True, id="past-midnight-into-monday"),
        pytest.param(BAR, hours((MON,), 2, 5), False, id="after-it-has-closed"),
        pytest.param(
            hours((MON,), 8, 8, closes_next_day=True), hours((TUE,), 7, 9), True, id="day-and-night"
        ),
        pytest.param(
            hours((MON,), 9, 12, season=(4, 10)), hours((MON,), 9, 12, season=(11, 3)), False,
            id="other-months",
        ),
        pytest.param(
            hours((MON,), 9, 12, season=(11, 3)), hours((MON,), 9, 12, season=(3, 5)), True,
            id="a-month-in-common",
        ),
        pytest.param(MORNING, hours((MON,), 9, 12, season=(7, 7)), True, id="all-year-and-july"),
    ],
)  # fmt: skip
def test_overlaps_compares_days_and_hours(one, other, meets):
    assert (one.overlaps(other), other.overlaps(one)) == (meets, meets)


@pytest.mark.parametrize(
    ("season", "months"),
    [(None, set(range(1, 13))), ((7, 7), {7}), ((11, 2), {11, 12, 1, 2})],
)
def test_months_run_over_the_new_year(season, months):
    assert hours((MON,), 9, 12, season=season).months == months
