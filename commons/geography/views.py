"""What scripts ask of geography: suggestions while somebody types, land below a moving map."""

from django.conf import settings
from django.http import Http404, JsonResponse
from django.utils import translation
from django.views.decorators.cache import cache_control
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import etag, require_safe

from commons.geography.outlines import edition
from commons.geography.selectors.land import land_features
from commons.geography.selectors.localities import suggestions_for
from core.text.texts import without_controls
from core.values.geo import Box

DAY = 86_400


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
def land(request, south, west, north, east):
    """GeoJSON of a box in whole degrees, so that neighbouring pages ask for the same one."""
    box = Box(int(south), int(west), int(north), int(east))
    if not (-90 <= box.south < box.north <= 90 and -180 <= box.west < box.east <= 180):
        raise Http404
    return JsonResponse(land_features(box))
