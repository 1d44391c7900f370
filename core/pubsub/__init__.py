"""Publish/subscribe between processes: a message says that something happened, never what.

Subscribers read the database again. A lost message is a delay and no loss of data, so publishing
never fails the caller.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from core.pubsub.redis import RedisPubSub

logger = logging.getLogger(__name__)


def is_pubsub_enabled() -> bool:
    """Whether a broker is configured; without one, callers have to poll."""
    return bool(settings.CORE_PUBSUB_URL)


def publish(channel: str, payload: str) -> None:
    """Best effort: a failure is logged, subscribers read the database anyway."""
    if not is_pubsub_enabled():
        return
    try:
        _client().publish(channel, payload)
    except ConnectionError as error:
        logger.warning("redis publish to channel %s failed: %s", channel, error)


def subscribe(channel: str) -> AsyncIterator[str]:
    """Yield an empty string once subscribed, then the payload of each message.

    Raises ConnectionError when the connection is lost.
    """
    return _client().subscribe(channel)


def _client() -> RedisPubSub:
    # Its client brings 5 MiB along: only where there is Redis.
    from core.pubsub.redis import pubsub_for_url  # noqa: PLC0415

    return pubsub_for_url(settings.CORE_PUBSUB_URL)
