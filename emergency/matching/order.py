"""Who comes first, and how equals are told apart without anybody choosing."""

from __future__ import annotations

from hashlib import blake2b

from emergency.matching.market import Demand, Supply
from emergency.matching.weights import Weights


def tie_break(reference: str, tie_break_seed: str) -> bytes:
    """A draw that anybody can repeat once the seed is known, and nobody can choose."""
    return blake2b(f"{tie_break_seed}\0{reference}".encode(), digest_size=16).digest()


def priority_of(demand: Demand, weights: Weights) -> int:
    """Urgency and waiting, as published."""
    return weights.priority(demand.urgency, demand.waiting_days)


def in_priority_order(
    demands: tuple[Demand, ...], weights: Weights, tie_break_seed: str
) -> tuple[Demand, ...]:
    """Priority first, then more people, then the lot."""
    return tuple(
        sorted(
            demands,
            key=lambda one: (
                -priority_of(one, weights),
                -one.sleepers.people,
                tie_break(one.reference, tie_break_seed),
            ),
        )
    )


def in_tie_break_order(supplies: tuple[Supply, ...], tie_break_seed: str) -> tuple[Supply, ...]:
    """Homes stand in no order that means anything."""
    return tuple(sorted(supplies, key=lambda one: tie_break(one.reference, tie_break_seed)))
