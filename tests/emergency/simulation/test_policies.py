"""Windows and answers count waking hours only."""

from datetime import UTC, datetime, timedelta

import pytest

from emergency.activations.models.activations import Activation
from emergency.simulation.policies import ALWAYS, BY_DAY, DEFAULT_POLICY, SOON

MONDAY = datetime(2027, 3, 1, tzinfo=UTC)


def hour(number):
    return MONDAY + timedelta(hours=number)


@pytest.mark.parametrize(
    ("start", "waking", "ends"),
    [(9, 4, 13), (19, 2, 21), (19, 3, 33), (22, 1, 33), (3, 1, 9), (9, 26, 48 + 9), (21, 13, 45)],
)
def test_add_counts_from_eight_to_nine_in_the_evening(start, waking, ends):
    assert BY_DAY.add(hour(start), timedelta(hours=waking)) == hour(ends)


def test_add_at_all_hours_is_plain_addition():
    assert ALWAYS.add(hour(23.5), timedelta(hours=50)) == hour(73.5)


@pytest.mark.parametrize(("moment", "opens"), [(7, 8), (8, 8), (20.5, 20.5), (21, 32), (23, 32)])
def test_next_open_is_this_moment_or_the_morning(moment, opens):
    assert BY_DAY.next_open(hour(moment)) == hour(opens)


def test_soon_is_what_an_activation_calls_near():
    assert timedelta(hours=Activation._meta.get_field("near_hours").default) == SOON


def test_for_start_asks_two_hosts_whenever_one_was_asked_in_vain():
    assert DEFAULT_POLICY.for_start(hour(500), hour(0), after_failure=True) is DEFAULT_POLICY.soon


def test_for_start_asks_two_hosts_where_a_stay_begins_within_three_days():
    policies = [DEFAULT_POLICY.for_start(hour(start), hour(0)) for start in (71, 72, -5)]

    assert [(one.parallel, one.window / timedelta(hours=1)) for one in policies] == [
        *((2, 4), (1, 8), (2, 4))
    ]
