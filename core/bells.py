"""A bell that other processes hear: it says that something happened, never what.

Whoever hears it looks into the database. A bell that nobody heard is no loss but a delay, so it
never refuses what has been done.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from functools import cache
from typing import Final

import redis
from django.conf import settings
from redis.asyncio import Redis as Ear

PATIENCE: Final = 1.0  # seconds
logger = logging.getLogger(__name__)


def has_bells() -> bool:
    """Is there something that carries the sound? Else one has to look from time to time."""
    return bool(settings.CORE_BELLS_URL)


def ring(bell: str, about: str) -> None:
    """Let everybody know who listens just now."""
    if not has_bells():
        return
    try:
        _rope(settings.CORE_BELLS_URL).publish(bell, about)
    except redis.RedisError as broken:
        logger.warning("the bell %s was not heard: %s", bell, broken)


async def hear(bell: str) -> AsyncIterator[str]:
    """First an empty word, once one listens; then what each ring is about. Ends with RedisError."""
    client = Ear.from_url(
        settings.CORE_BELLS_URL,
        socket_connect_timeout=PATIENCE,
        socket_timeout=None,
        socket_keepalive=True,
        decode_responses=True,
    )
    async with client, client.pubsub(ignore_subscribe_messages=True) as ear:
        await ear.subscribe(bell)
        yield ""
        async for message in ear.listen():
            yield message["data"]


@cache
def _rope(url: str) -> redis.Redis:
    """Connections are kept; a fork opens its own."""
    return redis.Redis.from_url(url, socket_connect_timeout=PATIENCE, socket_timeout=PATIENCE)
