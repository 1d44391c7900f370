from datetime import UTC, date, datetime, time, timedelta

import pytest

from demo.loading.clock import Clock

NOON = datetime(2026, 11, 25, 11, 0, tzinfo=UTC)


@pytest.mark.parametrize("day", [date(2020, 10, 10), date(2019, 10, 31), date(2027, 12, 1)])
@pytest.mark.parametrize("now", [NOON, datetime(2031, 2, 28, 23, 30, tzinfo=UTC)])
def test_moved_keeps_the_weekday_and_lands_within_a_year(day, now):
    clock = Clock(now)

    moved = clock.moved(day)

    assert moved.weekday() == day.weekday()
    assert (moved - day).days % 364 == 0
    assert timedelta(days=-21) <= moved - clock.today < timedelta(days=343)


def test_monday_is_the_first_day_of_this_week():
    assert Clock(NOON).monday == date(2026, 11, 23)


def test_at_is_the_hour_on_the_wall():
    assert Clock(NOON).at(date(2026, 7, 1), time(10)) == datetime(2026, 7, 1, 8, tzinfo=UTC)
