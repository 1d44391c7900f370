"""What scripts ask of geography: suggestions while somebody types, what lies below a moving map."""

from pathlib import Path

from django.conf import settings
from django.http import Http404, JsonResponse
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.views.decorators.cache import cache_control
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import conditional_page, etag, require_safe

from commons.geography.outlines import edition
from commons.geography.selectors.land import land_features, layer_features
from commons.geography.selectors.localities import suggestions_for
from core.http.byte_ranges import byte_range_response, version_of
from core.text.texts import without_controls
from core.values.geo import Box

DAY = 86_400
YEAR = 365 * DAY
MOST_BYTES = 4 << 20  # of the street map in one answer: a tile or a directory has some 100 KiB
COMPACT = {"ensure_ascii": False, "separators": (",", ":")}


@require_safe
@cache_control(public=True, max_age=DAY)
def suggestions(request):
    """Places that begin like what somebody has typed so far."""
    language = request.GET.get("lang", "")
    if language not in dict(settings.LANGUAGES):
        language = settings.LANGUAGE_CODE
    with translation.override(language):
        found = suggestions_for(without_controls(request.GET.get("q", "")))
    return JsonResponse({"suggestions": found})


@require_safe
@gzip_page
@cache_control(public=True, max_age=DAY)
@etag(lambda request, **box: edition())
def land(request, **box):
    """GeoJSON of a box in whole degrees, so that neighbouring pages ask for the same one."""
    return JsonResponse(land_features(_box_or_404(**box)))


@require_safe
@gzip_page
@cache_control(public=True, max_age=DAY)
@conditional_page
def layers(request, **box):
    """What lies on that land: waters, railways, stations and towns."""
    return JsonResponse(layer_features(_box_or_404(**box)), json_dumps_params=COMPACT)


@require_safe
@conditional_page
def streets(request):
    """A part of the street map, where no web server in front hands out the file itself."""
    if not settings.GEOGRAPHY_STREET_MAP:
        raise Http404
    # A part is counted in bytes of the file: the gzip middleware must leave it as it is.
    request.META.pop("HTTP_ACCEPT_ENCODING", None)
    try:
        with Path(settings.GEOGRAPHY_STREET_MAP).open("rb") as file:
            version = version_of(file)
            response = byte_range_response(
                request, file, content_type="application/vnd.pmtiles", most_bytes=MOST_BYTES
            )
    except OSError as error:
        raise Http404 from error
    if request.GET.get("v") == version and response.status_code < 400:
        patch_cache_control(response, public=True, max_age=YEAR, immutable=True)
    else:
        patch_cache_control(response, no_cache=True)
    return response


def _box_or_404(south, west, north, east):
    box = Box(int(south), int(west), int(north), int(east))
    if not (-90 <= box.south < box.north <= 90 and -180 <= box.west < box.east <= 180):
        raise Http404
    return box
