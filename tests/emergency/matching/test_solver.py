"""The solver may only replace a plan by a better one that keeps every rule."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings

from emergency.matching import solver
from emergency.matching.constraints import broken_by
from emergency.matching.engine import Engine, match, match_by_assignment, match_greedily
from emergency.matching.nights import gap_of, with_gap
from emergency.matching.plans import Plan, Setting
from emergency.matching.solver import improve_plan
from tests.emergency.matching.markets import a_home, a_market, a_request, nights
from tests.emergency.matching.strategies import markets

pytestmark = pytest.mark.skipif(not solver.is_available(), reason="needs the solver")
some = settings(max_examples=40, deadline=None)


def home_blocked_by_a_long_stay():
    """A long stay of one takes the home from two short ones; each round sees one stay only."""
    long = a_request("R1", nights=nights(0, 11))
    short = [a_request("R2", nights=nights(0, 5)), a_request("R3", nights=nights(6, 5))]
    return a_market([long, *short], [a_home(windows=(nights(0, 12),))])


def test_improve_houses_two_short_stays_instead_of_a_long_one():
    market = home_blocked_by_a_long_stay()
    plan = Plan(Setting(market))
    [long] = [who for who, one in enumerate(plan.setting.demands) if one.reference == "R1"]
    by_long = plan.copy()
    by_long.give(
        long, *match_greedily(Setting(replace(market, demands=market.demands[:1]))).stays[0]
    )

    better = improve_plan(by_long)

    housed = {better.setting.demands[who].reference for who in better.stays}
    assert (len(by_long.stays), housed) == (1, {"R2", "R3"})


def test_improve_gives_a_host_no_more_asks_than_they_allow():
    """Two homes of a host who may be asked once, beside one of somebody else."""
    homes = [a_home("H1", host="Ada", asks_left=1), a_home("H2", host="Ada", asks_left=1)]
    setting = Setting(a_market([a_request("R1"), a_request("R2")], homes))

    assert len(improve_plan(Plan(setting)).stays) == 1


@some
@given(market=markets())
def test_improve_is_never_worse_and_keeps_every_rule(market):
    plan = match_by_assignment(Setting(market))
    before = plan.score()

    outcome = match(market, engine=Engine.ASSIGNMENT, improved=True)

    demands = {one.reference: one for one in market.demands}
    supplies = {one.reference: one for one in market.supplies}
    assert outcome.score >= before
    for draft in outcome.drafts:
        part = replace(demands[draft.demand], nights=draft.nights)
        assert broken_by(part, supplies[draft.supply], market.terms) == ()
    for one, other in combinations(outcome.drafts, 2):
        if one.supply == other.supply:
            gap = gap_of(supplies[one.supply], market.terms)
            assert not with_gap(one.nights, gap).overlaps(with_gap(other.nights, gap))


@some
@given(market=markets())
def test_improve_gives_the_same_answer_again(market):
    first, second = (match(market, engine=Engine.ASSIGNMENT, improved=True) for _ in range(2))

    assert first == second


def test_improve_leaves_alone_what_it_can_not_better(monkeypatch):
    setting = Setting(home_blocked_by_a_long_stay())
    empty, full = Plan(setting), match_by_assignment(Setting(a_market([a_request()], [a_home()])))

    monkeypatch.setattr(solver, "MOST_PAIRS", 2)
    too_large = improve_plan(empty)
    monkeypatch.setattr(solver, "find_spec", lambda name: None)

    assert too_large is empty
    assert improve_plan(full) is full
    assert improve_plan(empty) is empty


def test_match_names_the_solver_only_when_it_was_asked():
    market = a_market([a_request()], [a_home()])

    engines = [
        match(market, engine=Engine.ASSIGNMENT, improved=improved).engine for improved in (0, 1)
    ]

    assert [" highspy " in engine for engine in engines] == [False, True]
