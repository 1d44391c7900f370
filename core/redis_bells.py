"""Bells carried by Redis: published and forgotten."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from redis import Redis, RedisError
from redis.asyncio import Redis as Ear

PATIENCE: Final = 1.0  # seconds


@dataclass(frozen=True, slots=True)
class RedisBells:
    """`rope` keeps its connections; a fork opens its own."""

    url: str
    rope: Redis

    def ring(self, bell: str, about: str) -> None:
        """Raises ConnectionError."""
        try:
            self.rope.publish(bell, about)
        except RedisError as broken:
            raise ConnectionError(str(broken)) from broken

    async def hear(self, bell: str) -> AsyncIterator[str]:
        """As `core.bells.hear` says. Raises ConnectionError."""
        client = Ear.from_url(
            self.url,
            socket_connect_timeout=PATIENCE,
            socket_timeout=None,
            socket_keepalive=True,
            decode_responses=True,
        )
        try:
            async with client, client.pubsub(ignore_subscribe_messages=True) as ear:
                await ear.subscribe(bell)
                yield ""
                async for message in ear.listen():
                    yield message["data"]
        except RedisError as broken:
            raise ConnectionError(str(broken)) from broken


@cache
def bells_at(url: str) -> RedisBells:
    rope = Redis.from_url(url, socket_connect_timeout=PATIENCE, socket_timeout=PATIENCE)
    return RedisBells(url, rope)
