"""Counts anew what waits for a person after they have done something."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Final

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from commons.notifications.waiting_counts import forget_waiting_count
from core.http.methods import SAFE_METHODS

TURNED_AWAY: Final = frozenset(
    {
        HTTPStatus.FORBIDDEN,
        HTTPStatus.NOT_FOUND,
        HTTPStatus.METHOD_NOT_ALLOWED,
        HTTPStatus.GONE,
    }
)


class WaitingCountMiddleware:
    """Middleware: after a request that may have changed something, its sender's count isn't cached.

    Whoever wasn't let in (TURNED_AWAY) has changed nothing.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        is_action = request.method not in SAFE_METHODS and response.status_code not in TURNED_AWAY
        if is_action and request.user.is_authenticated:
            forget_waiting_count(request.user.pk)
        return response
