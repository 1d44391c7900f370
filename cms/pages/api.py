"""Destinations for programs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from ninja import Router, Schema

from cms.pages.models import DestinationPage
from commons.media.models import renditions_of
from core.api.pagination import next_url, paginate
from core.api.problems import ProblemError, ProblemType
from hosting.offers.schemas import (
    CommunityReference,
    PhotoSchema,
    absolute_url,
    community_reference,
    serialize_photo,
)

router = Router(tags=["destinations"])


@dataclass(frozen=True, slots=True)
class DestinationSchema:
    """A place described by its communities. `id` is the same in every language."""

    id: str
    url: str
    title: str
    lead: str
    language: str
    communities: list[CommunityReference]
    without_car: str
    photo: PhotoSchema | None


class DestinationList(Schema):
    """One page, sorted by title. `next` is the URL of the next page."""

    items: list[DestinationSchema]
    next: str | None


@router.get("", response=DestinationList)
def destination_list(
    request: HttpRequest, response: HttpResponse, page: str = ""
) -> dict[str, Any]:
    """Destinations in the requested language, sorted by title."""
    rows = _public_destinations()
    found = paginate(rows, by=("title", "pk"), scope="destinations", cursor=page)
    return {
        "items": [_serialize_destination(one, request) for one in found.rows],
        "next": next_url(request, response, found.next_cursor),
    }


@router.get("{uuid:id}/", response=DestinationSchema)
def destination_detail(request: HttpRequest, id: UUID) -> DestinationSchema:
    """A single destination in the requested language."""
    found = _public_destinations().filter(translation_key=id).first()
    if found is None:
        raise ProblemError(ProblemType.NOT_FOUND)
    return _serialize_destination(found, request)


def _public_destinations() -> Any:
    pages = DestinationPage.objects.live().public()
    pages = pages.filter(locale__language_code=get_language())
    with_photo = pages.select_related("locale", "photo").prefetch_related(renditions_of("photo"))
    return with_photo.prefetch_related("communities")


def _serialize_destination(page: DestinationPage, request: HttpRequest) -> DestinationSchema:
    return DestinationSchema(
        id=str(page.translation_key),
        url=absolute_url(page.get_url(request)),
        title=page.title,
        lead=page.lead,
        language=page.locale.language_code,
        communities=[community_reference(one) for one in page.communities.all() if one.is_public],
        without_car=page.without_car,
        photo=serialize_photo(page.photo.picture) if page.photo else None,
    )
