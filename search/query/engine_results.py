"""What an engine found: who fits and why, how many, what else could be chosen, where they lie."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.values.geo import Box, Point
from hosting.offers.choices.lists import Facet
from search.query.offer_query import Position


@dataclass(frozen=True, slots=True)
class Reasons:
    """The published parameters of an order: nothing else decides who stands where.

    `words` is how well the text fits, in the engine's own measure, 0 where nobody asked for text;
    `metres` from the nearest of the wished points; `fresh` how many of the last 14 days it has been
    missing from, 0 for everything older; `draw` is its ticket of today.
    """

    words: float
    metres: float | None
    fresh: int
    draw: int


@dataclass(frozen=True, slots=True)
class Hit:
    """An offer that fits. `position` is where a next page begins after it."""

    pk: int
    host: int
    reasons: Reasons
    position: Position


@dataclass(frozen=True, slots=True)
class Hits:
    """One page in order, and what holds for all that fit.

    `facets` counts every value that at least one offer has: each facet without its own choice,
    except where all of its choices must be met. `corrected` is the text that was searched in place
    of one that nothing has. `slow` says that a stand-by answered, as the usual engine was away.
    """

    hits: tuple[Hit, ...]
    total: int
    facets: Mapping[Facet, Mapping[str, int]] = field(default_factory=dict)
    corrected: str = ""
    slow: bool = False


@dataclass(frozen=True, slots=True)
class Pin:
    """One offer on the map, at its public point."""

    pk: int
    point: Point


@dataclass(frozen=True, slots=True)
class Cell:
    """What lies in one tile of the Web Mercator grid: the middle of the points, and how many."""

    x: int
    y: int
    middle: Point
    count: int


@dataclass(frozen=True, slots=True)
class Area:
    """Where the offers lie that fit: one by one while they are few, otherwise in cells."""

    bounds: Box | None
    pins: tuple[Pin, ...] = ()
    cells: tuple[Cell, ...] = ()
    zoom: int = 0  # of the cells


@dataclass(frozen=True, slots=True)
class Stamp:
    """What an index holds of an offer, for comparing."""

    pk: int
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Health:
    """Whether an index can answer; `reason` says in one sentence why not.

    One that `is_outdated` was made for another version of the tables.
    """

    answers: bool
    documents: int = 0
    reason: str = ""
    is_outdated: bool = False
