"""A cookie by which a browser shows that somebody was logged in there: it opens nothing.

It holds a random token and, of each account, a keyed digest of both. Nobody can make one for an
account in which they never were, nor read whose it is.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.crypto import get_random_string

from core.security.secret_keys import is_keyed_digest, keyed_digest

SALT: Final = "accounts.known_browser"
KEPT: Final = timedelta(days=365)
NEW_LOGIN: Final = "has_logged_in"  # attribute of a request in which somebody logged in
MOST_ACCOUNTS: Final = 5  # of one browser, the last ones
TOKEN_LENGTH: Final = 22
DIGEST_LENGTH: Final = 64


def browser_token(request: HttpRequest, account: int | str) -> str:
    """That of a browser in which this account (its primary key) was open, else empty."""
    token, *digests = _read(request)
    is_known = any(is_keyed_digest(one, SALT, f"{token}:{account}") for one in digests)
    return token if is_known else ""


def remember_browser(request: HttpRequest, response: HttpResponseBase, account: int | str) -> None:
    """From now on `browser_token` knows it, for a year."""
    token, *digests = _read(request)
    token = token or get_random_string(TOKEN_LENGTH)
    newest = keyed_digest(SALT, f"{token}:{account}").hex()
    others = [one for one in digests if one != newest]
    response.set_cookie(
        settings.KNOWN_BROWSER_COOKIE_NAME,
        ".".join([token, newest, *others][: MOST_ACCOUNTS + 1]),
        max_age=KEPT,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _read(request: HttpRequest) -> list[str]:
    """The token, then the digests; one empty text where there is no such cookie."""
    value = request.COOKIES.get(settings.KNOWN_BROWSER_COOKIE_NAME, "")
    token, *digests = value.split(".")[: MOST_ACCOUNTS + 1]
    if len(token) != TOKEN_LENGTH or not (value.isascii() and token.isalnum()):
        return [""]
    return [token, *(one for one in digests if len(one) == DIGEST_LENGTH and one.isalnum())]
