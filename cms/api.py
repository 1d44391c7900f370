"""Destinations for programs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from ninja import Router, Schema

from cms.models import DestinationPage
from commons.media.models import renditions_of
from core.api.pages import next_url, stretch_of
from core.api.problems import ProblemError, Sort
from hosting.queries.told import CommunityNamed, PhotoTold, absolute, named, photo_told

router = Router(tags=["destinations"])


@dataclass(frozen=True, slots=True)
class DestinationTold:
    """A place told by its communities. `id` is the same in every language."""

    id: str
    url: str
    title: str
    lead: str
    language: str
    communities: list[CommunityNamed]
    without_car: str
    photo: PhotoTold | None


class DestinationList(Schema):
    """One page by title; `next` is where the list goes on."""

    items: list[DestinationTold]
    next: str | None


@router.get("", response=DestinationList)
def destination_list(
    request: HttpRequest, response: HttpResponse, page: str = ""
) -> dict[str, Any]:
    """Destinations in the language of whoever asks, by title."""
    rows = _public_destinations()
    found = stretch_of(rows, by=("title", "pk"), question="destinations", mark=page)
    return {
        "items": [_told(one, request) for one in found.rows],
        "next": next_url(request, response, found.after),
    }


@router.get("{uuid:id}/", response=DestinationTold)
def destination_detail(request: HttpRequest, id: UUID) -> DestinationTold:
    """One destination in the language of whoever asks."""
    found = _public_destinations().filter(translation_key=id).first()
    if found is None:
        raise ProblemError(Sort.NOT_FOUND)
    return _told(found, request)


def _public_destinations() -> Any:
    pages = DestinationPage.objects.live().public()
    pages = pages.filter(locale__language_code=get_language())
    with_photo = pages.select_related("locale", "photo").prefetch_related(renditions_of("photo"))
    return with_photo.prefetch_related("communities")


def _told(page: DestinationPage, request: HttpRequest) -> DestinationTold:
    return DestinationTold(
        id=str(page.translation_key),
        url=absolute(page.get_url(request)),
        title=page.title,
        lead=page.lead,
        language=page.locale.language_code,
        communities=[named(one) for one in page.communities.all() if one.is_public],
        without_car=page.without_car,
        photo=photo_told(page.photo.picture) if page.photo else None,
    )
