"""Lists in an order that people change: where each item can move to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MoveTarget:
    """Behind which other it comes when it goes one place earlier or later; nothing means first."""

    earlier: str
    later: str


def move_targets(names: Sequence[str]) -> list[MoveTarget]:
    """One for each. The ends stay where they are."""
    last = len(names) - 1
    return [
        MoveTarget(
            earlier=names[index - 2] if index > 1 else "",
            later=names[min(index + 1, last)],
        )
        for index in range(len(names))
    ]
