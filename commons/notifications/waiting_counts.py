"""How many things wait for a person, kept for a moment: the header of every page shows it.

Naming all that may wait takes Django longer than many a page. Whoever does something, or is told of
something, is counted anew; what else others do shows after NOTIFICATIONS_WAITING_CACHE_TTL.
"""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.db import transaction

from commons.accounts.models import User
from commons.accounts.panels import waiting_for
from core.cache.caching import delete_cached, get_or_set

KEY: Final = "notifications.waiting"


def cached_waiting_for(person: User) -> int:
    """`waiting_for`, as it was a moment ago at most."""
    keep_for = settings.NOTIFICATIONS_WAITING_CACHE_TTL
    if not keep_for:
        return waiting_for(person)
    return get_or_set(_key(person.pk), lambda: waiting_for(person), keep_for)


def forget_waiting_count(person_id: int) -> None:
    """Count anew on the next page, and once more when everybody can read what has changed."""
    delete_cached(_key(person_id))
    transaction.on_commit(lambda: delete_cached(_key(person_id)))


def _key(person_id: int) -> str:
    return f"{KEY}.{person_id}"
