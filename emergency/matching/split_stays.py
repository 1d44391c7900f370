"""Several homes one after the other, for whoever agreed to move and found no single one."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from core.values.dates import DateRange
from emergency.matching.bitset import indices_in
from emergency.matching.constraints import HardConstraint
from emergency.matching.plans import Plan, Stay

MOST_PARTS: Final = 3
SHORTEST_PART: Final = 3  # nights; the last one may be shorter


def split_stays(plan: Plan) -> None:
    """As few moves as can be: from each night on the home that is free for longest."""
    for who in plan.waiting:
        if plan.setting.demands[who].splits and (parts := _parts(plan, who)):
            plan.give(who, *parts)


def _parts(plan: Plan, who: int) -> list[Stay]:
    setting, demand = plan.setting, plan.setting.demands[who]
    suiting = setting.choices.suiting(demand, without=HardConstraint.LENGTH) & plan.available
    parts: list[Stay] = []
    night = demand.nights.check_in
    while night < demand.nights.check_out and len(parts) < MOST_PARTS:
        left = (demand.nights.check_out - night).days
        # Of equal length the cheapest, of equal cost the first by lot.
        homes = indices_in(suiting)
        found = []
        for home, cost in zip(homes, setting.costs.of(demand, homes), strict=True):
            supply = setting.supplies[home]
            most = min(left, supply.most_nights or left)
            length = plan.calendar.longest_from(night, home, most)
            found.append((-length if length >= supply.least_nights else 0, cost, home))
        minus_longest, _cost, best = min(found, default=(0, 0, 0))
        if -minus_longest < min(SHORTEST_PART, left):
            return []
        part = Stay(best, DateRange(night, night + timedelta(days=-minus_longest)))
        parts.append(part)
        night = part.nights.check_out
        # A host is asked once: what was taken a moment ago isn't counted in the plan yet.
        for home in setting.homes_of[setting.supplies[best].host]:
            suiting &= ~(1 << home)
    return parts if night == demand.nights.check_out else []
