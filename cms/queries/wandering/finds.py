"""What a reader may come upon, and in which turns: what is told weighs as much as an offer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, zip_longest
from typing import Final

from cms.enums import Noun
from core.geo import Point
from hosting.enums import OfferKind

TOLD: Final = (Noun.STORY, Noun.ITINERARY, OfferKind.TIP, Noun.PLACE, Noun.COMMUNITY)
OFFERED: Final = (OfferKind.ACTIVITY, OfferKind.PRODUCT, OfferKind.STAY)


@dataclass(frozen=True, slots=True)
class Find:
    """`kind` is the noun, or the kind of an offer; `point` is the one that everybody sees."""

    noun: Noun
    key: int
    kind: str
    reason: str = ""
    point: Point | None = None

    @property
    def name(self) -> tuple[Noun, int]:
        return self.noun, self.key

    def because(self, reason: str) -> Find:
        return replace(self, reason=reason)


def because(finds: Iterable[Find], reason: str) -> list[Find]:
    """All for the same reason."""
    return [find.because(reason) for find in finds]


def in_turns(finds: Iterable[Find], *, most: int) -> list[Find]:
    """Something told, then something offered, each kind in its turn, each thing once."""
    once = {find.name: find for find in reversed(list(finds))}
    known = list(reversed(once.values()))
    pairs = zip_longest(_by_turns(known, TOLD), _by_turns(known, OFFERED))
    return [find for find in chain.from_iterable(pairs) if find][:most]


def _by_turns(finds: list[Find], kinds: Iterable[str]) -> Iterator[Find]:
    """The first of each kind, then the second of each."""
    piles = [[find for find in finds if find.kind == kind] for kind in kinds]
    return (find for find in chain.from_iterable(zip_longest(*piles)) if find)
