"""A public story, to take along and build on under its licence: one view for each format."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.http.rate_limits import require_request_quota
from travel_stories.stories.exports.epub import epub_of
from travel_stories.stories.exports.markdown import markdown_of
from travel_stories.stories.exports.tracks import gpx_of_story
from travel_stories.stories.presenters.pages import find_public
from travel_stories.stories.schemas.linked_data import licence_url, linked_data
from travel_stories.stories.selectors.rendered_stories import render_public_story


def story_file(ending: str, *, quota: str = "") -> Callable[..., Any]:
    """Hand the view what may be shown, in the language of the story, and name what it returns.

    `quota` names that of a file that costs much to make. 404 where the licence lets nobody build
    on it.
    """

    def decorate(view):
        @never_cache  # made of what may be shown this very moment
        @require_safe
        @wraps(view)
        def wrapper(request, public_id):
            if quota:
                require_request_quota(request, quota)
            story = find_public(public_id)
            rendered_story = render_public_story(story) if story else None
            if rendered_story is None or not licence_url(rendered_story.story.licence):
                raise Http404
            with translation.override(rendered_story.story.language):
                url = request.build_absolute_uri(story.get_absolute_url())
                answer = view(rendered_story, url)
            answer["Content-Disposition"] = f'attachment; filename="{story.address}.{ending}"'
            answer["X-Content-Type-Options"] = "nosniff"
            return answer

        return wrapper

    return decorate


@story_file("md")
def markdown(rendered_story, url):
    words = markdown_of(rendered_story, url=url, base=settings.BASE_URL)
    return HttpResponse(words, content_type="text/markdown; charset=utf-8")


@story_file("epub", quota="books")
def epub(rendered_story, url):
    book = epub_of(rendered_story, url=url, base=settings.BASE_URL)
    return HttpResponse(book, content_type="application/epub+zip")


@story_file("gpx")
def gpx(rendered_story, url):
    if not rendered_story.lies_somewhere:
        raise Http404
    return HttpResponse(gpx_of_story(rendered_story, url=url), content_type="application/gpx+xml")


@story_file("jsonld")
def jsonld(rendered_story, url):
    node = linked_data(rendered_story, url=url, whole=True)
    return JsonResponse(node, content_type="application/ld+json")
