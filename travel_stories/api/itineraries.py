"""Itineraries for programs."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema

from core.api.pages import next_url, stretch_of
from core.api.problems import ProblemError, Sort
from travel_stories.queries.itineraries_told import (
    ItineraryTold,
    itineraries_told,
    public_itineraries,
)

router = Router(tags=["itineraries"])


class ItineraryList(Schema):
    """One page, the newest first; `next` is where the list goes on."""

    items: list[ItineraryTold]
    next: str | None


@router.get("", response=ItineraryList)
def itinerary_list(request: HttpRequest, response: HttpResponse, page: str = "") -> dict[str, Any]:
    """Published itineraries, the newest first."""
    newest_first = ("-published_at", "-pk")
    found = stretch_of(public_itineraries(), by=newest_first, question="itineraries", mark=page)
    items = itineraries_told(found.rows)
    return {"items": items, "next": next_url(request, response, found.after)}


@router.get("{public_id:id}/", response=ItineraryTold)
def itinerary_detail(request: HttpRequest, id: str) -> ItineraryTold:
    """One published itinerary."""
    found = itineraries_told(public_itineraries().filter(itinerary__public_id=id))
    if not found:
        raise ProblemError(Sort.NOT_FOUND)
    return found[0]
