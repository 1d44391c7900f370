"""Answers kept for a while. Where the cache is gone, the question is simply put again."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Final, cast

from django.core.cache import cache

from core.ids import new_public_id

A_DAY: Final = timedelta(days=1)

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


class Round:
    """Answers that are forgotten together: each is kept under the name that the round has now."""

    def __init__(self, name: str) -> None:
        self.name = name

    def remembered[Answer](
        self, what: str, read: Callable[[], Answer], keep_for: timedelta
    ) -> Answer:
        """What was read in this round, or what `read` says now."""
        turn = remembered(self.name, new_public_id, A_DAY)
        return remembered(f"{self.name}.{turn}.{what}", read, keep_for)

    def begin_anew(self) -> None:
        """What is kept under the old name is out of reach."""
        forget(self.name)
