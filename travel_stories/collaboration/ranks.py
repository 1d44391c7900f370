"""Where something stands among its neighbours, so that one move writes one row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Protocol

APART: Final = 1024.0  # between two ranks, so that many moves fit in between


class Ranked(Protocol):
    pk: int
    rank: float


def rank_at_end(others: Sequence[Ranked]) -> float:
    return others[-1].rank + APART if others else APART


def rank_behind(others: Sequence[Ranked], after: Ranked | None) -> float | None:
    """Half-way between the neighbours, `others` being in order; nothing when no room is left.

    Behind what is no longer there means: at the end.
    """
    place = place_behind(others, after)
    below = others[place - 1].rank if place else 0.0
    if place == len(others):
        return below + APART
    middle = (below + others[place].rank) / 2
    return middle if below < middle < others[place].rank else None


def place_behind(others: Sequence[Ranked], after: Ranked | None) -> int:
    if after is None:
        return 0
    found = [place for place, other in enumerate(others, start=1) if other.pk == after.pk]
    return found[0] if found else len(others)


def spread(others: Sequence[Ranked]) -> None:
    """Draw all ranks anew, with room between them; the caller saves."""
    for number, other in enumerate(others, start=1):
        other.rank = number * APART
