"""ASGI middleware: how many requests a process works on at a time. The others wait for a slot.

An ordinary view has a thread, a connection to the database and all its rows while it works. Who is
still sending has none of it: a slot is acquired when the whole request is there. Nor has an open
stream of events: it releases its slot as soon as it begins, and may stay for as long as it likes.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, Final

type Message = MutableMapping[str, Any]
type Receive = Callable[[], Awaitable[Message]]
type Send = Callable[[Message], Awaitable[None]]
type Application = Callable[[Any, Receive, Any], Awaitable[None]]

EVENT_STREAM: Final = b"text/event-stream"


class ConcurrencyLimitMiddleware:
    """An ASGI application around another one."""

    def __init__(self, application: Application, *, slots: int) -> None:
        self.application = application
        self.slots = asyncio.Semaphore(slots)

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.application(scope, receive, send)
            return
        slot = Slot(self.slots)

        async def receive_and_acquire() -> Message:
            message = await receive()
            if is_complete(message):
                await slot.acquire()
            return message

        async def send_and_release(message: Message) -> None:
            if starts_event_stream(message):
                slot.release()
            await send(message)

        try:
            await self.application(scope, receive_and_acquire, send_and_release)
        finally:
            slot.release()


class Slot:
    """Acquired once; to release it twice, or without having acquired it, does no harm."""

    def __init__(self, slots: asyncio.Semaphore) -> None:
        self._slots = slots
        self._is_taken = False

    async def acquire(self) -> None:
        await self._slots.acquire()
        self._is_taken = True

    def release(self) -> None:
        if self._is_taken:
            self._is_taken = False
            self._slots.release()


def is_complete(message: Message) -> bool:
    """Is this the end of what somebody sends?"""
    return message["type"] == "http.request" and not message.get("more_body", False)


def starts_event_stream(message: Message) -> bool:
    """Does this answer stay open?"""
    if message["type"] != "http.response.start":
        return False
    headers = {name.lower(): value for name, value in message.get("headers", ())}
    return bool(headers.get(b"content-type", b"").startswith(EVENT_STREAM))
