"""Counters with an end: in the cache, and in the database while the cache is out of reach.

The time of a quota begins with the first of what it counts, and all of it is free again at its
end. So the time at which somebody may go on is known, and stays the same however often they try.
"""

from __future__ import annotations

import logging
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final, Protocol, cast

from django.core.cache import cache
from django.utils.crypto import salted_hmac

from core.registry import Registry

logger = logging.getLogger(__name__)


LONGEST_NAME: Final = 40  # of a quota, in a key


@dataclass(frozen=True, slots=True)
class Count:
    """How many there are, those just added among them, and when they are forgotten."""

    number: int
    ends_at: datetime


class Counter(Protocol):
    """Where counts are kept. Both methods are atomic."""

    def add(self, key: str, number: int, *, within: timedelta) -> Count: ...

    def take_back(self, key: str, number: int, count: Count) -> None:
        """Uncount what `add` has just counted with this result."""


class CacheCounter:
    """In the cache that all processes share. Raises whatever the cache raises."""

    def add(self, key: str, number: int, *, within: timedelta) -> Count:
        seconds = within.total_seconds()
        end = cast(float, cache.get_or_set(f"{key}.end", time.time() + seconds, seconds))
        counted = _count_key(key, end)
        try:
            total = cache.incr(counted, number)
        except ValueError:  # the first one
            cache.add(counted, 0, seconds)
            total = cache.incr(counted, number)
        return Count(total, datetime.fromtimestamp(end, UTC))

    def take_back(self, key: str, number: int, count: Count) -> None:
        with suppress(ValueError):  # forgotten meanwhile
            cache.decr(_count_key(key, count.ends_at.timestamp()), number)


_in_cache = CacheCounter()
_fallbacks = Registry[Counter]()


def register_fallback(counter: Counter) -> None:
    """Count there while the cache is out of reach."""
    _fallbacks.register(counter)


def add_within(key: str, number: int, *, most: int, within: timedelta) -> datetime | None:
    """Count `number` more; None, or the end of the time where that would be more than `most`.

    What is refused isn't counted.
    """
    try:
        return _add(_in_cache, key, number, most=most, within=within)
    except Exception:  # whatever the cache is made of
        logger.warning("Cache unavailable: quotas are counted in the database.")
    fallback = next(iter(_fallbacks), None)
    return _add(fallback, key, number, most=most, within=within) if fallback else None


def _add(
    counter: Counter, key: str, number: int, *, most: int, within: timedelta
) -> datetime | None:
    count = counter.add(key, number, within=within)
    if count.number <= most:
        return None
    counter.take_back(key, number, count)
    return count.ends_at


def count_key(name: str, subject: str) -> str:
    """Where it is counted: no address and no number of an account stands in it.

    At most 79 characters, however long the name is: the digest holds all of it.
    """
    digest = salted_hmac("core.quotas", f"{name}:{subject}", algorithm="sha256").hexdigest()
    return f"quota.{name[:LONGEST_NAME]}.{digest[:32]}"


def add_to_counter(
    subject: str, action: str, number: int, *, within: timedelta, is_renewed: bool = True
) -> None:
    """Count `number` actions; forgotten once `within` has passed without another.

    Since the first of them, if it isn't renewed by each.
    """
    key, seconds = count_key(action, subject), within.total_seconds()
    try:
        cache.add(key, 0, seconds)
        cache.incr(key, number)
        if is_renewed:
            cache.touch(key, seconds)
    except Exception:  # whatever the cache is made of
        logger.warning("Cache unavailable: %s isn’t rate limited.", action)


def counter_value(subject: str, action: str) -> int:
    """What `add_to_counter` has counted; nothing where the cache is out of reach."""
    try:
        return int(cache.get(count_key(action, subject), 0))
    except Exception:  # whatever the cache is made of
        logger.warning("Cache unavailable: %s isn’t rate limited.", action)
        return 0


def _count_key(key: str, end: float) -> str:
    """Of one time; that of the next one begins at nothing."""
    return f"{key}.{round(end * 1000)}"
