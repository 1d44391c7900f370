"""Middleware that answers with pages of the site."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from core.api.problems import ProblemError, ProblemType, problem_response
from core.http.sent_forms import read_sent_form
from core.quotas.errors import QuotaExceededError

DATA: Final = (".json", ".geojson")  # as addresses of what scripts read end


class QuotaExceededMiddleware:
    """Middleware: QuotaExceededError becomes status 429, with `Retry-After` and the time in words.

    A page shows what was sent, to be sent again later; a script gets problem details (RFC 9457).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, QuotaExceededError):
            return None
        return quota_response(request, exception)


def quota_response(request: HttpRequest, refusal: QuotaExceededError) -> HttpResponse:
    """Status 429 in the form that the client reads."""
    response: HttpResponse
    if request.path.endswith(DATA) or not request.accepts("text/html"):
        problem = ProblemError(ProblemType.RATE_LIMITED, str(refusal))
        response = problem_response(request, problem)
    else:
        context = {"refusal": str(refusal), "sent_form": read_sent_form(request)}
        response = render(request, "429.html", context, status=HTTPStatus.TOO_MANY_REQUESTS)
    response.headers["Retry-After"] = str(refusal.retry_after)
    add_never_cache_headers(response)
    return response
