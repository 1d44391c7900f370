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

from core.cache.page_cache import PAGE_CACHE, CachedPage, CacheKey
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
        key = _cache_key(request)
        if page := PAGE_CACHE.get(key, db_version):
            return _response_from_cache(page)
        response = _rendered(view(request, *args, **kwargs))
        if isinstance(response, HttpResponse) and _is_cacheable(request, response):
            _store_response(key, db_version, response)
        return response

    return answer


def _store_response(key: CacheKey, db_version: str, response: HttpResponse) -> None:
    """Unless something was written while it was made: then it may stand on two states."""
    if database_change_token() == db_version:
        page = CachedPage(response.content, tuple(response.items()))
        PAGE_CACHE.store(key, db_version, page, max_pages=settings.CORE_PAGE_CACHE_SIZE)


def _is_anonymous_get(request: HttpRequest) -> bool:
    plain = request.method == "GET" and not any(
        request.headers.get(name) for name in PERSONALISING_HEADERS
    )
    return plain and settings.CORE_PAGE_CACHE_SIZE > 0


def _cache_key(request: HttpRequest) -> CacheKey:
    scheme = request.scheme or ""
    return scheme, request.get_host(), request.get_full_path(), get_language() or ""


def _rendered(response: HttpResponseBase) -> HttpResponseBase:
    return response.render() if isinstance(response, SimpleTemplateResponse) else response


def _is_cacheable(request: HttpRequest, response: HttpResponse) -> bool:
    """No token of a form, no nonce, no message, no session, and no word against keeping it."""
    is_page = response.status_code == 200 and "Cache-Control" not in response
    has_secret = "CSRF_COOKIE" in request.META or bool(getattr(request, "_csp_nonce", None))
    # Something is to be told to this reader on the next page.
    is_personal = (
        response.cookies
        or request.session.modified
        or bool(getattr(getattr(request, "_messages", None), "added_new", False))
    )
    return is_page and not has_secret and not is_personal


def _response_from_cache(page: CachedPage) -> HttpResponse:
    response = HttpResponse(page.content, headers=dict(page.headers))
    patch_vary_headers(response, ("Cookie",))  # the session says so of pages that are made anew
    return response
