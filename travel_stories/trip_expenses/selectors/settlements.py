"""How a group settles up in the fewest transfers.

The fewest transfers leave the most groups of people who settle among themselves: each group of k
people needs k - 1. Finding these groups is NP-hard, as it contains the subset-sum problem
(T. Verhoeff, "Settling Multiple Debts Efficiently: An Invitation to Computing Science",
Informatics in Education 3 (2004), 105-126). For as many people as a trip usually has it can be
counted out all the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

MOST_EXACT: Final = 14  # people, after pairs that cancel out: 2^14 sets take some 30 ms


@dataclass(frozen=True, slots=True)
class Transfer:
    """So many minor units from one seat to another."""

    payer: int
    receiver: int
    cents: int


@dataclass(frozen=True, slots=True)
class Settlement:
    """`is_fewest` is false where a group was too large to be counted out."""

    transfers: list[Transfer]
    is_fewest: bool


def settle(balances: Mapping[int, int]) -> Settlement:
    """Balances by seat, which add up to nothing; above nothing is what somebody gets back."""
    open_ones = {seat: cents for seat, cents in sorted(balances.items()) if cents}
    # Two who cancel out are settled by one transfer: no plan that parts them does better.
    waiting: dict[int, list[int]] = {}
    pairs = []
    for seat, cents in open_ones.items():
        if others := waiting.get(-cents):
            other = others.pop(0)
            payer, receiver = (seat, other) if cents < 0 else (other, seat)
            pairs.append(Transfer(payer, receiver, abs(cents)))
        else:
            waiting.setdefault(cents, []).append(seat)
    paired = {seat for one in pairs for seat in (one.payer, one.receiver)}
    rest = {seat: cents for seat, cents in open_ones.items() if seat not in paired}
    is_fewest = len(rest) <= MOST_EXACT
    groups = _groups(rest) if is_fewest else [rest]
    transfers = pairs + [transfer for group in groups for transfer in _settled(group)]
    return Settlement(sorted(transfers, key=lambda one: (one.payer, one.receiver)), is_fewest)


def _groups(balances: Mapping[int, int]) -> list[dict[int, int]]:
    """The most groups that each add up to nothing.

    A set of people is a number whose bits name them. `most[people]` counts the groups that can be
    closed on the way to this set, when its people join one by one.
    """
    seats, amounts = list(balances), list(balances.values())
    whole = (1 << len(seats)) - 1
    sums, most = [0] * (whole + 1), [0] * (whole + 1)
    for people in range(1, whole + 1):
        lowest = people & -people
        sums[people] = sums[people ^ lowest] + amounts[lowest.bit_length() - 1]
        closed = sums[people] == 0
        most[people] = max(most[people ^ one] for one in _bits(people)) + closed
    return [
        {seats[place]: amounts[place] for place in range(len(seats)) if group >> place & 1}
        for group in _closed_groups(whole, sums, most)
    ]


def _closed_groups(whole: int, sums: list[int], most: list[int]) -> list[int]:
    """Walk back the way that closed the most groups; between two zeros stands a group."""
    groups, people, begun = [], whole, whole
    while people:
        gained = most[people] - (sums[people] == 0)
        people ^= next(one for one in _bits(people) if most[people ^ one] == gained)
        if sums[people] == 0:
            groups.append(begun ^ people)
            begun = people
    return groups


def _bits(people: int) -> list[int]:
    bits = []
    while people:
        bits.append(people & -people)
        people &= people - 1
    return bits


def _settled(group: Mapping[int, int]) -> list[Transfer]:
    """Who owes most pays whom most is owed, until nobody owes: one transfer fewer than people."""
    left = dict(group)
    transfers = []
    while any(left.values()):
        payer = min(left, key=lambda seat: (left[seat], seat))
        receiver = min(left, key=lambda seat: (-left[seat], seat))
        cents = min(-left[payer], left[receiver])
        left[payer] += cents
        left[receiver] -= cents
        transfers.append(Transfer(payer, receiver, cents))
    return transfers
