"""How many roofs one coordinator can have agreed, and what keeps it from being more."""

import math

import pytest

from emergency.simulation.workload import Limit, Workload, a_day


@pytest.mark.parametrize(
    ("verified", "roofs", "finding", "limit"),
    [
        (100, 100, 500, Limit.NOTHING),  # 16 minutes each: 30 a day
        (100, 60, 300, Limit.HOMES),  # 23 minutes each, and 16 had there been homes
        (100, 50, 500, Limit.HANDS),  # 32 minutes each, and 21 had there been homes
        (0, 0, 0, Limit.HANDS),
    ],
)
def test_limit_is_homes_where_the_minutes_would_do(verified, roofs, finding, limit):
    assert Workload(11.0 * verified, finding, verified, roofs).limit == limit


def test_each_roof_pays_for_those_who_found_none():
    workload = Workload(verifying=800, finding=200, verified=100, roofs=50)

    assert (workload.for_each_roof, workload.were_there_homes) == (20, 12)
    assert (a_day(20), a_day(12)) == (24, 40)


def test_a_day_without_a_roof_is_none():
    nobody = Workload(verifying=80, finding=2, verified=10, roofs=0)

    assert (nobody.for_each_roof, a_day(nobody.for_each_roof)) == (math.inf, 0)
