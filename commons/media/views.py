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
from core.errors import DomainError
from core.http.actions import redirect_with_success
from ui.form_errors import sentences_by_field


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


def receive_photos(request, form, store_file, *, to):
    """Answer a form of files: each stands for itself, and a bad one stops nobody.

    `store_file` takes a file, its key, and the licence that was chosen for all of them. A page with
    scripts sends one at a time and asks for JSON.
    """
    if form.is_valid():
        refusals, files = [], form.cleaned_data["photos"]
        for number, file in enumerate(files):
            try:
                key = uuid5(form.cleaned_data["key"], str(number))
                store_file(file, key, form.cleaned_data["licence"])
            except DomainError as refusal:
                refusals.append((f"{file.name}:", refusal))
        stored = len(files) - len(refusals)
    else:
        sentences = sentences_by_field(form).values()
        refusals = [("", sentence) for each in sentences for sentence in each]
        stored = 0
    if request.headers.get("accept") == "application/json":
        words = [" ".join(map(str, one)).strip() for one in refusals]
        status = 422 if refusals else 200
        # Whoever only came at a bad moment is told to come again.
        if any(isinstance(reason, PhotographsQueueError) for _name, reason in refusals):
            status = 503
        return JsonResponse({"refusals": words}, status=status)
    for name, reason in refusals:
        messages.error(request, f"{name} {reason}".strip())
    if not stored:
        return redirect(to)
    message = ngettext("%(n)s photo uploaded.", "%(n)s photos uploaded.", stored)
    return redirect_with_success(request, message % {"n": stored}, to=to)
