"""The matching: one market in, one answer out. The same market always gets the same answer."""

from __future__ import annotations

from enum import StrEnum

from emergency.matching import assignment, improving
from emergency.matching.explanations import drafts_of, unmatched_of
from emergency.matching.fairness import envies
from emergency.matching.greedy import most_constrained_first
from emergency.matching.market import VERSION, Market
from emergency.matching.plans import Plan, Score, Setting
from emergency.matching.polishing import polish
from emergency.matching.results import Outcome
from emergency.matching.splitting import split


class Engine(StrEnum):
    """How an answer was found."""

    NET = "most constrained first"
    ASSIGNMENT = "assignment"


def match(market: Market, *, engine: Engine | None = None, improved: bool = False) -> Outcome:
    """Drafts for as many as can be; without a numeric library by the safety net alone.

    `improved` lets a solver try for more, where one is there; it may take a quarter of a minute.
    """
    chosen = engine or (Engine.ASSIGNMENT if assignment.is_available() else Engine.NET)
    if not market.demands:
        return Outcome((), (), (), Score(0, 0, 0), chosen, VERSION, market.weights, market.salt)
    setting = Setting(market)
    plan, named = _plan(setting, chosen, improved=improved and improving.is_available())
    return Outcome(
        drafts=drafts_of(plan),
        unmatched=unmatched_of(plan),
        envies=envies(plan),
        score=plan.score(),
        engine=named,
        version=VERSION,
        weights=market.weights,
        salt=market.salt,
    )


def _plan(setting: Setting, chosen: Engine, *, improved: bool) -> tuple[Plan, str]:
    if chosen == Engine.NET:
        return by_the_net(setting), chosen
    plan, named = by_assignment(setting), f"{chosen}, {assignment.library()}"
    if not improved:
        return plan, named
    return by_solver(plan), f"{named}, {improving.library()}"


def by_the_net(setting: Setting) -> Plan:
    """Most constrained first, then moves for those who agreed to them."""
    plan = Plan(setting)
    most_constrained_first(plan)
    split(plan)
    return plan


def by_assignment(setting: Setting) -> Plan:
    """Rounds of assignment, mended; never worse than the net, which is asked as well."""
    plan = Plan(setting)
    assignment.assign_in_rounds(plan)
    polish(plan)
    split(plan)
    return max(plan, by_the_net(setting), key=Plan.score)


def by_solver(plan: Plan) -> Plan:
    """All rounds at once, from a plan that stands; whoever agreed to moves gets another chance."""
    better = improving.improve(plan)
    split(better)
    return better
