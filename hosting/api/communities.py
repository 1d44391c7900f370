"""Communities for programs."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema

from core.api.pages import next_url, stretch_of
from core.api.problems import ProblemError, Sort
from hosting.models import Community
from hosting.queries.told_communities import CommunityTold, communities_told

router = Router(tags=["communities"])


class CommunityList(Schema):
    """One page by name; `next` is where the list goes on."""

    items: list[CommunityTold]
    next: str | None


def public_communities() -> Any:
    """With everything that is told of them."""
    rows = Community.objects.public().select_related("locality", "photo")
    return rows.prefetch_related("causes")


@router.get("", response=CommunityList)
def community_list(request: HttpRequest, response: HttpResponse, page: str = "") -> dict[str, Any]:
    """Communities that welcome, by name."""
    found = stretch_of(public_communities(), by=("name", "pk"), question="communities", mark=page)
    return {
        "items": communities_told(found.rows),
        "next": next_url(request, response, found.after),
    }


@router.get("{public_id:id}/", response=CommunityTold)
def community_detail(request: HttpRequest, id: str) -> CommunityTold:
    """One community that welcomes."""
    found = communities_told(public_communities().filter(public_id=id))
    if not found:
        raise ProblemError(Sort.NOT_FOUND)
    return found[0]
