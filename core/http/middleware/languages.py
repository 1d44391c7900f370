"""Which language somebody chose: `/` leads there the next time."""

from __future__ import annotations

from typing import Literal, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation import get_language_from_path

type SameSite = Literal["Lax", "Strict", "None"]


class LanguageCookieMiddleware(MiddlewareMixin):
    """Keeps the language in the cookie of `LocaleMiddleware` when somebody changes it.

    Who comes from a page of ours in one language to one in another has followed the switch: a
    link that works without scripts, and that changes nothing but this. A page that is opened from
    elsewhere is no choice.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        language = get_language_from_path(request.path_info)
        # Of the page of ours that somebody came from, if it was one.
        try:
            came_from = urlsplit(request.headers.get("Referer", ""))
        except ValueError:  # "http://[": a header says what it likes
            return response
        if came_from.netloc != request.get_host():
            return response
        before = get_language_from_path(came_from.path)
        if language and before and language != before and response.status_code == 200:
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                language,
                max_age=settings.LANGUAGE_COOKIE_AGE,
                secure=settings.LANGUAGE_COOKIE_SECURE,
                httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
                samesite=cast(SameSite, settings.LANGUAGE_COOKIE_SAMESITE),
            )
        return response
