"""What every stranger reads alike is made once, as long as nothing changes (ADR 0045)."""

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

from core.kept_pages import KEPT, KeptPage, Key
from core.marks import mark_of_database

type View = Callable[..., HttpResponseBase]

TELLING: Final = ("Cookie", "Authorization", "HX-Request")  # whoever sends one is no mere reader


def kept_for_strangers(view: View) -> View:
    """Nobody is known by a cookie, nothing secret stands in the page, nothing was written."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        mark = mark_of_database() if _comes_from_stranger(request) else None
        if mark is None:
            return view(request, *args, **kwargs)
        key = _key_of(request)
        if page := KEPT.find(key, mark):
            return _told_again(page)
        response = _rendered(view(request, *args, **kwargs))
        if isinstance(response, HttpResponse) and _is_for_all(request, response):
            _keep(key, mark, response)
        return response

    return answer


def _keep(key: Key, mark: str, response: HttpResponse) -> None:
    """Unless something was written while it was made: then it may stand on two states."""
    if mark_of_database() == mark:
        page = KeptPage(response.content, tuple(response.items()))
        KEPT.keep(key, mark, page, most=settings.CORE_KEPT_PAGES)


def _comes_from_stranger(request: HttpRequest) -> bool:
    plain = request.method == "GET" and not any(request.headers.get(name) for name in TELLING)
    return plain and settings.CORE_KEPT_PAGES > 0


def _key_of(request: HttpRequest) -> Key:
    scheme = request.scheme or ""
    return scheme, request.get_host(), request.get_full_path(), get_language() or ""


def _rendered(response: HttpResponseBase) -> HttpResponseBase:
    return response.render() if isinstance(response, SimpleTemplateResponse) else response


def _is_for_all(request: HttpRequest, response: HttpResponse) -> bool:
    """No token of a form, no nonce, no message, no session, and no word against keeping it."""
    is_page = response.status_code == 200 and "Cache-Control" not in response
    has_secret = "CSRF_COOKIE" in request.META or bool(getattr(request, "_csp_nonce", None))
    is_personal = response.cookies or request.session.modified or _has_words_for(request)
    return is_page and not has_secret and not is_personal


def _has_words_for(request: HttpRequest) -> bool:
    """Something is to be told to this reader on the next page."""
    return bool(getattr(getattr(request, "_messages", None), "added_new", False))


def _told_again(page: KeptPage) -> HttpResponse:
    response = HttpResponse(page.content, headers=dict(page.headers))
    patch_vary_headers(response, ("Cookie",))  # the session says so of pages that are made anew
    return response
