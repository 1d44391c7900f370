"""Stories for programs."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema

from core.api.pagination import next_url, paginate
from core.api.problems import ProblemError, ProblemType
from travel_stories.stories.schemas.stories import StorySchema, public_stories, serialize_stories

router = Router(tags=["stories"])


class StoryList(Schema):
    """One page, newest first. `next` is the URL of the next page."""

    items: list[StorySchema]
    next: str | None


@router.get("", response=StoryList)
def story_list(request: HttpRequest, response: HttpResponse, page: str = "") -> dict[str, Any]:
    """Published stories, newest first."""
    newest_first = ("-published_at", "-pk")
    found = paginate(public_stories(), by=newest_first, scope="stories", cursor=page)
    return {
        "items": serialize_stories(found.rows),
        "next": next_url(request, response, found.next_cursor),
    }


@router.get("{public_id:id}/", response=StorySchema)
def story_detail(request: HttpRequest, id: str) -> StorySchema:
    """A single published story."""
    found = serialize_stories(public_stories().filter(story__public_id=id))
    if not found:
        raise ProblemError(ProblemType.NOT_FOUND)
    return found[0]
