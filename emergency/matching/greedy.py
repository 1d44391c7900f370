"""The safety net: most constrained first. Needs no numeric library, and anybody can follow it."""

from __future__ import annotations

from emergency.matching.bitset import indices_in
from emergency.matching.costs import Costs
from emergency.matching.market import Demand
from emergency.matching.plans import Plan, Stay


def most_constrained_first(plan: Plan) -> None:
    """Of equal priority, whoever has the fewest homes to choose from takes the cheapest of them."""
    setting = plan.setting
    homes = {who: plan.options(who).bit_count() for who in plan.waiting}
    for who in sorted(homes, key=lambda who: (-setting.priorities[who], homes[who], who)):
        demand = setting.demands[who]
        if (home := cheapest(setting.costs, demand, plan.options(who))) is not None:
            plan.give(who, Stay(home, demand.nights))


def cheapest(costs: Costs, demand: Demand, homes: int) -> int | None:
    """Of equal cost the first by lot."""
    places = indices_in(homes)
    return min(zip(costs.of(demand, places), places, strict=True), default=(0, None))[1]
