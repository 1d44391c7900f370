"""Made-up people and homes: the same again for the same number, and shaped as described."""

from collections import Counter

import pytest

from emergency.matching.market import Means
from emergency.simulation.seeds import (
    CORNER,
    GROUPS,
    HOSPITALS,
    NO_CAR,
    STEP_FREE,
    THREE_OR_MORE,
    UNREGISTERED,
    make_seed,
)


@pytest.fixture(scope="module")
def large():
    return make_seed(1, requests=3000, homes=3000)


def test_make_seed_makes_the_same_again_and_another_for_another_number():
    assert make_seed(7, requests=20, homes=30) == make_seed(7, requests=20, homes=30)
    assert make_seed(7, requests=20, homes=30) != make_seed(8, requests=20, homes=30)


def test_make_seed_draws_requests_in_the_shares_that_are_written_down(large):
    demands = large.market.demands
    by_people = Counter(one.sleepers.people for one in demands)

    shares = [round(100 * by_people[people] / len(demands)) for people in (1, 2, 3, 4)]
    whole, step_free, pets, cars = (
        100 * sum(map(has, demands)) / len(demands)
        for has in (
            lambda one: one.whole_place,
            lambda one: one.step_free,
            lambda one: one.pets,
            lambda one: Means.CAR in one.means,
        )
    )

    assert shares == [pytest.approx(wanted, abs=2) for wanted in (85, 9, 4, 2)]
    assert (whole, step_free, pets, cars) == tuple(
        pytest.approx(wanted, abs=3) for wanted in (60, 3, 5, 60)
    )
    lengths = sorted(len(one.nights) for one in demands)
    assert lengths[len(lengths) // 2] == pytest.approx(14, abs=1)


def test_make_seed_lends_homes_in_the_shares_that_are_written_down(large):
    supplies = large.market.supplies

    shared, step_free = (
        100 * sum(map(has, supplies)) / len(supplies)
        for has in (lambda one: one.shared, lambda one: one.step_free)
    )

    assert (shared, step_free) == (pytest.approx(35, abs=3), pytest.approx(10, abs=2))
    lengths = sorted(len(one.windows[0]) for one in supplies)
    assert lengths[len(lengths) // 2] == pytest.approx(35, abs=2)


def test_make_seed_sends_more_people_to_some_of_its_hospitals(large):
    staff = Counter(one.work for one in large.market.demands)

    assert len(staff) == HOSPITALS
    assert staff.most_common(1)[0][1] > 2 * len(large.market.demands) / HOSPITALS


def test_make_seed_stays_within_its_square(large):
    for work in {one.work for one in large.market.demands}:
        assert 0 <= work.latitude - CORNER.latitude <= 0.55
        assert 0 <= work.longitude - CORNER.longitude <= 0.80


def test_make_seed_counts_groups_by_what_people_ask_for(large):
    demands = {one.reference: one for one in large.market.demands}

    assert tuple(large.groups) == GROUPS
    assert large.groups[NO_CAR] == {
        name for name, one in demands.items() if Means.CAR not in one.means
    }
    assert large.groups[STEP_FREE] == {name for name, one in demands.items() if one.step_free}
    assert large.groups[THREE_OR_MORE] == {
        name for name, one in demands.items() if one.sleepers.people >= 3
    }
    assert len(large.groups[UNREGISTERED]) == pytest.approx(900, abs=80)
