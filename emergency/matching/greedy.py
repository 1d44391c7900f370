"""The safety net: most constrained first. Needs no numeric library, and anybody can follow it."""

from __future__ import annotations

from emergency.matching.bits import places_in
from emergency.matching.plans import Plan, Setting, Stay


def most_constrained_first(plan: Plan) -> None:
    """Of equal priority, whoever has the fewest homes to choose from takes the cheapest of them."""
    setting = plan.setting
    homes = {who: plan.options(who).bit_count() for who in plan.waiting}
    for who in sorted(homes, key=lambda who: (-setting.priorities[who], homes[who], who)):
        if (home := cheapest(setting, who, plan.options(who))) is not None:
            plan.give(who, Stay(home, setting.demands[who].nights))


def cheapest(setting: Setting, who: int, homes: int) -> int | None:
    """Of equal cost the first by lot."""
    places = places_in(homes)
    costs = setting.costs.of(setting.demands[who], places)
    return min(zip(costs, places, strict=True), default=(0, None))[1]
