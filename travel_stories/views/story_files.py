"""A public story, to take along and build on under its licence."""

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from travel_stories.queries.files.epub import epub_of
from travel_stories.queries.files.markdown import markdown_of
from travel_stories.queries.files.tracks import gpx_of_story
from travel_stories.queries.story_data import licence_url, linked_data
from travel_stories.queries.story_pages import find_public
from travel_stories.queries.tellings import public_telling


@never_cache  # made of what may be shown this very moment
@require_safe
def file(request, public_id, form):
    make = FORMS.get(form)
    story = find_public(public_id) if make else None
    telling = public_telling(story) if story else None
    if telling is None or not licence_url(telling.story.licence):
        raise Http404
    with translation.override(telling.story.language):
        url = request.build_absolute_uri(story.get_absolute_url())
        answer = make(telling, url)
    answer["Content-Disposition"] = f'attachment; filename="{story.address}.{form}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _markdown(telling, url):
    words = markdown_of(telling, url=url, base=settings.BASE_URL)
    return HttpResponse(words, content_type="text/markdown; charset=utf-8")


def _epub(telling, url):
    book = epub_of(telling, url=url, base=settings.BASE_URL)
    return HttpResponse(book, content_type="application/epub+zip")


def _gpx(telling, url):
    if not telling.lies_somewhere:
        raise Http404
    return HttpResponse(gpx_of_story(telling, url=url), content_type="application/gpx+xml")


def _jsonld(telling, url):
    node = linked_data(telling, url=url, whole=True)
    return JsonResponse(node, content_type="application/ld+json")


FORMS = {"md": _markdown, "epub": _epub, "gpx": _gpx, "jsonld": _jsonld}
