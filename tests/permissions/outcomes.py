"""What came of one request: let in, or how it was turned away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from http.cookies import SimpleCookie
from itertools import count
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from tests.permissions.roles import WITHOUT_ACCOUNT, Role

ALLOWED: Final = "allowed"
REFUSALS: Final[Mapping[int, str]] = {401: "denied", 403: "denied", 404: "hidden", 410: "gone"}
WRONG_METHOD: Final = "method"
ADMIN_LOGIN: Final = settings.WAGTAILADMIN_LOGIN_URL
"""Leads whoever is logged in to a refusal, everybody else to our login."""
ADMIN_HOME: Final = "/cms/"
"""Where Wagtail sends somebody who works in the admin, and not on this page, with a message."""
NOT_THERE: Final = "/en/cms/"
"""Where LocaleMiddleware sends a 404 of the admin, to look for a page in a language."""
ADDRESSES: Final = count(1)


def ask(
    role: Role, client: Client, method: str, path: str, data: Mapping[str, Any] | None = None
) -> tuple[str, HttpResponseBase]:
    """The outcome and the answer; whatever the request changed is taken back.

    Each comes from an address of its own, so that no limit of requests turns it away.
    """
    number = next(ADDRESSES)
    address = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
    with undone(client):
        send = getattr(client, method.lower())
        answer = send(path, data if method == "POST" else None, REMOTE_ADDR=address)
        if answer.streaming:
            answer.getvalue()  # closes its file
    return outcome_of(role, answer), answer


@contextmanager
def undone(client: Client) -> Iterator[None]:
    """Rows and cookies are afterwards as they were."""
    cookies = {name: one.value for name, one in client.cookies.items()}
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    client.cookies = SimpleCookie(cookies)


def outcome_of(role: Role, answer: HttpResponseBase) -> str:
    """A form that comes back, or leads on, was let in; so was a request that lacks something."""
    if answer.status_code == 405:
        return WRONG_METHOD
    if answer.status_code >= 500:
        return f"error {answer.status_code}"
    location = answer.headers.get("Location", "")
    if location.startswith(NOT_THERE):
        return "hidden"
    if location == ADMIN_HOME:
        return "denied"
    if location.startswith(ADMIN_LOGIN):
        return "login" if role in WITHOUT_ACCOUNT else "denied"
    if location.startswith(entrances()):
        return "login"
    return REFUSALS.get(answer.status_code, ALLOWED)


@cache
def entrances() -> tuple[str, str]:
    """Where somebody without an account logs in, or makes one."""
    with override("en"):
        return reverse("account_login"), reverse("account_signup")


def body_of(answer: Any) -> str:
    """Of an answer that refuses: it never streams."""
    return answer.content.decode(errors="replace") if not answer.streaming else "streamed"


def plain_refusal(request: HttpRequest, exception: Exception) -> HttpResponse:
    """In place of the page: the frame of every page takes twenty times as long as the refusal.

    It says more than the page does: why it was refused, which may name what it was.
    """
    status = 403 if isinstance(exception, PermissionDenied) else 404
    return HttpResponse(f"{exception}", status=status, content_type="text/plain")
