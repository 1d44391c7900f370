"""Things in an order that people change: where each one can go from where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Behind which other it comes when it goes one place earlier or later; nothing means first."""

    earlier: str
    later: str


def places_of(names: Sequence[str]) -> list[Place]:
    """One for each. The ends stay where they are."""
    last = len(names) - 1
    return [
        Place(
            earlier=names[place - 2] if place > 1 else "",
            later=names[min(place + 1, last)],
        )
        for place in range(len(names))
    ]
