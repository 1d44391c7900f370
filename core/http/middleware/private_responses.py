"""Who is known, or holds a secret link, gets answers that no cache keeps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control

SECRETS: Final = frozenset({"token", "uidb36"})  # as addresses name them
CONFIRMATION: Final = "account_confirm_email"  # has a key; lists of stories have one that is public
DECIDED: Final = ("no-store", "public")


class PrivateCacheControlMiddleware:
    """Middleware: `Cache-Control: private, no-store` for whoever has a session or a secret link.

    A session belongs to somebody who is signed in, or came by a pass. What declares itself public
    stays so: photographs and maps are the same for everybody. What people keep on their device by
    a press of their own lies in the cache of the service worker, which this header doesn't concern.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        cache_control = response.headers.get("Cache-Control", "")
        has_session = settings.SESSION_COOKIE_NAME in request.COOKIES or request.session.modified
        link = request.resolver_match
        if link is None:
            is_personal = has_session
        else:
            is_personal = (
                has_session or link.url_name == CONFIRMATION or bool(SECRETS & link.kwargs.keys())
            )
        if is_personal and not any(word in cache_control for word in DECIDED):
            patch_cache_control(response, private=True, no_store=True)
        return response
