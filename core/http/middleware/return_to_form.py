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
from django.utils.cache import add_never_cache_headers

from core.http.return_urls import referrer_path
from core.http.sent_forms import SentForm, read_sent_form

WRITES: Final = frozenset({"POST", "PUT", "PATCH", "DELETE"})


class ReturnToFormMiddleware:
    """Middleware: where a form is sent after the session expired, `next` is the page of the form.

    Views name their own address, which for many answers POST alone: whoever has logged in would
    find "method not allowed" there. Somebody who pressed a button gets a page instead that says
    they have been logged out and holds what they sent; a script is redirected to the log-in page.
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
        if path != login or not query.startswith("next=") or request.path == login:
            return response
        form = read_sent_form(request)
        if form and is_navigation(request) and not request.user.is_authenticated:
            return logged_out(request, form)
        page = form.page if form else referrer_path(request)
        if page:
            response.headers["Location"] = redirect_to_login(page).headers["Location"]
        return response


def is_navigation(request: HttpRequest) -> bool:
    """Will a person see the answer as a page? (https://www.w3.org/TR/fetch-metadata/)"""
    return request.headers.get("Sec-Fetch-Mode") == "navigate"


def logged_out(request: HttpRequest, form: SentForm) -> HttpResponse:
    """Instead of the log-in page: nothing was sent, and it can be sent again."""
    login_url = redirect_to_login(form.page).headers["Location"]
    context = {"sent_form": form, "login_url": login_url}
    return _page_with_words(request, "logged_out.html", context)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's page for a forged or outdated token (CSRF_FAILURE_VIEW), with a way to the form.

    The token is outdated where somebody has logged in again meanwhile, or where all cookies are
    gone: what a page of ours sent can be sent again, once somebody says so.
    """
    return _page_with_words(request, "403_csrf.html", {"sent_form": read_sent_form(request)})


def _page_with_words(
    request: HttpRequest, template: str, context: dict[str, object]
) -> HttpResponse:
    response = render(request, template, context, status=HTTPStatus.FORBIDDEN)
    add_never_cache_headers(response)
    return response
