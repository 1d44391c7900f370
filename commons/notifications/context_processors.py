"""What every page of somebody who is signed in shows of their notifications."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from commons.notifications.waiting_counts import cached_waiting_for


def waiting_count(request: HttpRequest) -> dict[str, Any]:
    """The number beside "My desk", counted only by a page that shows it."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    return {"waiting": SimpleLazyObject(lambda: cached_waiting_for(user))}
