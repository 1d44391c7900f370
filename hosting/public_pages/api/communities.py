"""Communities for programs."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema

from core.api.pagination import next_url, paginate
from core.api.problems import ProblemError, ProblemType
from hosting.communities.models.communities import Community
from hosting.public_pages.schemas.communities import CommunitySchema, serialize_communities

router = Router(tags=["communities"])


class CommunityList(Schema):
    """One page, sorted by name. `next` is the URL of the next page."""

    items: list[CommunitySchema]
    next: str | None


def public_communities() -> Any:
    """With everything that is told of them."""
    rows = Community.objects.public().select_related("locality", "photo")
    return rows.prefetch_related("causes")


@router.get("", response=CommunityList)
def community_list(request: HttpRequest, response: HttpResponse, page: str = "") -> dict[str, Any]:
    """Public communities, sorted by name."""
    found = paginate(public_communities(), by=("name", "pk"), scope="communities", cursor=page)
    return {
        "items": serialize_communities(found.rows),
        "next": next_url(request, response, found.next_cursor),
    }


@router.get("{public_id:id}/", response=CommunitySchema)
def community_detail(request: HttpRequest, id: str) -> CommunitySchema:
    """A single public community."""
    found = serialize_communities(public_communities().filter(public_id=id))
    if not found:
        raise ProblemError(ProblemType.NOT_FOUND)
    return found[0]
