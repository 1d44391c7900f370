"""The matching: one market in, one answer out. The same market always gets the same answer."""

from __future__ import annotations

from enum import StrEnum

from emergency.matching import assignment
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


def match(market: Market, *, engine: Engine | None = None) -> Outcome:
    """Drafts for as many as can be; without a numeric library by the safety net alone."""
    chosen = engine or (Engine.ASSIGNMENT if assignment.is_available() else Engine.NET)
    if not market.demands:
        return Outcome((), (), (), Score(0, 0, 0), chosen, VERSION, market.weights, market.salt)
    setting = Setting(market)
    plan = by_the_net(setting) if chosen == Engine.NET else by_assignment(setting)
    named = chosen if chosen == Engine.NET else f"{chosen}, {assignment.library()}"
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
