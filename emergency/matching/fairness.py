"""Justified envy: somebody waits while one of lower priority got a home that would have fitted."""

from __future__ import annotations

from emergency.matching.plans import Plan
from emergency.matching.results import EnvyPair


def find_envy_pairs(plan: Plan) -> tuple[EnvyPair, ...]:
    """Looked for by undoing each stay in turn, whatever engine made the plan."""
    waiting = plan.waiting
    if not waiting:
        return ()
    highest = max(plan.setting.priorities[who] for who in waiting)
    lower = [who for who in plan.stays if plan.setting.priorities[who] < highest]
    return tuple(envy for who in sorted(lower) for envy in _of_stays(plan, who, waiting))


def _of_stays(plan: Plan, given_to: int, waiting: list[int]) -> list[EnvyPair]:
    setting = plan.setting
    stays = plan.take_back(given_to)
    found = []
    for stay in stays:
        for who in waiting:
            comes_first = setting.priorities[who] > setting.priorities[given_to]
            if comes_first and plan.options(who) >> stay.home & 1:
                names = (
                    setting.demands[who],
                    setting.supplies[stay.home],
                    setting.demands[given_to],
                )
                found.append(EnvyPair(*(one.reference for one in names)))
    plan.give(given_to, *stays)
    return found
