"""Session engine (SESSION_ENGINE): a session of a privileged role ends where it is read too late.

After ACCOUNTS_PRIVILEGED_SESSION since the login, and after ACCOUNTS_PRIVILEGED_IDLE without an
action of the person. Others last as long as their cookie, which each day of use renews.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.conf import settings
from django.contrib.sessions.backends import db
from django.http import HttpRequest
from django.utils import timezone

from commons.accounts.session_keys import PRIVILEGED, SEEN, STARTED
from core.http.middleware.return_to_form import WRITES

MINUTE: Final = 60
BACKGROUND: Final = frozenset({"wagtailadmin_editing_sessions:ping"})
"""Names of addresses that a page calls on its own, however long nobody has touched it."""


class SessionStore(db.SessionStore):
    """Rows of the database, as Django's own; one that has ended is deleted when it is read."""

    def load(self) -> dict[str, Any]:
        data: dict[str, Any] = super().load()
        if not has_ended(data, timezone.now().timestamp()):
            return data
        self.flush()
        return {}

    async def aload(self) -> dict[str, Any]:
        data: dict[str, Any] = await super().aload()
        if not has_ended(data, timezone.now().timestamp()):
            return data
        await self.aflush()
        return {}


def has_ended(data: Mapping[str, Any], now: float) -> bool:
    """`now` in seconds since 1970. A session without a privileged role never ends here."""
    if not data.get(PRIVILEGED):
        return False
    longest = settings.ACCOUNTS_PRIVILEGED_SESSION.total_seconds()
    idle = settings.ACCOUNTS_PRIVILEGED_IDLE.total_seconds()
    return bool(now - data.get(STARTED, now) > longest or now - data.get(SEEN, now) > idle)


def is_action(request: HttpRequest) -> bool:
    """Whether a person opened this page or sent this form (https://www.w3.org/TR/fetch-metadata/)."""
    match = request.resolver_match
    if match and match.view_name in BACKGROUND:
        return False
    mode = request.headers.get("Sec-Fetch-Mode", "navigate")
    return mode == "navigate" or request.method in WRITES
