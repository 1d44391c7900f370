"""Answers kept for a while. Where the cache is gone, the question is simply put again."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import cast

from django.core.cache import cache

logger = logging.getLogger(__name__)


def remembered[Answer](key: str, read: Callable[[], Answer], keep_for: timedelta) -> Answer:
    """What was read under this key lately, or what `read` says now."""
    try:
        known = cache.get(key)
    except Exception:  # whatever the cache is made of: a page doesn't fall with it
        logger.warning("The cache is out of reach; %s is read anew.", key)
        return read()
    if known is not None:
        return cast(Answer, known)
    answer = read()
    try:
        cache.set(key, answer, keep_for.total_seconds())
    except Exception:
        logger.warning("The cache is out of reach; %s is not remembered.", key)
    return answer


def forget(*keys: str) -> None:
    """Read anew next time; a cache that is out of reach forgets by itself after a while."""
    try:
        cache.delete_many(list(keys))
    except Exception:
        logger.warning("The cache is out of reach; %s may be old for a while.", ", ".join(keys))
