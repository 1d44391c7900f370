"""The matching: one market in, one answer out. The same market always gets the same answer."""

from __future__ import annotations

from enum import StrEnum

from emergency.matching import assignment, solver
from emergency.matching.explanations import drafts_of, unmatched_of
from emergency.matching.fairness import find_envy_pairs
from emergency.matching.greedy import most_constrained_first
from emergency.matching.local_search import improve_locally
from emergency.matching.market import VERSION, Market
from emergency.matching.plans import Plan, Score, Setting
from emergency.matching.results import Outcome
from emergency.matching.split_stays import split_stays


class Engine(StrEnum):
    """How an answer was found."""

    GREEDY = "most constrained first"
    ASSIGNMENT = "assignment"


def match(market: Market, *, engine: Engine | None = None, improved: bool = False) -> Outcome:
    """Drafts for as many as can be; without a numeric library by the safety net alone.

    `improved` lets a solver try for more, where one is there; it may take a quarter of a minute.
    """
    chosen = engine or (Engine.ASSIGNMENT if assignment.is_available() else Engine.GREEDY)
    if not market.demands:
        return Outcome(
            (), (), (), Score(0, 0, 0), chosen, VERSION, market.weights, market.tie_break_seed
        )
    setting = Setting(market)
    named: str = chosen
    if chosen == Engine.GREEDY:
        plan = match_greedily(setting)
    else:
        plan, named = match_by_assignment(setting), f"{chosen}, {assignment.library()}"
        if improved and solver.is_available():
            plan, named = improve_by_solver(plan), f"{named}, {solver.library()}"
    return Outcome(
        drafts=drafts_of(plan),
        unmatched=unmatched_of(plan),
        envies=find_envy_pairs(plan),
        score=plan.score(),
        engine=named,
        version=VERSION,
        weights=market.weights,
        tie_break_seed=market.tie_break_seed,
    )


def match_greedily(setting: Setting) -> Plan:
    """Most constrained first, then moves for those who agreed to them."""
    plan = Plan(setting)
    most_constrained_first(plan)
    split_stays(plan)
    return plan


def match_by_assignment(setting: Setting) -> Plan:
    """Rounds of assignment, mended; never worse than the net, which is asked as well."""
    plan = Plan(setting)
    assignment.assign_in_rounds(plan)
    improve_locally(plan)
    split_stays(plan)
    return max(plan, match_greedily(setting), key=Plan.score)


def improve_by_solver(plan: Plan) -> Plan:
    """All rounds at once, from a plan that stands; whoever agreed to moves gets another chance."""
    better = solver.improve_plan(plan)
    split_stays(better)
    return better
