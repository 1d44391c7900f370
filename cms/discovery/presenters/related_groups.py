"""Three strands by which one wanders on from a page: next to here, the same hand, on the way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest
from django.utils.translation import gettext as _

from cms.discovery.choices import Noun
from cms.discovery.presenters.cards import OnwardCard, cards_for, cards_in_order
from cms.discovery.selectors.along_routes import on_the_way
from cms.discovery.selectors.contributors import by_same_contributors
from cms.discovery.selectors.nearby import near
from cms.discovery.selectors.related_items import RelatedItem, interleave
from cms.discovery.selectors.source_pages import SourcePage
from core.values.geo import Point
from hosting.offers.presenters.facts import format_distance

NEARBY_METRES: Final = 30_000.0  # metres: half an hour's ride
CLOSE_BY: Final = 1_500.0  # metres: nearer than public points can tell
MOST: Final = 4  # cards of a strand


@dataclass(frozen=True, slots=True)
class RelatedGroup:
    """`nothing` is said where a strand has no card yet."""

    name: str
    title: str
    icon: str
    cards: list[OnwardCard]
    nothing: str


def related_groups(
    here: SourcePage, came_from: SourcePage | None, request: HttpRequest
) -> list[RelatedGroup]:
    """Each thing once: what is rarest chooses first, and nearness takes what is left."""
    left_out = {here.name} | ({came_from.name} if came_from else set())
    contributor = _fresh(by_same_contributors(here), left_out)
    way = _fresh(on_the_way(here, came_from), left_out)
    beside = _fresh(nearest_items(here.points), left_out)
    cards = cards_for([*contributor, *way, *beside], request)
    chosen = {
        name: cards_in_order(items, cards, mark=here.mark)
        for name, items in (("near", beside), ("hand", contributor), ("way", way))
    }
    return [
        RelatedGroup("near", _("Nearby"), "pin", chosen["near"], _("Nothing else nearby yet.")),
        RelatedGroup(
            "hand",
            _("By the same people"),
            "hand",
            chosen["hand"],
            _("Nothing else by the same people yet."),
        ),
        RelatedGroup(
            "way", _("On the way"), "route", chosen["way"], _("Nothing else on the way yet.")
        ),
    ]


def nearest_items(points: Iterable[Point]) -> list[RelatedItem]:
    """The nearest, and how far they are; as exactly as public points are."""
    here, found = list(points), []
    for item in near(here, metres=NEARBY_METRES):
        reason = ""
        if item.point is not None:
            metres = min(item.point.distance_to(point) for point in here)
            if metres < CLOSE_BY:
                reason = _("close by")
            else:
                words = {"distance": format_distance(metres)}
                reason = _("about %(distance)s from here") % words
        found.append(item.with_reason(reason))
    return found


def _fresh(items: Iterable[RelatedItem], left_out: set[tuple[Noun, int]]) -> list[RelatedItem]:
    """What no other strand has shown, which from now on this one has."""
    chosen = interleave((item for item in items if item.name not in left_out), most=MOST)
    left_out |= {item.name for item in chosen}
    return chosen
