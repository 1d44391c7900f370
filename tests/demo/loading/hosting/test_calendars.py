from datetime import UTC, date, datetime
from itertools import pairwise

from demo.loading.clock import Clock
from demo.loading.hosting import calendars

WEDNESDAY = Clock(datetime(2026, 11, 25, 11, 0, tzinfo=UTC))


def test_published_counts_from_this_monday_and_leaves_out_what_is_over():
    taken = ((0, 2), (2, 3), (20, 4))

    periods = calendars.published(taken, WEDNESDAY)

    assert periods == [
        (date(2026, 11, 25), date(2026, 11, 28), "closed"),
        (date(2026, 12, 13), date(2026, 12, 17), "closed"),
    ]


def test_invented_periods_never_overlap():
    many = [calendars.invented(f"house-{number}", WEDNESDAY) for number in range(200)]

    for periods in many:
        assert all(first < last for first, last, _state in periods)
        assert all(one[1] < two[0] for one, two in pairwise(periods))
    assert {state for periods in many for _, _, state in periods} == {"closed", "on_request"}
