"""How many requests a process works on at a time. The others wait at the door.

An ordinary view has a thread and a connection to the database while it works. An open stream of
events has neither: it leaves its place as soon as it begins, and may stay for as long as it likes.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, Final

type Message = MutableMapping[str, Any]
type Receive = Callable[[], Awaitable[Message]]
type Send = Callable[[Message], Awaitable[None]]
type Application = Callable[[Any, Receive, Any], Awaitable[None]]

STREAM: Final = b"text/event-stream"


class Doors:
    """An ASGI application around another one."""

    def __init__(self, application: Application, *, places: int) -> None:
        self.application = application
        self.places = asyncio.Semaphore(places)

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.application(scope, receive, send)
            return
        place = await Place.in_(self.places)

        async def leave_if_it_streams(message: Message) -> None:
            if is_stream(message):
                place.leave()
            await send(message)

        try:
            await self.application(scope, receive, leave_if_it_streams)
        finally:
            place.leave()


class Place:
    """Taken until it is left; to leave it twice does no harm."""

    def __init__(self, places: asyncio.Semaphore) -> None:
        self._places: asyncio.Semaphore | None = places

    @classmethod
    async def in_(cls, places: asyncio.Semaphore) -> Place:
        await places.acquire()
        return cls(places)

    def leave(self) -> None:
        places, self._places = self._places, None
        if places is not None:
            places.release()


def is_stream(message: Message) -> bool:
    """Does this answer stay open?"""
    if message["type"] != "http.response.start":
        return False
    headers = {name.lower(): value for name, value in message.get("headers", ())}
    return bool(headers.get(b"content-type", b"").startswith(STREAM))
