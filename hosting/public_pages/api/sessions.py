"""Sessions to come for programs."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema

from core.api.pagination import PublicId, next_url, paginate
from hosting.calendars.schemas import SessionSchema, public_sessions, serialize_sessions
from hosting.offers.models.offers import Offer

router = Router(tags=["sessions"])


class SessionList(Schema):
    """One page, soonest first. `next` is the URL of the next page."""

    items: list[SessionSchema]
    next: str | None


@router.get("", response=SessionList)
def session_list(
    request: HttpRequest,
    response: HttpResponse,
    offer: PublicId = "",
    community: PublicId = "",
    page: str = "",
) -> dict[str, Any]:
    """Upcoming dates of public activities: all, those of one offer, or those of one community."""
    offers = Offer.objects.public()
    if offer:
        offers = offers.filter(public_id=offer)
    if community:
        offers = offers.filter(community__public_id=community)
    question = f"sessions {offer} {community}"
    rows = public_sessions(offers)
    found = paginate(rows, by=("starts_at", "pk"), scope=question, cursor=page)
    return {
        "items": serialize_sessions(found.rows),
        "next": next_url(request, response, found.next_cursor),
    }
