"""What is sent to the site: how much, how slowly, and by how many at a time.

Django writes a whole body to a temporary file before it asks who sent it, and waits for its end for
as long as the sender likes. So bodies are bounded here: in bytes, in seconds, and in how many of
them are under way for one sender and for everybody without an account. A sender is an account, or
the address of who has none.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass, field
from enum import Enum
from http import HTTPStatus
from typing import Any, ClassVar, Final

from django.core.exceptions import RequestAborted

from config.transfer_limits import transfer_seconds

type Message = MutableMapping[str, Any]
type Receive = Callable[[], Awaitable[Message]]

MIB: Final = 1 << 20
WHOLE_BODY_WITHIN: Final = 600  # seconds; the proxy says the same (docker/Caddyfile, read_body)
HEAVIEST_PLAIN: Final = 8 * MIB  # a form without files: DATA_UPLOAD_MAX_MEMORY_SIZE, and its frame
LIGHTEST_COUNTED: Final = 256 << 10  # bytes; forms without files below that are nobody's business
MOST_FROM_ADDRESS: Final = 8  # that one sender has under way, in one process
SHARE_OF_SENDER: Final = 4  # of the bytes of a pool, one sender holds at most one part in so many


class BodyKind(Enum):
    """What a request says it sends."""

    PLAIN = "plain"
    WITH_FILES = "with files"
    AMBIGUOUS = "ambiguous"


class BodyRefusedError(RequestAborted):
    """No more is read, or answered. Django takes it as somebody who hung up."""

    status: ClassVar[HTTPStatus]
    template: ClassVar[str]


class AmbiguousBodyError(BodyRefusedError):
    status, template = HTTPStatus.BAD_REQUEST, "400.html"


class BodyTooSlowError(BodyRefusedError):
    status, template = HTTPStatus.REQUEST_TIMEOUT, "upload_too_slow.html"


class BodyTooLargeError(BodyRefusedError):
    status, template = HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "413.html"


class UploadsBusyError(BodyRefusedError):
    status, template = HTTPStatus.SERVICE_UNAVAILABLE, "uploads_busy.html"


def body_kind(scope: Message) -> BodyKind:
    """By its Content-Type, as Django reads it.

    Two of them are joined by Django and mean whatever one likes: no browser sends that.
    """
    headers = scope.get("headers", ())
    types = [value for name, value in headers if name.lower() == b"content-type"]
    if len(types) > 1:
        return BodyKind.AMBIGUOUS
    # Words, not bytes: the spaces that Django takes away are those of Unicode.
    written = types[0].decode("latin1").partition(";")[0].strip().lower() if types else ""
    return BodyKind.WITH_FILES if written.startswith("multipart/") else BodyKind.PLAIN


@dataclass(slots=True)
class UploadPool:
    """Bodies of one kind, in one process."""

    most_receiving: int
    most_bytes: int  # of all that are under way, waiting or worked on
    heaviest: int
    turn: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(1))
    receiving: int = 0
    waiting: int = 0
    held: int = 0  # bytes
    held_by: Counter[str] = field(default_factory=Counter)  # of these, by sender

    @property
    def is_full(self) -> bool:
        """Nobody may begin to send, whoever they are."""
        return self.receiving >= self.most_receiving

    @property
    def most_from_sender(self) -> int:
        """Bytes; whatever the share is, one of the heaviest always passes."""
        return max(self.most_bytes // SHARE_OF_SENDER, self.heaviest)


def pool_for(heaviest: int, *, most_receiving: int) -> UploadPool:
    """What all pools of two processes hold fits into /tmp of docker/compose.yaml."""
    return UploadPool(most_receiving, SHARE_OF_SENDER * heaviest, heaviest)


def pool_of_visitors() -> UploadPool:
    return pool_for(30_000_000, most_receiving=24)


def pool_of_members() -> UploadPool:
    """The heaviest is an archive to import (`core.files.bag_uploads`)."""
    return pool_for(70_000_000, most_receiving=48)


def pool_of_plain_bodies() -> UploadPool:
    """Forms without files, whoever sends them: from LIGHTEST_COUNTED on."""
    return pool_for(HEAVIEST_PLAIN, most_receiving=48)


class Reception:
    """One body in its pool, from its first byte to its answer."""

    def __init__(
        self, pool: UploadPool, senders: Counter[str], sender: str, *, most_waiting: int
    ) -> None:
        self.pool, self.heaviest = pool, pool.heaviest
        self._most_waiting = most_waiting
        self._senders, self._sender = senders, sender
        self._has_begun = self._is_receiving = self._is_waiting = False
        self._bytes = 0

    def begin(self) -> None:
        """Raises UploadsBusyError where so many are under way or wait already."""
        pool = self.pool
        if (
            pool.waiting > self._most_waiting
            or pool.is_full
            or self._senders[self._sender] >= MOST_FROM_ADDRESS
        ):
            raise UploadsBusyError
        pool.receiving += 1
        self._senders[self._sender] += 1
        self._has_begun = self._is_receiving = True

    def add(self, number: int) -> None:
        """So many bytes more. Raises UploadsBusyError where pool or sender hold too many."""
        pool = self.pool
        self._bytes += number
        pool.held += number
        pool.held_by[self._sender] += number
        if pool.held > pool.most_bytes or pool.held_by[self._sender] > pool.most_from_sender:
            raise UploadsBusyError

    def complete(self) -> None:
        """All of it is here, and waits for its turn. Raises UploadsBusyError."""
        self._stop_receiving()
        if self.pool.waiting > self._most_waiting:
            raise UploadsBusyError
        self.pool.waiting += 1
        self._is_waiting = True

    def answer(self) -> None:
        """Its answer begins: nobody need wait for it any more."""
        self._stop_receiving()
        self.pool.waiting -= self._is_waiting
        self._is_waiting = False

    def end(self) -> None:
        """Its file is gone."""
        self.answer()
        self.pool.held -= self._bytes
        subtract(self.pool.held_by, self._sender, self._bytes)
        subtract(self._senders, self._sender, int(self._has_begun))
        self._bytes, self._has_begun = 0, False

    def _stop_receiving(self) -> None:
        self.pool.receiving -= self._is_receiving
        self._is_receiving = False


def subtract(counts: Counter[str], key: str, number: int) -> None:
    """Without keeping a key whose count is zero."""
    counts[key] -= number
    if not counts[key]:
        del counts[key]


class BodyReader:
    """`receive` of ASGI with an end to bytes and time, until the body is whole.

    Counted in its reception; without one, in what `receive_heavy` makes once there is much of it.
    """

    def __init__(
        self,
        receive: Receive,
        reception: Reception | None = None,
        *,
        receive_heavy: Callable[[], Reception] | None = None,
    ) -> None:
        self._receive, self._reception = receive, reception
        self._receive_heavy = receive_heavy
        self._heaviest = reception.heaviest if reception else HEAVIEST_PLAIN
        self._began = asyncio.get_running_loop().time()
        self._bytes = 0
        self._is_whole = False

    def answer(self) -> None:
        """The answer to it begins."""
        if self._reception:
            self._reception.answer()

    def end(self) -> None:
        if self._reception:
            self._reception.end()

    async def __call__(self) -> Message:
        """Raises BodyTooSlowError, BodyTooLargeError, UploadsBusyError."""
        if self._is_whole:
            return await self._receive()
        try:
            async with asyncio.timeout_at(self._began + seconds_allowed(self._bytes)):
                message = await self._receive()
        except TimeoutError:
            raise BodyTooSlowError from None
        self._count(message)
        return message

    def _count(self, message: Message) -> None:
        number = len(message.get("body", b""))
        self._bytes += number
        if self._bytes > self._heaviest:
            raise BodyTooLargeError
        self._is_whole = is_complete(message)
        if self._reception:
            self._reception.add(number)
        elif self._receive_heavy and self._bytes > LIGHTEST_COUNTED:
            self._reception = self._receive_heavy()
            self._reception.begin()
            self._reception.add(self._bytes)
        if self._reception and self._is_whole:
            self._reception.complete()


def seconds_allowed(received: int) -> float:
    """By when the next part has to be here, after so many bytes; seconds since the beginning."""
    return transfer_seconds(received, at_most=WHOLE_BODY_WITHIN)


def is_complete(message: Message) -> bool:
    """Is this the end of what somebody sends?"""
    return message["type"] == "http.request" and not message.get("more_body", False)
