"""A bell that other processes hear: it says that something happened, never what.

Whoever hears it looks into the database. A bell that nobody heard is no loss but a delay, so it
never refuses what has been done.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from core.redis_bells import RedisBells

logger = logging.getLogger(__name__)


def has_bells() -> bool:
    """Is there something that carries the sound? Else one has to look from time to time."""
    return bool(settings.CORE_BELLS_URL)


def ring(bell: str, about: str) -> None:
    """Let everybody know who listens just now."""
    if not has_bells():
        return
    try:
        _bells().ring(bell, about)
    except ConnectionError as broken:
        logger.warning("the bell %s was not heard: %s", bell, broken)


def hear(bell: str) -> AsyncIterator[str]:
    """First an empty word, once one listens; then what each ring is about.

    Ends with ConnectionError.
    """
    return _bells().hear(bell)


def _bells() -> RedisBells:
    # Its client brings 5 MiB along: only where there is Redis.
    from core.redis_bells import bells_at  # noqa: PLC0415

    return bells_at(settings.CORE_BELLS_URL)
