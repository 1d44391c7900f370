"""Communities as programs read them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hosting.communities.models.communities import Community
from hosting.offers.schemas import (
    LabelledCode,
    PhotoSchema,
    PlaceSchema,
    absolute_url,
    serialize_photo,
)
from hosting.public_pages.presenters.community_pages import TERRITORY, count_members, count_offers


@dataclass(frozen=True, slots=True)
class CommunitySchema:
    """Hosts who know each other. `place` is a wide circle around their territory.

    `summary` is in the language of the address where they wrote it, else in the other one.
    """

    id: str
    url: str
    name: str
    language: str
    summary: str
    summary_language: str
    story: str
    charter: str
    territory: str
    place: PlaceSchema
    causes: list[LabelledCode]
    members: int
    offers: int
    photo: PhotoSchema | None


def serialize_communities(communities: Iterable[Community]) -> list[CommunitySchema]:
    """In this order; with two reads more, however many there are."""
    members, offers = count_members(), count_offers()
    return [
        CommunitySchema(
            id=one.public_id,
            url=absolute_url(one.get_absolute_url()),
            name=one.name,
            language=one.language,
            summary=one.summary,
            summary_language=one.summary_language,
            story=one.story,
            charter=one.charter,
            territory=one.territory,
            place=PlaceSchema(
                one.locality.name,
                one.locality.country,
                one.point.latitude,
                one.point.longitude,
                round(TERRITORY),
            ),
            causes=[LabelledCode(cause.slug, cause.name) for cause in one.causes.all()],
            members=members.get(one.pk, 0),
            offers=offers.get(one.pk, 0),
            photo=serialize_photo(one.photo.picture) if one.photo else None,
        )
        for one in communities
    ]
