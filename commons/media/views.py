"""How photographs come in, many at once, and go out where no web server in front serves them."""

from pathlib import PurePath
from uuid import uuid5

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import ngettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from commons.media.errors import PhotographsQueueError
from commons.media.rendering import MIME_TYPES
from core.deeds import conclude
from core.errors import DomainError


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


def take_photos(request, form, bring, *, to):
    """Answer a form of files: each stands for itself, and a bad one stops nobody.

    `bring` takes a file and its key. A page with scripts sends one at a time and asks for JSON.
    """
    refused, brought = _brought(form, bring) if form.is_valid() else (_errors_of(form), 0)
    if request.headers.get("accept") == "application/json":
        words = [" ".join(map(str, one)).strip() for one in refused]
        return JsonResponse({"refusals": words}, status=_status_of(refused))
    for name, refusal in refused:
        messages.error(request, f"{name} {refusal}".strip())
    if not brought:
        return redirect(to)
    said = ngettext("%(n)s photograph is there.", "%(n)s photographs are there.", brought)
    return conclude(request, said % {"n": brought}, to=to)


def _brought(form, bring):
    """What was refused of the files and why, and how many came."""
    refused, files = [], form.cleaned_data["photos"]
    for number, file in enumerate(files):
        try:
            bring(file, uuid5(form.cleaned_data["key"], str(number)))
        except DomainError as refusal:
            refused.append((f"{file.name}:", refusal))
    return refused, len(files) - len(refused)


def _errors_of(form):
    return [("", error) for errors in form.errors.values() for error in errors]


def _status_of(refused):
    """Whoever only came at a bad moment is told to come again."""
    if any(isinstance(refusal, PhotographsQueueError) for _name, refusal in refused):
        return 503
    return 422 if refused else 200
