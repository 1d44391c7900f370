"""Files of photographs, where no web server in front serves them."""

from pathlib import PurePath

from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from commons.media.rendering import MIME_TYPES


@require_safe
@cache_control(public=True, max_age=31_536_000, immutable=True)  # new pixels get a new name
def photo_file(request, folder, name):
    """One file. Whole, for there is nothing large among them."""
    path = f"photos/{folder}/{name}"
    mime = MIME_TYPES.get(PurePath(name).suffix)
    if mime is None or not default_storage.exists(path):
        raise Http404
    with default_storage.open(path) as file:
        return HttpResponse(file.read(), content_type=mime)
