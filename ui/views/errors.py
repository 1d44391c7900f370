"""Pages for requests that can't be answered, made without database, cache or session."""

from __future__ import annotations

import sys
from http import HTTPStatus
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language_from_request, override

from ui.context_processors import chosen_theme
from ui.navigation import default_navigation
from ui.templatetags.page_urls import address_in

RETRY_AFTER: Final = "10"  # seconds: a database comes back by itself, or not at all
TOO_LARGE: Final = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler400: a malformed request; status 413 if it is larger than the site accepts."""
    if isinstance(exception, TOO_LARGE):
        return static_page(request, "413.html", HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return static_page(request, "400.html", HTTPStatus.BAD_REQUEST)


def server_error(request: HttpRequest) -> HttpResponse:
    """handler500: the fault may be the database or Redis, so the page needs neither.

    Status 503 where the database is away, or a lock or a statement took too long.
    """
    if isinstance(sys.exception(), OperationalError | InterfaceError):
        answer = static_page(request, "503.html", HTTPStatus.SERVICE_UNAVAILABLE)
        answer["Retry-After"] = RETRY_AFTER
        return answer
    return static_page(request, "500.html", HTTPStatus.INTERNAL_SERVER_ERROR)


def static_page(request: HttpRequest, template: str, status: HTTPStatus) -> HttpResponse:
    """Render a page of `layouts/error.html` in the language of the request's address.

    The language is read again: what failed may have come before LocaleMiddleware.
    """
    language = get_language_from_request(request, check_path=True)
    with override(language):
        alternates = {code: address_in(code, request, language) for code, _ in settings.LANGUAGES}
        context = static_context() | {"alternates": alternates, "theme": chosen_theme(request)}
        return HttpResponse(render_to_string(template, context), status=status)


def static_context() -> dict[str, Any]:
    """The navigation in the active language for somebody who may or may not be logged in.

    "My desk" is right for both: it asks a visitor to log in.
    """
    return {"navigation": default_navigation(signed_in=True)}
