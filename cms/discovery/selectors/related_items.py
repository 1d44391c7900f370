"""What a reader may come upon, and in which turns: what is told weighs as much as an offer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, zip_longest
from typing import Final

from cms.discovery.choices import Noun
from core.values.geo import Point
from hosting.offers.choices.lists import OfferKind

STORY_KINDS: Final = (Noun.STORY, Noun.ITINERARY, OfferKind.TIP, Noun.PLACE, Noun.COMMUNITY)
OFFER_KINDS: Final = (
    OfferKind.ACTIVITY,
    OfferKind.PRODUCT,
    OfferKind.WORKSPACE,
    OfferKind.STAY,
)


@dataclass(frozen=True, slots=True)
class RelatedItem:
    """`kind` is the noun, or the kind of an offer; `point` is the one that everybody sees."""

    noun: Noun
    key: int
    kind: str
    reason: str = ""
    point: Point | None = None

    @property
    def name(self) -> tuple[Noun, int]:
        return self.noun, self.key

    def with_reason(self, reason: str) -> RelatedItem:
        return replace(self, reason=reason)


def with_reason(items: Iterable[RelatedItem], reason: str) -> list[RelatedItem]:
    """All for the same reason."""
    return [item.with_reason(reason) for item in items]


def interleave(items: Iterable[RelatedItem], *, most: int) -> list[RelatedItem]:
    """Something told, then something offered, each kind in its turn, each thing once."""
    once = {item.name: item for item in reversed(list(items))}
    known = list(reversed(once.values()))
    pairs = zip_longest(_by_turns(known, STORY_KINDS), _by_turns(known, OFFER_KINDS))
    return [item for item in chain.from_iterable(pairs) if item][:most]


def _by_turns(items: list[RelatedItem], kinds: Iterable[str]) -> Iterator[RelatedItem]:
    """The first of each kind, then the second of each."""
    piles = [[item for item in items if item.kind == kind] for kind in kinds]
    return (item for item in chain.from_iterable(zip_longest(*piles)) if item)
