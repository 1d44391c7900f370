"""Justified envy: somebody waits while one of lower priority got a home that would have fitted."""

from __future__ import annotations

from emergency.matching.plans import Plan
from emergency.matching.results import EnvyPair


def find_envy_pairs(plan: Plan) -> tuple[EnvyPair, ...]:
    """Looked for by undoing each stay in turn, whatever engine made the plan."""
    waiting = plan.waiting
    if not waiting:
        return ()
    setting, priorities = plan.setting, plan.setting.priorities
    highest = max(priorities[who] for who in waiting)
    envies: list[EnvyPair] = []
    for given_to in sorted(who for who in plan.stays if priorities[who] < highest):
        stays = plan.take_back(given_to)
        ahead = [who for who in waiting if priorities[who] > priorities[given_to]]
        for stay in stays:
            envies += [
                EnvyPair(
                    setting.demands[who].reference,
                    setting.supplies[stay.home].reference,
                    setting.demands[given_to].reference,
                )
                for who in ahead
                if plan.options(who) >> stay.home & 1
            ]
        plan.give(given_to, *stays)
    return tuple(envies)
