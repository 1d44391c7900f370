"""What every answer keeps, whatever the market and whatever the engine."""

from collections import Counter
from dataclasses import replace
from itertools import combinations, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emergency.matching import assignment
from emergency.matching.constraints import HardConstraint, broken_by
from emergency.matching.engine import Engine, match
from emergency.matching.market import Sleepers
from emergency.matching.nights import gap_of, with_gap
from emergency.matching.order import tie_break
from emergency.matching.plans import Score
from tests.emergency.matching.markets import ON_FOOT, a_home, a_market, a_request, at, nights
from tests.emergency.matching.strategies import markets

ENGINES = [
    pytest.param(Engine.GREEDY, id="greedy"),
    pytest.param(
        Engine.ASSIGNMENT,
        marks=pytest.mark.skipif(not assignment.is_available(), reason="needs the numeric library"),
    ),
]
numeric = ENGINES[1].marks[0]
each_engine = pytest.mark.parametrize("engine", ENGINES)
many = settings(max_examples=40, deadline=None)


@each_engine
@many
@given(market=markets())
def test_match_never_breaks_a_hard_constraint(engine, market):
    demands = {one.reference: one for one in market.demands}
    supplies = {one.reference: one for one in market.supplies}

    outcome = match(market, engine=engine)

    for draft in outcome.drafts:
        demand, supply = demands[draft.demand], supplies[draft.supply]
        part = replace(demand, nights=draft.nights)
        assert broken_by(part, supply, market.terms) == ()
        assert draft.parts == 1 or demand.splits


@each_engine
@many
@given(market=markets())
def test_match_gives_no_night_twice_and_keeps_the_gap(engine, market):
    supplies = {one.reference: one for one in market.supplies}

    outcome = match(market, engine=engine)

    for one, other in combinations(outcome.drafts, 2):
        if one.supply == other.supply:
            gap = gap_of(supplies[one.supply], market.terms)
            assert not with_gap(one.nights, gap).overlaps(with_gap(other.nights, gap))


@each_engine
@many
@given(market=markets())
def test_match_asks_no_host_too_often(engine, market):
    hosts = {one.reference: one.host for one in market.supplies}

    outcome = match(market, engine=engine)

    asked = Counter(hosts[draft.supply] for draft in outcome.drafts)
    for supply in market.supplies:
        assert asked[supply.host] <= supply.asks_left


@each_engine
@many
@given(market=markets())
def test_match_answers_each_request_once_for_all_nights(engine, market):
    outcome = match(market, engine=engine)

    answered = [one.demand for one in outcome.unmatched] + sorted(outcome.housed)
    assert sorted(answered) == sorted(one.reference for one in market.demands)
    for demand in market.demands:
        parts = [draft for draft in outcome.drafts if draft.demand == demand.reference]
        given_nights = [night for draft in parts for night in draft.nights.nights]
        assert given_nights in ([], demand.nights.nights)
        assert [draft.part for draft in parts] == list(range(1, len(parts) + 1))


@each_engine
@many
@given(market=markets(), chance=st.randoms())
def test_match_is_independent_of_the_input_order(engine, market, chance):
    demands, supplies = list(market.demands), list(market.supplies)
    chance.shuffle(demands)
    chance.shuffle(supplies)

    shuffled = replace(market, demands=tuple(demands), supplies=tuple(supplies))

    assert match(shuffled, engine=engine) == match(market, engine=engine)


@each_engine
@many
@given(market=markets())
def test_match_leaves_nobody_with_justified_envy(engine, market):
    assert match(market, engine=engine).envies == ()


@numeric
@many
@given(market=markets())
def test_match_by_assignment_is_at_least_as_good_as_the_net(market):
    assert (
        match(market, engine=Engine.ASSIGNMENT).score >= match(market, engine=Engine.GREEDY).score
    )


@each_engine
def test_match_without_requests_or_homes_is_empty(engine):
    nobody = match(a_market([], [a_home()]), engine=engine)
    nothing = match(a_market([a_request()], []), engine=engine)

    assert (nobody.drafts, nobody.unmatched, nobody.score) == ((), (), Score(0, 0, 0))
    assert (nothing.drafts, [one.demand for one in nothing.unmatched]) == ((), ["R1"])


@each_engine
def test_match_draws_lots_between_equals(engine):
    requests = [a_request(f"R{number}") for number in range(6)]

    winners = {
        tie_break_seed: match(
            a_market(requests, [a_home()], tie_break_seed=tie_break_seed), engine=engine
        ).housed
        for tie_break_seed in ("spring", "summer", "autumn", "winter", "another")
    }

    assert winners == {
        tie_break_seed: {
            min(requests, key=lambda one: tie_break(one.reference, tie_break_seed)).reference
        }
        for tie_break_seed in winners
    }
    assert len(set(winners.values())) > 1


@each_engine
def test_match_orders_by_urgency_wait_and_people(engine):
    home = a_home(beds=replace(a_home().beds, single=4))
    planned, waited, family, urgent = (
        a_request("R1"),
        a_request("R2", waiting_days=1),
        a_request("R3", sleepers=Sleepers(singles=3)),
        a_request("R4", urgency=1),
    )

    def winner(*requests):
        return match(a_market(requests, [home]), engine=engine).housed

    assert winner(planned, waited, family, urgent) == {"R4"}
    assert winner(planned, waited, family) == {"R2"}
    assert winner(planned, family) == {"R3"}


@each_engine
def test_match_keeps_a_place_for_who_has_no_choice(engine):
    """Nearest first, in order of arrival, would leave the walker outside."""
    driver = a_request("A1", longest_minutes=40)
    walker = a_request("B1", means=ON_FOOT, longest_minutes=30)
    near, far = a_home("H1", point=at(1)), a_home("H2", point=at(15))

    outcome = match(a_market([driver, walker], [near, far]), engine=engine)

    assert {(draft.demand, draft.supply) for draft in outcome.drafts} == {
        ("A1", "H2"),
        ("B1", "H1"),
    }


@each_engine
def test_match_fills_a_home_stay_after_stay(engine):
    requests = [
        a_request("R1", nights=nights(0, 5)),
        a_request("R2", nights=nights(6, 5)),
        a_request("R3", nights=nights(12, 5)),
        a_request("R4", nights=nights(16, 5)),
    ]

    outcome = match(a_market(requests, [a_home(gap=1)]), engine=engine)

    assert len(outcome.housed & {"R3", "R4"}) == 1
    assert outcome.housed >= {"R1", "R2"}


@each_engine
def test_match_splits_a_stay_as_little_as_agreed(engine):
    request = a_request("R1", nights=nights(0, 12), splits=True)
    supplies = [
        a_home("H1", windows=(nights(0, 5),)),
        a_home("H2", windows=(nights(0, 8),)),
        a_home("H3", windows=(nights(4, 20),)),
    ]

    outcome = match(a_market([request], supplies), engine=engine)
    refused = match(a_market([replace(request, splits=False)], supplies), engine=engine)

    assert [(one.supply, one.nights, one.part, one.parts) for one in outcome.drafts] == [
        ("H2", nights(0, 7), 1, 2),
        ("H3", nights(7, 5), 2, 2),
    ]
    assert [one.cost.moves for one in outcome.drafts] == [0, 30_000]
    assert refused.drafts == ()


@each_engine
def test_match_never_places_who_needs_people(engine):
    outcome = match(a_market([a_request(by_hand=True)], [a_home()]), engine=engine)

    assert outcome.drafts == ()
    assert [(one.blocking, one.relaxations) for one in outcome.unmatched] == [
        (HardConstraint.BY_HAND, ())
    ]


def test_match_without_the_numeric_library_falls_back_to_the_net(monkeypatch):
    monkeypatch.setattr(assignment, "find_spec", lambda name: None)

    outcome = match(a_market([a_request()], [a_home()]))

    assert (outcome.engine, outcome.housed) == ("most constrained first", {"R1"})


def test_market_refuses_a_reference_that_comes_twice():
    with pytest.raises(ValueError, match="R1"):
        a_market([a_request("R1"), a_request("R1")], [])


@each_engine
def test_match_prefers_who_has_less_choice(engine):
    """The walker has one home, the driver seven; each would have cost the same."""
    near = a_home("H0", point=at(1))
    far = [a_home(f"H{number}", point=at(20), pets=True) for number in range(1, 7)]
    driver = a_request("A1", longest_minutes=60, nights=nights(2, 7))
    walker = a_request("B1", means=ON_FOOT, longest_minutes=30)

    supplies = [near, *(replace(one, taken=(nights(0, 1),)) for one in far)]
    crowd = [a_request(f"C{number}", urgency=3, pets=True) for number in range(6)]
    outcome = match(a_market([driver, walker, *crowd], supplies), engine=engine)

    assert outcome.housed == {"B1", *(one.reference for one in crowd)}


@numeric
@settings(max_examples=40, deadline=None)
@given(market=markets(most=4))
def test_match_of_one_round_is_as_good_as_trying_everything(market):
    """One stay for each home and one ask for each host: small enough to try all of it."""
    alone = [replace(one, host=one.reference, asks_left=1) for one in market.supplies]
    whole = [replace(one, splits=False) for one in market.demands]
    market = replace(market, demands=tuple(whole), supplies=tuple(alone))

    outcome = match(market, engine=Engine.ASSIGNMENT)

    housed = [one for one in market.demands if one.reference in outcome.housed]
    cost = sum(draft.cost.total for draft in outcome.drafts)
    assert _worth(market, housed, cost) == _best(market)


def _best(market):
    """Every way to give each request at most one home."""
    costs = {
        (demand, supply): _cost(market, demand, supply)
        for demand in market.demands
        for supply in market.supplies
        if not broken_by(demand, supply, market.terms)
    }
    nobody = [None] * len(market.demands)
    worths = []
    for way in set(permutations([*market.supplies, *nobody], len(market.demands))):
        pairs = [pair for pair in zip(market.demands, way, strict=True) if pair[1] is not None]
        if all(pair in costs for pair in pairs):
            cost = sum(costs[pair] for pair in pairs)
            worths.append(_worth(market, [demand for demand, _ in pairs], cost))
    return max(worths)


def _worth(market, housed, cost):
    """Priority, people, little choice: the best ones first; then cost."""
    keys = [
        (
            market.weights.priority(one.urgency, one.waiting_days),
            one.sleepers.people,
            -_class(market, one),
        )
        for one in housed
    ]
    return (len(housed), sorted(keys, reverse=True), -cost)


def _class(market, demand):
    choice = [one for one in market.supplies if not broken_by(demand, one, market.terms)]
    return len(choice).bit_length()


def _cost(market, demand, supply):
    alone = match(a_market([demand], [supply], terms=market.terms), engine=Engine.GREEDY)
    return alone.drafts[0].cost.total
