"""What a pair costs. Every term is written here once, with its published weight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from emergency.matching.bitset import indices_in
from emergency.matching.choices import Choices
from emergency.matching.market import Demand, Sleepers, Supply
from emergency.matching.weights import LARGE, UNITS, CostTerms, Weights

Asked = tuple[Sleepers, bool, frozenset[str]]


class Costs:
    """Travel depends on the way, all else on what is asked: both are kept for the next who asks."""

    def __init__(self, choices: Choices, weights: Weights) -> None:
        self.choices = choices
        self.weights = weights
        self._homes: dict[Asked, list[int]] = {}
        self._needed = [0.0] * len(choices.supplies)
        self._contested = [0] * len(choices.supplies)

    def count(self, needed: Sequence[float]) -> None:
        """Where it was reckoned before, for more homes than are looked at: by how many needed."""
        self._needed = list(needed)
        self._contested = [_units(self.weights.contested, need) for need in needed]

    def expect(self, demand: Demand, *, among: int = -1) -> None:
        """Others like this one will come: each home that suits them is needed in part.

        Where few do they are needed most, so whoever can go elsewhere is sent elsewhere.
        """
        homes = indices_in(self.choices.suiting(demand) & among)
        share = 1 / max(len(homes), 1)
        for home in homes:
            self._needed[home] += share
            self._contested[home] = _units(self.weights.contested, self._needed[home])

    def of(self, demand: Demand, homes: Sequence[int]) -> list[int]:
        """Totals, in thousandths of a minute."""
        minutes, others = self.choices.minutes(demand), self._others(demand)
        unit = _units(self.weights.travel_minute, 1)
        contested = self._contested
        return [unit * minutes[home] + others[home] + contested[home] for home in homes]

    def terms(self, demand: Demand, home: int, *, moves: int = 0) -> CostTerms:
        """The same, term by term, for one home."""
        weights = self.weights
        minutes = self.choices.minutes(demand)[home]
        return replace(
            _terms(_asked(demand), self.choices.supplies[home], weights),
            travel=_units(weights.travel_minute, 1) * minutes,
            contested=self._contested[home],
            moves=self.moves(moves),
        )

    def moves(self, number: int) -> int:
        """From one home to the next."""
        return number * _units(self.weights.move, 1)

    def _others(self, demand: Demand) -> list[int]:
        asked = _asked(demand)
        if asked not in self._homes:
            self._homes[asked] = [
                _terms(asked, supply, self.weights).total for supply in self.choices.supplies
            ]
        return self._homes[asked]


def _asked(demand: Demand) -> Asked:
    return (demand.sleepers, demand.step_free, demand.wishes)


def _terms(asked: Asked, supply: Supply, weights: Weights) -> CostTerms:
    sleepers, step_free, wishes = asked
    beds = supply.beds.single + supply.beds.double
    wasted = (supply.step_free and not step_free) + (beds >= LARGE and 2 * sleepers.people <= beds)
    return CostTerms(
        unused_beds=_units(weights.unused_bed, supply.beds.unused_by(sleepers)),
        rare_features=_units(weights.rare_feature, wasted),
        silence=_units(weights.silence, 1 - supply.reply),
        host_load=_units(weights.host_load, supply.load),
        wishes=-_units(weights.wish, len(wishes & supply.features)),
    )


def _units(weight: float, amount: float) -> int:
    return round(weight * amount * UNITS)
