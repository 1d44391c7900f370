"""Cached values with a fallback: where the cache is out of reach they are computed again."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Final, cast

from django.core.cache import cache

from core.ids import new_public_id

ONE_DAY: Final = timedelta(days=1)

logger = logging.getLogger(__name__)


def get_or_set[Value](key: str, read: Callable[[], Value], keep_for: timedelta) -> Value:
    """What was read under this key lately, or what `read` says now."""
    try:
        cached = cache.get(key)
    except Exception:  # whatever the cache is made of: a page doesn't fall with it
        logger.warning("The cache is out of reach; %s is read anew.", key)
        return read()
    if cached is not None:
        return cast(Value, cached)
    value = read()
    try:
        cache.set(key, value, keep_for.total_seconds())
    except Exception:
        logger.warning("The cache is out of reach; %s is not remembered.", key)
    return value


def delete_cached(*keys: str) -> None:
    """Read anew next time; a cache that is out of reach forgets by itself after a while."""
    try:
        cache.delete_many(list(keys))
    except Exception:
        logger.warning("The cache is out of reach; %s may be old for a while.", ", ".join(keys))


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
