"""The published weights: what counts for how much. They are data of an activation."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Final

UNITS: Final = 1000  # costs are counted in thousandths of a minute: whole numbers add up exactly
LARGE: Final = 4  # beds


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """First who is housed, then at what cost; one cost of 1 is worth a minute of travel."""

    urgency: tuple[int, ...] = (100, 200, 300, 400)  # planned, soon, within two days, tonight
    waiting_day: int = 5
    most_for_waiting: int = 99  # in the highest class; else up to the next class, never above

    travel_minute: float = 1.0
    unused_bed: float = 1.0
    rare_feature: float = 2.0  # step-free, or large, where it isn't needed
    contested: float = 1000.0  # for each request of late that would have needed this very home
    silence: float = 10.0  # for a host who surely won't answer
    host_load: float = 1.0  # for each ask or stay that the host already carries
    move: float = 30.0
    wish: float = 2.0  # taken off for each wish that a home fulfils

    def __post_init__(self) -> None:
        """Raises ValueError for weights that would turn the order around."""
        costs = [value for name, value in asdict(self).items() if name != "urgency"]
        if not all(math.isfinite(value) and value >= 0 for value in costs):
            raise ValueError("A weight is a number from 0 up.")
        if self.waiting_day < 1:
            raise ValueError("Waiting has to weigh something, or somebody may wait for ever.")
        rises = [above - below for below, above in pairwise((0, *self.urgency))]
        if min(rises[1:], default=2) < 2 or not self.urgency or self.urgency[0] < 1:
            raise ValueError("Each class weighs more than the one before, with room for waiting.")

    def priority(self, urgency: int, waiting_days: int) -> int:
        """Who comes first. Whoever has waited a day comes before any newcomer of the same class."""
        place = min(max(urgency, 0), len(self.urgency) - 1)
        own = self.urgency[place]
        above = [*self.urgency, own + self.most_for_waiting + 1][place + 1]
        return min(own + max(waiting_days, 0) * self.waiting_day, above - 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class CostTerms:
    """What one pair costs, term by term, in thousandths of a minute."""

    travel: int = 0
    unused_beds: int = 0
    rare_features: int = 0
    contested: int = 0
    silence: int = 0
    host_load: int = 0
    moves: int = 0
    wishes: int = 0  # below zero

    @property
    def total(self) -> int:
        home = self.unused_beds + self.rare_features + self.contested + self.wishes
        return self.travel + home + self.silence + self.host_load + self.moves
