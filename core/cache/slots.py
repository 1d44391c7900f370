"""A limited number of slots that all processes share.

A slot is an entry of the cache with an expiry: whoever holds it renews it, and one whose process
has died becomes free by itself. Adding an entry is atomic, so two never take the same slot. Where
the cache is out of reach nobody is turned away.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Final

from django.core.cache import cache

logger = logging.getLogger(__name__)

UNREACHABLE: Final = "Cache unavailable: slots aren’t limited across processes."


def take_slots(limits: Mapping[str, int], *, lease: timedelta) -> tuple[str, ...] | None:
    """Take one slot under each name; `limits` says how many there are of each.

    Returns the keys to renew and to release, or None where one name has no slot left: then none
    is taken. Each is free again after `lease`, unless it is renewed.
    """
    taken: list[str] = []
    try:
        for name, most in limits.items():
            free = (key for key in _keys(name, most) if cache.add(key, 1, lease.total_seconds()))
            key = next(free, None)
            if key is None:
                release_slots(taken)
                return None
            taken.append(key)
    except Exception:  # whatever the cache is made of
        logger.warning(UNREACHABLE)
    return tuple(taken)


def has_free_slots(limits: Mapping[str, int]) -> bool:
    """Whether each name has a slot left at this moment; `take_slots` alone makes sure of it."""
    keys = {name: _keys(name, most) for name, most in limits.items()}
    try:
        taken = cache.get_many([key for some in keys.values() for key in some])
    except Exception:  # whatever the cache is made of
        logger.warning(UNREACHABLE)
        return True
    return all(any(key not in taken for key in some) for some in keys.values())


def renew_slots(keys: Collection[str], *, lease: timedelta) -> None:
    """Hold them for another `lease` from now."""
    try:
        cache.set_many(dict.fromkeys(keys, 1), lease.total_seconds())
    except Exception:  # whatever the cache is made of
        logger.warning(UNREACHABLE)


def release_slots(keys: Collection[str]) -> None:
    try:
        cache.delete_many(list(keys))
    except Exception:  # whatever the cache is made of
        logger.warning(UNREACHABLE)


def _keys(name: str, most: int) -> list[str]:
    return [f"slot.{name}.{number}" for number in range(most)]
