"""Itineraries for programs."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema

from core.api.pagination import next_url, paginate
from core.api.problems import ProblemError, ProblemType
from travel_stories.itineraries.schemas.itineraries import (
    ItinerarySchema,
    public_itineraries,
    serialize_itineraries,
)

router = Router(tags=["itineraries"])


class ItineraryList(Schema):
    """One page, newest first. `next` is the URL of the next page."""

    items: list[ItinerarySchema]
    next: str | None


@router.get("", response=ItineraryList)
def itinerary_list(request: HttpRequest, response: HttpResponse, page: str = "") -> dict[str, Any]:
    """Published itineraries, newest first."""
    newest_first = ("-published_at", "-pk")
    found = paginate(public_itineraries(), by=newest_first, scope="itineraries", cursor=page)
    items = serialize_itineraries(found.rows)
    return {"items": items, "next": next_url(request, response, found.next_cursor)}


@router.get("{public_id:id}/", response=ItinerarySchema)
def itinerary_detail(request: HttpRequest, id: str) -> ItinerarySchema:
    """A single published itinerary."""
    found = serialize_itineraries(public_itineraries().filter(itinerary__public_id=id))
    if not found:
        raise ProblemError(ProblemType.NOT_FOUND)
    return found[0]
