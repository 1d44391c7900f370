"""Mends a plan of several rounds: one stay of each home is given out anew with those who wait.

Each round was the best one by itself; together they may not be. A new assignment of one layer
can't be worse than what stood there, so this only ever climbs, and stops when nothing more is won.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from emergency.matching.assignment import assign_once
from emergency.matching.plans import Plan

MOST_TURNS: Final = 4


def improve_locally(plan: Plan) -> None:
    """Layer by layer: the first stay of each home, the second one, and so on."""
    for _turn in range(MOST_TURNS):
        before = len(plan.stays), plan.score().priority
        for layer in range(max(_layers(plan), default=-1) + 1):
            if plan.waiting:
                _give_anew(plan, layer)
        if (len(plan.stays), plan.score().priority) == before:
            return


def _give_anew(plan: Plan, layer: int) -> None:
    members = _layers(plan).get(layer, [])
    before, kept = plan.score(), {who: plan.stays[who] for who in members}
    for who in members:
        plan.take_back(who)
    anew = plan.waiting
    assign_once(plan, anew)
    if plan.score() < before:
        for who in anew:
            if who in plan.stays:
                plan.take_back(who)
        for who, stays in kept.items():
            plan.give(who, *stays)


def _layers(plan: Plan) -> dict[int, list[int]]:
    """Requests by whether theirs is the first, second… stay of its home."""
    homes = defaultdict(list)
    for who, stays in plan.stays.items():
        homes[stays[0].home].append((stays[0].nights.check_in, who))
    layers = defaultdict(list)
    for stays_there in homes.values():
        for layer, (_, who) in enumerate(sorted(stays_there)):
            layers[layer].append(who)
    return layers
