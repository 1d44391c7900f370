"""A result can be counted again from its ballots, by whoever has them and in whatever order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travel_stories.trip_decisions.selectors.tallies import tally

OPTIONS = st.lists(st.integers(1, 30), unique=True, min_size=1, max_size=10)
BALLOTS = st.lists(st.sets(st.integers(1, 30)), max_size=40)


@pytest.mark.parametrize(
    ("ballots", "expected"),
    [
        ([], [(1, 0, 1, False), (2, 0, 1, False), (3, 0, 1, False)]),
        ([set(), set()], [(1, 0, 1, False), (2, 0, 1, False), (3, 0, 1, False)]),
        ([{2}], [(2, 1, 1, True), (1, 0, 2, False), (3, 0, 2, False)]),
        ([{1, 3}, {3, 1}, {2}], [(1, 2, 1, True), (3, 2, 1, True), (2, 1, 3, False)]),
        ([{3}, {3, 2}, {3, 2, 1}], [(3, 3, 1, True), (2, 2, 2, False), (1, 1, 3, False)]),
        ([[3, 3, 3], {9}], [(3, 1, 1, True), (1, 0, 2, False), (2, 0, 2, False)]),
    ],
)
def test_tally_orders_by_approvals_and_shows_ties(ballots, expected):
    counted = tally([1, 2, 3], ballots)

    assert [(one.option, one.approvals, one.rank, one.is_ahead) for one in counted] == expected


@given(OPTIONS, BALLOTS, st.randoms())
def test_tally_is_the_same_in_whatever_order_ballots_come(options, ballots, random):
    shuffled = list(ballots)
    random.shuffle(shuffled)

    assert tally(options, ballots) == tally(options, shuffled)


@given(OPTIONS, BALLOTS)
def test_tally_counts_every_tick_for_an_option_that_was_asked_once(options, ballots):
    counted = tally(options, ballots)

    assert sorted(one.option for one in counted) == sorted(options)
    assert sum(one.approvals for one in counted) == sum(len(one & set(options)) for one in ballots)
    for one in counted:
        assert one.approvals == sum(one.option in ballot for ballot in ballots)
        assert one.rank == 1 + sum(other.approvals > one.approvals for other in counted)


@given(OPTIONS, BALLOTS)
def test_tally_never_loses_by_one_more_approval(options, ballots):
    option = options[-1]
    before = next(one for one in tally(options, ballots) if one.option == option)

    after = next(one for one in tally(options, [*ballots, {option}]) if one.option == option)

    assert (after.approvals, after.rank <= before.rank) == (before.approvals + 1, True)
