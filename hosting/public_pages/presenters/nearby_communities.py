"""Communities around a place, for people who would like to host there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.urls import reverse

from core.values.geo import Point
from hosting.communities.models.communities import Community
from hosting.public_pages.presenters.community_pages import count_members

NEAREST: Final = 6
FARTHEST: Final = 100_000  # metres
HERE: Final = 500  # metres: the place itself


@dataclass(frozen=True, slots=True)
class NearbyCommunity:
    """A community that newcomers may join. `metres` lie between its centre and the place."""

    name: str
    url: str
    join_url: str
    place: str
    summary: str
    lang: str
    members: int
    metres: float

    @property
    def is_here(self) -> bool:
        return self.metres < HERE


def communities_near(point: Point, *, most: int = NEAREST) -> list[NearbyCommunity]:
    """The nearest public communities, up to FARTHEST metres away. Two reads."""
    members = count_members()
    communities = Community.objects.public().select_related("locality").defer("story", "charter")
    near = [one for one in communities if one.point.distance_to(point) <= FARTHEST]
    by_distance = sorted(near, key=lambda one: (one.point.distance_to(point), one.pk))
    return [
        NearbyCommunity(
            name=one.name,
            url=one.get_absolute_url(),
            join_url=reverse("hosting:membership-apply", args=[one.address]),
            place=one.locality.name,
            summary=one.summary,
            lang=one.summary_language,
            members=members.get(one.pk, 0),
            metres=one.point.distance_to(point),
        )
        for one in by_distance[:most]
    ]
