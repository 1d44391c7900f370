"""The door that every program comes through: who may ask what, how often, in which language."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import (
    get_conditional_response,
    patch_cache_control,
    patch_vary_headers,
    set_response_etag,
)
from django.utils.translation import gettext as _
from django.utils.translation.trans_real import (
    get_supported_language_variant,
    parse_accept_lang_header,
)
from django.views.decorators.csrf import csrf_exempt

from core.api.problems import Flaw, ProblemError, Sort, answer_with
from core.limits import is_too_often

type View = Callable[..., HttpResponse]

READING: Final = ("GET", "HEAD", "OPTIONS")
LANGUAGE: Final = "lang"
MAY_SEND: Final = "Accept-Language, If-None-Match"
MAY_SEE: Final = "Content-Language, ETag, Link, Retry-After"
A_DAY: Final = "86400"  # seconds for which a browser needn't ask again whether it may ask
FINE: Final = 200


def door(view: View, *, urlconf: str) -> View:
    """A view for programs of any site: it only reads, and whatever goes wrong is told as data.

    `urlconf` holds all of them. It stands in for the whole site while an answer leaves: else one of
    404 would be turned into a way to the same address among the pages for people.
    """

    @csrf_exempt  # it only reads: who sends something is told so as data, and not by a page
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.urlconf = urlconf  # Django reads it on the way out
        with translation.override(language_of(request)):
            try:
                _let_in(request)
                response = _read(request, view, *args, **kwargs)
            except ProblemError as problem:
                response = _refused(request, problem)
            return _for_any_site(request, _kept(request, response))

    return answer


def language_of(request: HttpRequest) -> str:
    """`?lang=` first, then what the program says it reads. Cookies count for pages only."""
    asked = request.GET.get(LANGUAGE)
    if asked in dict(settings.LANGUAGES):
        return str(asked)
    for code, _quality in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        with suppress(LookupError):
            return str(get_supported_language_variant(code))
    return str(settings.LANGUAGE_CODE)


def _let_in(request: HttpRequest) -> None:
    window, left = _window()
    most, within = settings.CORE_API_REQUESTS, settings.CORE_API_WITHIN
    if is_too_often(request, f"api.{window}", most=most, within=within):
        words = _("Ask again in %(seconds)s seconds.") % {"seconds": left}
        raise ProblemError(Sort.TOO_OFTEN, words)
    if request.method not in READING:
        raise ProblemError(Sort.READ_ONLY)
    if request.GET.get(LANGUAGE, "fr") not in dict(settings.LANGUAGES):
        words = _("We speak %(languages)s.") % {
            "languages": ", ".join(dict(settings.LANGUAGES)),
        }
        raise ProblemError(Sort.NOT_UNDERSTOOD, errors=[Flaw(LANGUAGE, [words])])


def _window() -> tuple[int, int]:
    """Which stretch of time this is, counted from 1970, and how many seconds of it are left."""
    length = int(settings.CORE_API_WITHIN.total_seconds())
    now = int(time.time())
    return now // length, length - now % length


def _read(request: HttpRequest, view: View, *args: Any, **kwargs: Any) -> HttpResponse:
    if request.method == "OPTIONS":
        return HttpResponse(status=204)
    asked_as, request.method = request.method, "GET"  # a HEAD is a GET of which nobody reads on
    try:
        return view(request, *args, **kwargs)
    finally:
        request.method = asked_as


def _refused(request: HttpRequest, problem: ProblemError) -> HttpResponse:
    response = answer_with(request, problem)
    if problem.sort == Sort.TOO_OFTEN:
        response.headers["Retry-After"] = str(_window()[1])
    if problem.sort == Sort.READ_ONLY:
        response.headers["Allow"] = ", ".join(READING)
    return response


def _kept(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Anybody may keep an answer, and asks each time whether it still holds: what a host takes
    back, or somebody in a story, is gone at once.
    """
    patch_vary_headers(response, ["Accept-Language"])
    if response.status_code != FINE:
        patch_cache_control(response, no_store=True)
        return response
    patch_cache_control(response, public=True, no_cache=True)
    set_response_etag(response)
    etag = response.headers["ETag"]
    kept = get_conditional_response(request, etag=etag, response=response)
    return kept or response


def _for_any_site(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """What is public may be read by the script of any other site; no cookie comes along."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = MAY_SEE
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["Content-Language"] = translation.get_language() or settings.LANGUAGE_CODE
    if request.method == "OPTIONS":
        response.headers["Access-Control-Allow-Methods"] = ", ".join(READING)
        response.headers["Access-Control-Allow-Headers"] = MAY_SEND
        response.headers["Access-Control-Max-Age"] = A_DAY
    return response
