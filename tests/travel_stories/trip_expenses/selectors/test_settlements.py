"""Who gives what to whom: everybody is quits afterwards, in the fewest transfers."""

from collections import Counter
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from travel_stories.trip_expenses.selectors.settlements import MOST_EXACT, Transfer, settle


def balanced(amounts):
    """These amounts, and one more that makes them add up to nothing."""
    return dict(enumerate([*amounts, -sum(amounts)], start=1))


def after(balances, transfers):
    left = Counter(balances)
    for transfer in transfers:
        left[transfer.payer] += transfer.cents
        left[transfer.receiver] -= transfer.cents
    return set(left.values()) - {0}


def most_groups(amounts):
    """By trying every way: into how many groups that add up to nothing these can be parted."""
    if not amounts:
        return 0
    first, *rest = amounts
    return max(
        1 + most_groups([one for place, one in enumerate(rest) if place not in chosen])
        for size in range(len(rest) + 1)
        for chosen in combinations(range(len(rest)), size)
        if first + sum(rest[place] for place in chosen) == 0
    )


@given(st.lists(st.integers(-(10**9), 10**9), max_size=30).map(balanced))
@settings(deadline=None)
def test_settle_leaves_everybody_quits_with_fewer_transfers_than_people(balances):
    transfers = settle(balances).transfers

    open_ones = sum(cents != 0 for cents in balances.values())
    assert after(balances, transfers) == set()
    assert len(transfers) <= max(open_ones - 1, 0)
    assert all(one.cents > 0 and one.payer != one.receiver for one in transfers)


@given(st.lists(st.integers(-4, 4), max_size=6).map(balanced))
@settings(deadline=None)
def test_settle_takes_the_fewest_transfers_there_are(balances):
    open_ones = [cents for cents in balances.values() if cents]

    settlement = settle(balances)

    assert settlement.is_fewest
    assert len(settlement.transfers) == len(open_ones) - most_groups(open_ones)


def test_settle_finds_two_groups_where_the_greedy_way_sees_one():
    settlement = settle({1: 700, 2: -300, 3: -400, 4: 600, 5: -500, 6: -100})

    assert settlement.transfers == [
        Transfer(2, 1, 300),
        Transfer(3, 1, 400),
        Transfer(5, 4, 500),
        Transfer(6, 4, 100),
    ]


def test_settle_says_when_a_group_is_too_large_to_be_counted_out():
    odd = {seat: 2**seat for seat in range(1, MOST_EXACT + 1)}
    large = odd | {0: -sum(odd.values())}

    settlement = settle(large)

    assert not settlement.is_fewest
    assert after(large, settlement.transfers) == set()


def test_settle_pairs_first_so_that_forty_people_can_still_be_counted_out():
    pairs = {seat: seat // 2 * (1 if seat % 2 else -1) for seat in range(2, 42)}

    settlement = settle(pairs)

    assert settlement.is_fewest
    assert len(settlement.transfers) == 20


def test_settle_asks_for_nothing_among_people_who_are_quits():
    assert settle({1: 0, 2: 0}).transfers == settle({}).transfers == []
