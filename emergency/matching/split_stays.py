"""Several homes one after the other, for whoever agreed to move and found no single one."""

from __future__ import annotations

from datetime import date, timedelta
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
    demand = plan.setting.demands[who]
    suiting = plan.setting.choices.suiting(demand, without=HardConstraint.LENGTH) & plan.available
    parts: list[Stay] = []
    night = demand.nights.check_in
    while night < demand.nights.check_out and len(parts) < MOST_PARTS:
        left = (demand.nights.check_out - night).days
        # Of equal length the cheapest, of equal cost the first by lot.
        homes = _others(plan, suiting, parts)
        places = indices_in(homes)
        costs = plan.setting.costs.of(plan.setting.demands[who], places)
        lengths = [_length(plan, home, night, left) for home in places]
        best = (
            min(
                (-length, cost, home)
                for length, cost, home in zip(lengths, costs, places, strict=True)
            )
            if places
            else (0, 0, 0)
        )
        if -best[0] < min(SHORTEST_PART, left):
            part = None
        else:
            part = Stay(best[2], DateRange(night, night + timedelta(days=-best[0])))
        if part is None:
            return []
        parts.append(part)
        night = part.nights.check_out
    return parts if night == demand.nights.check_out else []


def _others(plan: Plan, suiting: int, parts: list[Stay]) -> int:
    """A host is asked once: what was taken a moment ago isn't counted in the plan yet."""
    for part in parts:
        for home in plan.setting.homes_of[plan.setting.supplies[part.home].host]:
            suiting &= ~(1 << home)
    return suiting


def _length(plan: Plan, home: int, night: date, left: int) -> int:
    supply = plan.setting.supplies[home]
    most = min(left, supply.most_nights or left)
    length = plan.calendar.longest_from(night, home, most)
    return length if length >= supply.least_nights else 0
