"""What the site answers: how slowly it may be taken, and how many large answers at a time.

The server keeps an answer back until its reader has taken what came before. A reader who takes
nothing would keep it for as long as they like, so answers have an end in seconds, as bodies that
are sent have one (`config.request_bodies`). Streams of events have none. And each network has a
number of large answers that it takes at a time: slowly read, each keeps a file open.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Final

from django.core.exceptions import RequestAborted
from django.core.handlers.asgi import ASGIHandler

from config.request_bodies import BodyRefusedError, Message, subtract
from config.transfer_limits import transfer_seconds

type Send = Callable[[Message], Awaitable[None]]

EVENT_STREAM: Final = b"text/event-stream"
ONE_PART: Final = ASGIHandler.chunk_size  # bytes
LARGE: Final = 1 << 20  # bytes; no page weighs as much, and a file of a page hardly ever
MOST_DOWNLOADS: Final = 12  # large answers to one network at a time, in one process
WHOLE_ANSWER_WITHIN: Final = 2 * 60 * 60  # seconds; an archive of 3 GB with 3.5 Mbit/s


class ReaderTooSlowError(RequestAborted):
    """The rest of an answer isn't sent. Django takes it as a reader who hung up."""


class DownloadsBusyError(BodyRefusedError):
    status, template = HTTPStatus.TOO_MANY_REQUESTS, "downloads_busy.html"


class Download:
    """One answer, counted for its network where it's large, from its first byte to its last.

    `by_network` are those under way in one process.
    """

    def __init__(self, by_network: Counter[str], network: Callable[[], str]) -> None:
        self._by_network, self._network_of = by_network, network
        self._network: str | None = None

    def begin(self) -> None:
        """Raises DownloadsBusyError where the network takes so many already."""
        network = self._network_of()
        if self._by_network[network] >= MOST_DOWNLOADS:
            raise DownloadsBusyError
        self._by_network[network] += 1
        self._network = network

    def end(self) -> None:
        if self._network is not None:
            subtract(self._by_network, self._network, 1)
            self._network = None


class BodyWriter:
    """`send` of ASGI with an end to the time for which an answer waits for its reader.

    `refusal` is what is answered instead: Django catches what is raised here.
    """

    def __init__(self, send: Send, download: Download | None = None) -> None:
        self._send, self._download = send, download
        self.refusal: type[BodyRefusedError] | None = None
        self._bytes = 0
        self._waited = 0.0  # seconds; what the answer takes to be made isn't the reader's fault
        self._is_stream = False

    async def __call__(self, message: Message) -> None:
        """Raises ReaderTooSlowError, DownloadsBusyError."""
        if self._download is not None and is_large(message):
            self._begin(self._download)
        self._is_stream = self._is_stream or starts_event_stream(message)
        if self._is_stream:
            await self._send(message)
            return
        self._bytes += len(message.get("body", b""))
        loop = asyncio.get_running_loop()
        began = loop.time()
        try:
            async with asyncio.timeout(seconds_allowed(self._bytes) - self._waited):
                await self._send(message)
        except TimeoutError:
            raise ReaderTooSlowError from None
        self._waited += loop.time() - began

    def end(self) -> None:
        if self._download is not None:
            self._download.end()

    def _begin(self, download: Download) -> None:
        try:
            download.begin()
        except DownloadsBusyError as refused:
            self.refusal = type(refused)
            raise


def seconds_allowed(sent: int) -> float:
    """For how long an answer may have waited for its reader, after so many bytes."""
    return transfer_seconds(sent, at_most=WHOLE_ANSWER_WITHIN)


def is_large(message: Message) -> bool:
    """Does an answer begin that takes a while, by its length? One that doesn't say it isn't."""
    return (length_of(message) or 0) > LARGE


def is_taken_at_once(message: Message) -> bool:
    """Does an answer begin that Django sends in one part, which no reader keeps waiting?

    The server takes such a part whole, and passes it on by itself.
    """
    length = length_of(message)
    return length is not None and length <= ONE_PART


def length_of(message: Message) -> int | None:
    """What an answer that begins says of its length, in bytes."""
    written = headers_of(message).get(b"content-length", b"")
    return int(written) if written.isdigit() else None


def starts_event_stream(message: Message) -> bool:
    """Does this answer stay open?"""
    return headers_of(message).get(b"content-type", b"").startswith(EVENT_STREAM)


def headers_of(message: Message) -> dict[bytes, bytes]:
    """Of an answer that begins, by their names in small letters; none of its parts."""
    if message["type"] != "http.response.start":
        return {}
    return {name.lower(): value for name, value in message.get("headers", ())}
