"""View decorator: cache pages for anonymous visitors until the database changes (ADR 0045)."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.response import SimpleTemplateResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language

from core.cache.page_cache import PAGE_CACHE, CachedPage
from core.db.db_version import database_change_token

type View = Callable[..., HttpResponseBase]

PERSONALISING_HEADERS: Final = (
    "Cookie",
    "Authorization",
    "HX-Request",
)  # whoever sends one is no mere reader


def cache_for_anonymous(view: View) -> View:
    """Nobody is known by a cookie, nothing secret stands in the page, nothing was written."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        db_version = database_change_token() if _is_anonymous_get(request) else None
        if db_version is None:
            return view(request, *args, **kwargs)
        scheme, path = request.scheme or "", request.get_full_path()
        key = scheme, request.get_host(), path, get_language() or ""
        if page := PAGE_CACHE.get(key, db_version):
            stored = HttpResponse(page.content, headers=dict(page.headers))
            patch_vary_headers(stored, ("Cookie",))  # the session says so of pages made anew
            return stored
        response = view(request, *args, **kwargs)
        if isinstance(response, SimpleTemplateResponse):
            response = response.render()
        # Not where something was written while it was made: then it may stand on two states.
        if (
            isinstance(response, HttpResponse)
            and _is_cacheable(request, response)
            and database_change_token() == db_version
        ):
            made = CachedPage(response.content, tuple(response.items()))
            PAGE_CACHE.store(key, db_version, made, max_pages=settings.CORE_PAGE_CACHE_SIZE)
        return response

    return answer


def _is_anonymous_get(request: HttpRequest) -> bool:
    plain = request.method == "GET" and not any(
        request.headers.get(name) for name in PERSONALISING_HEADERS
    )
    return plain and settings.CORE_PAGE_CACHE_SIZE > 0


def _is_cacheable(request: HttpRequest, response: HttpResponse) -> bool:
    """No token of a form, no nonce, no message, no session, and no word against keeping it."""
    is_page = response.status_code == 200 and "Cache-Control" not in response
    has_secret = "CSRF_COOKIE" in request.META or bool(getattr(request, "_csp_nonce", None))
    is_personal = response.cookies or request.session.modified or _has_messages(request)
    return is_page and not has_secret and not is_personal


def _has_messages(request: HttpRequest) -> bool:
    """Something is to be told to this reader on the next page."""
    return bool(getattr(getattr(request, "_messages", None), "added_new", False))
