"""Who sends a form with files, known from its head alone."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import MutableMapping
from contextlib import suppress
from importlib import import_module
from io import BytesIO
from typing import Any, Final

from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.core.handlers.asgi import ASGIRequest
from django.db import DatabaseError, close_old_connections

from config.request_bodies import subtract
from core.http.rate_limits import rate_limit_address

MOST_LOOKUPS: Final = 2  # at a time in one process; each holds a connection to the database
MOST_MISSES: Final = 40  # from one network within MISSES_WITHIN
MISSES_WITHIN: Final = 600  # seconds
MOST_NETWORKS: Final = 10_000  # that are remembered; whoever has more of them isn't held by this


def head_of(scope: MutableMapping[str, Any]) -> ASGIRequest:
    """The request without its body and address: its headers, cookies and connection."""
    return ASGIRequest({**scope, "path": "/", "query_string": b""}, BytesIO())


def sender_address(head: ASGIRequest) -> str:
    """Under which uploads are counted of who has no account."""
    return rate_limit_address(head)


class AccountLookup:
    """Who is logged in, by one query for who has a cookie; counted before the database is asked.

    Cookies are easily invented. A network that brings many without an account isn't asked about
    for a while: whoever sends from there counts as a visitor.
    """

    def __init__(self) -> None:
        self._turns = asyncio.Semaphore(MOST_LOOKUPS)
        self._misses: Counter[str] = Counter()
        self._since = 0.0

    async def account_of(self, head: ASGIRequest) -> str | None:
        """Its key, or None for a visitor."""
        key = head.COOKIES.get(settings.SESSION_COOKIE_NAME)
        if not key:
            return None
        self._forget()
        network = sender_address(head)
        if self._misses[network] >= MOST_MISSES:
            return None
        self._misses[network] += 1  # until an account is found
        async with self._turns:
            account = await sync_to_async(account_in)(key)
        if account is not None and self._misses[network]:
            subtract(self._misses, network, 1)
        return account

    def _forget(self) -> None:
        now = asyncio.get_running_loop().time()
        if now - self._since > MISSES_WITHIN or len(self._misses) > MOST_NETWORKS:
            self._misses.clear()
            self._since = now


def account_in(key: str) -> str | None:
    """A cookie is easily invented: what counts is a session with an account in it."""
    try:
        with suppress(DatabaseError):  # then they count among visitors
            session = import_module(settings.SESSION_ENGINE).SessionStore(key)
            account: str | None = session.get(SESSION_KEY)
            return account
        return None
    finally:
        close_old_connections()
