"""The first free days of a home that is promised."""

from datetime import date

import pytest

from core.values.dates import DateRange
from emergency.standby.selectors.standbys import first_free_range


def days(first, last):
    return DateRange(date(2027, 5, first), date(2027, 5, last))


@pytest.mark.parametrize(
    ("taken", "free"),
    [
        ([], (1, 20)),
        ([(1, 5)], (5, 20)),
        ([(5, 8)], (1, 5)),
        ([(3, 8)], (8, 20)),  # two nights before it are too few
        ([(3, 8), (9, 12)], (12, 20)),
        ([(3, 8), (12, 20)], (8, 12)),
        ([(1, 20)], (1, 20)),  # none is free: all of it, to be said so
    ],
)
def test_first_free_range_is_the_first_long_enough_gap(taken, free):
    ranges = [days(*one) for one in taken]

    assert first_free_range(days(1, 20), ranges, 3) == days(*free)
