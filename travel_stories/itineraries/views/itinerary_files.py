"""The road of a public itinerary, to take along under its licence: one view for each format."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.http.shortcuts import get_or_404
from travel_stories.itineraries.exports import geojson_of_itinerary, gpx_of_itinerary
from travel_stories.itineraries.presenters.pages import placed_stops
from travel_stories.itineraries.schemas.linked_data import itinerary_data
from travel_stories.itineraries.selectors import find_edition, render_itinerary_edition
from travel_stories.stories.schemas.linked_data import licence_url


def itinerary_file(ending: str) -> Callable[..., Any]:
    """Hand the view what everybody reads, in the language of the edition, and name what it returns.

    404 where the licence lets nobody build on it.
    """

    def decorate(view):
        @never_cache  # what was withdrawn is gone for whoever comes next
        @require_safe
        @wraps(view)
        def wrapper(request, public_id):
            edition = get_or_404(find_edition(public_id))
            if not licence_url(edition.licence):
                raise Http404
            rendered_itinerary, itinerary = render_itinerary_edition(edition), edition.itinerary
            with translation.override(edition.language):
                url = request.build_absolute_uri(itinerary.get_absolute_url())
                answer = view(rendered_itinerary, url)
            answer["Content-Disposition"] = f'attachment; filename="{itinerary.address}.{ending}"'
            answer["X-Content-Type-Options"] = "nosniff"
            return answer

        return wrapper

    return decorate


@itinerary_file("gpx")
def gpx(rendered_itinerary, url):
    if not placed_stops(rendered_itinerary):
        raise Http404
    road = gpx_of_itinerary(rendered_itinerary, url=url)
    return HttpResponse(road, content_type="application/gpx+xml")


@itinerary_file("geojson")
def geojson(rendered_itinerary, url):
    road = geojson_of_itinerary(rendered_itinerary, url=url)
    return JsonResponse(road, content_type="application/geo+json")


@itinerary_file("jsonld")
def jsonld(rendered_itinerary, url):
    node = itinerary_data(rendered_itinerary, url=url)
    return JsonResponse(node, content_type="application/ld+json")
