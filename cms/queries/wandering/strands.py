"""Three strands by which one wanders on from a page: next to here, the same hand, on the way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest
from django.utils.translation import gettext as _

from cms.enums import Noun
from cms.queries.wandering.cards import OnwardCard, cards_for, cards_in_order
from cms.queries.wandering.finds import Find, in_turns
from cms.queries.wandering.hands import same_hand
from cms.queries.wandering.heres import Here
from cms.queries.wandering.near import near
from cms.queries.wandering.roads import on_the_way
from core.geo import Point
from hosting.queries.facts import distance_in_words

NEXT_DOOR: Final = 30_000.0  # metres: half an hour's ride
CLOSE_BY: Final = 1_500.0  # metres: nearer than public points can tell
MOST: Final = 4  # cards of a strand


@dataclass(frozen=True, slots=True)
class Strand:
    """`nothing` is said where a strand has no card yet."""

    name: str
    title: str
    icon: str
    cards: list[OnwardCard]
    nothing: str


def strands_from(here: Here, came_from: Here | None, request: HttpRequest) -> list[Strand]:
    """Each thing once: what is rarest chooses first, and nearness takes what is left."""
    left_out = {here.name} | ({came_from.name} if came_from else set())
    hand = _fresh(same_hand(here), left_out)
    way = _fresh(on_the_way(here, came_from), left_out)
    beside = _fresh(next_to(here.points), left_out)
    cards = cards_for([*hand, *way, *beside], request)
    chosen = {
        name: cards_in_order(finds, cards, mark=here.mark)
        for name, finds in (("near", beside), ("hand", hand), ("way", way))
    }
    return [
        Strand("near", _("Next to here"), "pin", chosen["near"], _("Nothing else near by yet.")),
        Strand(
            "hand", _("The same hand"), "hand", chosen["hand"], _("Nothing else of theirs yet.")
        ),
        Strand(
            "way", _("On the way"), "route", chosen["way"], _("No road leads on from here yet.")
        ),
    ]


def next_to(points: Iterable[Point]) -> list[Find]:
    """The nearest, and how far they are; as exactly as public points are."""
    here = list(points)
    return [find.because(_how_far(find, here)) for find in near(here, metres=NEXT_DOOR)]


def _fresh(finds: Iterable[Find], left_out: set[tuple[Noun, int]]) -> list[Find]:
    """What no other strand has shown, which from now on this one has."""
    chosen = in_turns((find for find in finds if find.name not in left_out), most=MOST)
    left_out |= {find.name for find in chosen}
    return chosen


def _how_far(find: Find, points: Iterable[Point]) -> str:
    if find.point is None:
        return ""
    metres = min(find.point.distance_to(point) for point in points)
    if metres < CLOSE_BY:
        return _("close by")
    return _("about %(distance)s from here") % {"distance": distance_in_words(metres)}
