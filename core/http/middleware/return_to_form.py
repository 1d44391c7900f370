"""The way back to a form that could not be taken in: its session or its token had ended."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Final

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render, resolve_url

from core.http.return_urls import referrer_path

WRITES: Final = frozenset({"POST", "PUT", "PATCH", "DELETE"})


class ReturnToFormMiddleware:
    """Middleware: where a form is sent after the session expired, `next` is the page of the form.

    Views name their own address, which for many answers POST alone: whoever has logged in would
    find "method not allowed" there. What was typed waits in the browser (`form-words.js`).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.method not in WRITES:
            return response
        # A page that shows no form for logging in, but leads to one with the address it came from.
        path, _, query = response.headers.get("Location", "").partition("?")
        login = resolve_url(settings.LOGIN_URL)
        if path == login and query.startswith("next=") and request.path != login:
            page = referrer_path(request)
            if page:
                response.headers["Location"] = redirect_to_login(page).headers["Location"]
        return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's page for a forged or outdated token (CSRF_FAILURE_VIEW), with a way to the form.

    All cookies may be gone: then the form leads to the log-in page first, and words come back.
    """
    context = {"form_url": referrer_path(request)}
    return render(request, "403_csrf.html", context, status=HTTPStatus.FORBIDDEN)
