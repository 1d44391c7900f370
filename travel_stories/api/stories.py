"""Stories for programs."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema

from core.api.pages import next_url, stretch_of
from core.api.problems import ProblemError, Sort
from travel_stories.queries.told import StoryTold, public_stories, stories_told

router = Router(tags=["stories"])


class StoryList(Schema):
    """One page, the newest first; `next` is where the list goes on."""

    items: list[StoryTold]
    next: str | None


@router.get("", response=StoryList)
def story_list(request: HttpRequest, response: HttpResponse, page: str = "") -> dict[str, Any]:
    """Published stories, the newest first."""
    newest_first = ("-published_at", "-pk")
    found = stretch_of(public_stories(), by=newest_first, question="stories", mark=page)
    return {"items": stories_told(found.rows), "next": next_url(request, response, found.after)}


@router.get("{public_id:id}/", response=StoryTold)
def story_detail(request: HttpRequest, id: str) -> StoryTold:
    """One published story."""
    found = stories_told(public_stories().filter(story__public_id=id))
    if not found:
        raise ProblemError(Sort.NOT_FOUND)
    return found[0]
