"""What every public API view shares: methods, rate limit, language, caching, CORS."""

from __future__ import annotations

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
from django.utils.translation import ngettext
from django.utils.translation.trans_real import (
    get_supported_language_variant,
    parse_accept_lang_header,
)
from django.views.decorators.csrf import csrf_exempt

from core.api.problems import InvalidParam, ProblemError, ProblemType, problem_response
from core.http.methods import SAFE_METHODS
from core.http.rate_limits import require_request_quota
from core.quotas.errors import QuotaExceededError

type View = Callable[..., HttpResponse]

LANGUAGE_PARAM: Final = "lang"
ALLOWED_HEADERS: Final = "Accept-Language, If-None-Match"
EXPOSED_HEADERS: Final = "Content-Language, ETag, Link, Retry-After"
PREFLIGHT_MAX_AGE: Final = (
    "86400"  # seconds for which a browser needn't ask again whether it may ask
)
HTTP_OK: Final = 200


def public_api_view(view: View, *, urlconf: str) -> View:
    """A view for programs of any site: it only reads, and whatever goes wrong is told as data.

    `urlconf` holds all of them. It stands in for the whole site while an answer leaves: else one of
    404 would be turned into a way to the same address among the pages for people.
    """

    @csrf_exempt  # it only reads: who sends something is told so as data, and not by a page
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.urlconf = urlconf  # Django reads it on the way out
        with translation.override(request_language(request)):
            try:
                _check_request(request)
                response = _call_view(request, view, *args, **kwargs)
            except ProblemError as problem:
                response = problem_response(request, problem)
                if problem.retry_after:
                    response.headers["Retry-After"] = str(problem.retry_after)
                if problem.problem_type == ProblemType.READ_ONLY:
                    response.headers["Allow"] = ", ".join(SAFE_METHODS)
            response = _with_cache_headers(request, response)
            # What is public may be read by the script of any other site; no cookie comes along.
            headers = response.headers
            headers["Access-Control-Allow-Origin"] = "*"
            headers["Access-Control-Expose-Headers"] = EXPOSED_HEADERS
            headers["Cross-Origin-Resource-Policy"] = "cross-origin"
            headers["Content-Language"] = translation.get_language() or settings.LANGUAGE_CODE
            if request.method == "OPTIONS":
                headers["Access-Control-Allow-Methods"] = ", ".join(SAFE_METHODS)
                headers["Access-Control-Allow-Headers"] = ALLOWED_HEADERS
                headers["Access-Control-Max-Age"] = PREFLIGHT_MAX_AGE
            return response

    return answer


def request_language(request: HttpRequest) -> str:
    """`?lang=` first, then what the program says it reads. Cookies count for pages only."""
    asked = request.GET.get(LANGUAGE_PARAM)
    if asked in dict(settings.LANGUAGES):
        return str(asked)
    for code, _quality in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        with suppress(LookupError):
            return str(get_supported_language_variant(code))
    return str(settings.LANGUAGE_CODE)


def _check_request(request: HttpRequest) -> None:
    try:
        require_request_quota(request, "api")
    except QuotaExceededError as refusal:
        left = refusal.retry_after
        words = ngettext(
            "Try again in %(seconds)s second.", "Try again in %(seconds)s seconds.", left
        )
        raise ProblemError(
            ProblemType.RATE_LIMITED, words % {"seconds": left}, retry_after=left
        ) from refusal
    if request.method not in SAFE_METHODS:
        raise ProblemError(ProblemType.READ_ONLY)
    if request.GET.get(LANGUAGE_PARAM, "fr") not in dict(settings.LANGUAGES):
        words = _("Use one of these languages: %(languages)s.") % {
            "languages": ", ".join(dict(settings.LANGUAGES)),
        }
        raise ProblemError(
            ProblemType.INVALID_PARAMS, errors=[InvalidParam(LANGUAGE_PARAM, [words])]
        )


def _call_view(request: HttpRequest, view: View, *args: Any, **kwargs: Any) -> HttpResponse:
    if request.method == "OPTIONS":
        return HttpResponse(status=204)
    method, request.method = request.method, "GET"  # a HEAD is a GET of which nobody reads on
    try:
        return view(request, *args, **kwargs)
    finally:
        request.method = method


def _with_cache_headers(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Anybody may keep an answer, and asks each time whether it still holds: what a host takes
    back, or somebody in a story, is gone at once.
    """
    patch_vary_headers(response, ["Accept-Language"])
    if response.status_code != HTTP_OK:
        patch_cache_control(response, no_store=True)
        return response
    patch_cache_control(response, public=True, no_cache=True)
    set_response_etag(response)
    etag = response.headers["ETag"]
    conditional = get_conditional_response(request, etag=etag, response=response)
    return conditional or response
