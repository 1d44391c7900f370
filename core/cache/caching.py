"""Cached values with a fallback: where the cache is out of reach they are computed again."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Final, cast

from django.core.cache import cache
from django.db import transaction
from django.dispatch import Signal

from core.ids import new_public_id

ONE_DAY: Final = timedelta(days=1)

logger = logging.getLogger(__name__)


def get_or_set[Value](key: str, read: Callable[[], Value], keep_for: timedelta) -> Value:
    """What was read under this key lately, or what `read` says now."""
    try:
        cached = cache.get(key)
    except Exception:  # whatever the cache is made of: a page doesn't fall with it
        logger.warning("Cache unavailable: %s read again.", key)
        return read()
    if cached is not None:
        return cast(Value, cached)
    value = read()
    try:
        cache.set(key, value, keep_for.total_seconds())
    except Exception:
        logger.warning("Cache unavailable: %s not cached.", key)
    return value


def get_cached(key: str) -> object:
    """What is kept under this key; None where nothing is, or the cache is out of reach."""
    try:
        return cache.get(key)
    except Exception:
        logger.warning("Cache unavailable: %s not read.", key)
        return None


def set_cached(key: str, value: object, keep_for: timedelta) -> None:
    """Keep it. A cache that is out of reach forgets what it kept before, sooner or later."""
    try:
        cache.set(key, value, keep_for.total_seconds())
    except Exception:
        logger.warning("Cache unavailable: %s not cached.", key)


def delete_cached(*keys: str) -> None:
    """Read anew next time; a cache that is out of reach forgets by itself after a while."""
    try:
        cache.delete_many(list(keys))
    except Exception:
        logger.warning("Cache unavailable: %s may be out of date for a while.", ", ".join(keys))


class CacheNamespace:
    """Cached values invalidated together: each key holds the generation of the namespace."""

    def __init__(self, name: str) -> None:
        self.name = name

    def get_or_set[Value](
        self, suffix: str, read: Callable[[], Value], keep_for: timedelta
    ) -> Value:
        """What was read in this round, or what `read` says now."""
        generation = get_or_set(self.name, new_public_id, ONE_DAY)
        return get_or_set(f"{self.name}.{generation}.{suffix}", read, keep_for)

    def invalidate(self) -> None:
        """What is kept under the old name is out of reach."""
        delete_cached(self.name)

    def invalidate_on(self, *signals: Signal) -> None:
        """After the commit in which one of these was sent: who reads before it reads what was."""
        for signal in signals:
            signal.connect(self._invalidate_after_commit, weak=False, dispatch_uid=self.name)

    def _invalidate_after_commit(self, sender: object, **_facts: object) -> None:
        transaction.on_commit(self.invalidate)
