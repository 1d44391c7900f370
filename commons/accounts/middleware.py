"""Notes when a person last did something, and asks who they are where allauth would."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from allauth.core.exceptions import ReauthenticationRequired
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from commons.accounts.guards import ask_who_it_is
from commons.accounts.known_browsers import NEW_LOGIN, remember_browser
from commons.accounts.session_keys import PRIVILEGED, SEEN
from commons.accounts.sessions import MINUTE, is_action

DAY: Final = 24 * 60 * MINUTE


class SessionActivityMiddleware:
    """Middleware: keeps SEEN to the minute in sessions of privileged roles, to the day in others.

    With it the cookie is sent anew, so that a session lasts as long as somebody comes back. What a
    page loads on its own (`Sec-Fetch-Mode`) is no action of a person. After a
    login, and with SEEN, the browser is remembered as one of this account.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        session = request.session
        if not session.accessed or SESSION_KEY not in session or not is_action(request):
            return response
        now = timezone.now().timestamp()
        step = MINUTE if session.get(PRIVILEGED) else DAY
        is_due = now - session.get(SEEN, 0) >= step
        if is_due:
            session[SEEN] = now
        if is_due or getattr(request, NEW_LOGIN, False):
            remember_browser(request, response, session[SESSION_KEY])
        return response


class AskWhoItIsMiddleware:
    """Middleware: asks as our own pages do where one of allauth's wants to know who somebody is.

    allauth's middleware, which stands before it, would keep what was sent in the session and do it
    after the next confirmation, whoever had sent it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseBase | None:
        is_asked = isinstance(exception, ReauthenticationRequired) and request.user.is_authenticated
        return ask_who_it_is(request) if is_asked else None
