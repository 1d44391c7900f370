"""What a run answers: drafts that a coordinator approves, and why the others have none yet."""

from __future__ import annotations

from dataclasses import dataclass

from core.values.dates import DateRange
from emergency.matching.constraints import HardConstraint
from emergency.matching.plans import Score
from emergency.matching.weights import CostTerms, Weights


@dataclass(frozen=True, slots=True)
class Alternative:
    """A home that would have fitted too, when the run began."""

    supply: str
    cost: CostTerms
    minutes: int


@dataclass(frozen=True, slots=True)
class Draft:
    """One proposal: a home for a request, for all its nights or for a part of them."""

    demand: str
    supply: str
    nights: DateRange
    cost: CostTerms
    minutes: int
    kilometres: float  # as the crow flies
    rank: int  # 1 is the cheapest home that fitted this request when the run began
    fitting: int  # how many did
    alternatives: tuple[Alternative, ...]  # the next two
    part: int = 1
    parts: int = 1


@dataclass(frozen=True, slots=True)
class Relaxation:
    """What would help: with `to` instead of `wanted`, so many homes that are still free fit."""

    constraint: HardConstraint
    wanted: int | None
    to: int | None
    homes: int
    kilometres: float | None = None  # to the nearest of them; only where travel is in question


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A request without a roof: what stands in the way, and the smallest step that would help."""

    demand: str
    blocking: HardConstraint
    fitting: int  # homes that fitted when the run began, and went to others
    relaxations: tuple[Relaxation, ...]


@dataclass(frozen=True, slots=True)
class EnvyPair:
    """A request that waits, and could have had what one of lower priority got."""

    demand: str
    supply: str
    given_to: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """The whole answer, with all that is needed to get it again."""

    drafts: tuple[Draft, ...]
    unmatched: tuple[Unmatched, ...]
    envies: tuple[EnvyPair, ...]
    score: Score
    engine: str
    version: str
    weights: Weights
    tie_break_seed: str

    @property
    def housed(self) -> frozenset[str]:
        """References of requests that have a roof."""
        return frozenset(draft.demand for draft in self.drafts)
