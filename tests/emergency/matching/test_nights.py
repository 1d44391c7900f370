"""Sets of nights say the same as dates, one home at a time."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from core.values.dates import DateRange
from emergency.matching.bitset import bitset_of, indices_in
from emergency.matching.choices import Choices
from emergency.matching.constraints import HardConstraint, broken_by
from emergency.matching.market import Terms
from emergency.matching.nights import Calendar, gap_of, is_free, is_open
from tests.emergency.matching.markets import NOW, a_home, nights
from tests.emergency.matching.strategies import markets, spans

TERMS = Terms(now=NOW)
HORIZON = nights(0, 30)


@given(places=st.sets(st.integers(0, 300)))
def test_bitset_of_and_indices_in_are_each_others_reverse(places):
    assert indices_in(bitset_of(places, 301)) == sorted(places)


@settings(max_examples=60, deadline=None)
@given(market=markets(), wanted=spans)
def test_calendar_finds_the_homes_that_are_open_and_free(market, wanted):
    calendar = Calendar(market.supplies, market.terms, HORIZON)

    fitting = indices_in(calendar.fitting(wanted))

    assert fitting == [
        at
        for at, one in enumerate(market.supplies)
        if is_open(one, wanted, gap_of(one, market.terms))
        and is_free(one, wanted, gap_of(one, market.terms))
    ]


@settings(max_examples=60, deadline=None)
@given(market=markets())
def test_choices_of_all_homes_are_the_pairs_that_break_nothing_but_nights(market):
    choices = Choices(market.supplies, market.terms)
    aside = {HardConstraint.NIGHTS, HardConstraint.TAKEN}

    for demand in market.demands:
        assert indices_in(choices.suiting(demand)) == [
            at
            for at, supply in enumerate(market.supplies)
            if set(broken_by(demand, supply, market.terms)) <= aside
        ]


@given(first=spans, second=spans)
def test_calendar_gives_back_exactly_what_was_taken(first, second):
    calendar = Calendar([a_home("H1", gap=2), a_home("H2", gap=0)], TERMS, HORIZON)
    untouched = calendar.copy()

    calendar.take(0, first)
    taken = indices_in(calendar.fitting(second))
    calendar.give_back(0, first)

    apart = not _with_gap(first, 2).overlaps(_with_gap(second, 2))
    assert taken == ([0, 1] if apart else [1])
    assert [calendar.fitting(nights(at, 1)) for at in range(28)] == [
        untouched.fitting(nights(at, 1)) for at in range(28)
    ]


def test_longest_from_counts_nights_up_to_the_gap_or_the_asked():
    calendar = Calendar([a_home(windows=(nights(3, 10),), gap=2)], TERMS, HORIZON)

    found = [calendar.longest_from(nights(at, 1).check_in, 0, 30) for at in (2, 3, 8, 11, 12)]

    assert found == [0, 8, 3, 0, 0]
    assert calendar.longest_from(nights(3, 1).check_in, 0, 4) == 4


def _with_gap(stay, gap):
    return DateRange(stay.check_in, stay.check_out + timedelta(days=gap))
