"""Publish/subscribe over Redis: a message that nobody receives is lost."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from redis import Redis, RedisError
from redis.asyncio import Redis as AsyncRedis

TIMEOUT_SECONDS: Final = 1.0  # seconds


@dataclass(frozen=True, slots=True)
class RedisPubSub:
    """`client` keeps a pool of connections; a forked process opens its own."""

    url: str
    client: Redis

    def publish(self, channel: str, payload: str) -> None:
        """Raises ConnectionError."""
        try:
            self.client.publish(channel, payload)
        except RedisError as error:
            raise ConnectionError(str(error)) from error

    async def subscribe(self, channel: str) -> AsyncIterator[str]:
        """As `core.pubsub.subscribe` says. Raises ConnectionError."""
        subscriber = AsyncRedis.from_url(
            self.url,
            socket_connect_timeout=TIMEOUT_SECONDS,
            socket_timeout=None,
            socket_keepalive=True,
            decode_responses=True,
        )
        try:
            async with subscriber, subscriber.pubsub(ignore_subscribe_messages=True) as pubsub:
                await pubsub.subscribe(channel)
                yield ""
                async for message in pubsub.listen():
                    yield message["data"]
        except RedisError as error:
            raise ConnectionError(str(error)) from error


@cache
def pubsub_for_url(url: str) -> RedisPubSub:
    client = Redis.from_url(
        url, socket_connect_timeout=TIMEOUT_SECONDS, socket_timeout=TIMEOUT_SECONDS
    )
    return RedisPubSub(url, client)
