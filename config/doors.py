"""How many requests a process works on at a time. The others wait at the door.

An ordinary view has a thread, a connection to the database and all its rows while it works. Who is
still sending has none of it: a place is taken when the whole request is there. Nor has an open
stream of events: it leaves its place as soon as it begins, and may stay for as long as it likes.
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
        place = Place(self.places)

        async def come_in_when_all_is_said() -> Message:
            message = await receive()
            if is_whole(message):
                await place.take()
            return message

        async def leave_if_it_streams(message: Message) -> None:
            if is_stream(message):
                place.leave()
            await send(message)

        try:
            await self.application(scope, come_in_when_all_is_said, leave_if_it_streams)
        finally:
            place.leave()


class Place:
    """Taken once; to leave it twice, or without having taken it, does no harm."""

    def __init__(self, places: asyncio.Semaphore) -> None:
        self._places = places
        self._is_taken = False

    async def take(self) -> None:
        await self._places.acquire()
        self._is_taken = True

    def leave(self) -> None:
        if self._is_taken:
            self._is_taken = False
            self._places.release()


def is_whole(message: Message) -> bool:
    """Is this the end of what somebody sends?"""
    return message["type"] == "http.request" and not message.get("more_body", False)


def is_stream(message: Message) -> bool:
    """Does this answer stay open?"""
    if message["type"] != "http.response.start":
        return False
    headers = {name.lower(): value for name, value in message.get("headers", ())}
    return bool(headers.get(b"content-type", b"").startswith(STREAM))
