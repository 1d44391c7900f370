"""ASGI middleware: how many requests a process works on at a time. The others wait for a slot.

A file that somebody sends is checked by a process of its own, one at a time (`core.files`). Forms
with files therefore wait in a queue before they take a slot: however many there are, two threads
wait for such a process, and all others answer pages. Members have a queue of their own, so that
nobody without an account keeps them waiting. Where a queue is long, status 503 tells browsers at
once to come again.

An ordinary view has a thread, a connection to the database and all its rows while it works. Who is
still sending has none of it: a slot is acquired when the whole request is there
(`config.request_bodies` says how long that may take). Nor has who is reading: as soon as an answer
begins, its view has ended, and slot and connection are given back (`config.response_bodies` says
how long reading may take, and how many large answers go to one network). A page that the server
takes at once gives its connection back at its end, without another turn of its thread. An open
stream of events may stay for as long as it likes.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIRequest
from django.db import close_old_connections

from config.request_bodies import (
    AmbiguousBodyError,
    BodyKind,
    BodyReader,
    BodyRefusedError,
    Message,
    Receive,
    Reception,
    UploadsBusyError,
    body_kind,
    is_complete,
    pool_of_members,
    pool_of_plain_bodies,
    pool_of_visitors,
)
from config.response_bodies import (
    BodyWriter,
    Download,
    DownloadsBusyError,
    ReaderTooSlowError,
    Send,
    is_taken_at_once,
)

if TYPE_CHECKING:
    from config.upload_senders import AccountLookup

type Application = Callable[[Any, Receive, Any], Awaitable[None]]

MOST_UPLOADS_WAITING: Final = 32  # in each queue; each keeps what was sent in a temporary file
RETRY_AFTER: Final = "60"  # seconds


class ConcurrencyLimitMiddleware:
    """An ASGI application around another one."""

    def __init__(self, application: Application, *, slots: int) -> None:
        self.application = application
        self.slots = asyncio.Semaphore(slots)
        self.visitors, self.members = pool_of_visitors(), pool_of_members()
        self.plain = pool_of_plain_bodies()
        self.senders: Counter[str] = Counter()  # what each has under way
        self.lookup: AccountLookup | None = None
        self.downloads: Counter[str] = Counter()  # large answers that each network takes

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.application(scope, receive, send)
            return
        kind = body_kind(scope)
        if kind is BodyKind.AMBIGUOUS:
            await refuse_body(scope, send, AmbiguousBodyError)
        elif kind is BodyKind.WITH_FILES:
            await self._take_upload(scope, receive, send)
        else:
            heavy = partial(self._receive_plain, scope)
            reader = BodyReader(receive, receive_heavy=heavy)
            await self._answer(scope, reader, send, [Slot(self.slots)])

    def _receive_plain(self, scope: Message) -> Reception:
        address = network_of(scope)
        most = self.plain.most_receiving  # they have no turn of their own, and wait for a slot
        return Reception(self.plain, self.senders, address, most_waiting=most)

    async def _take_upload(self, scope: Message, receive: Receive, send: Send) -> None:
        from config import upload_senders  # noqa: PLC0415  needs apps, which come later

        if self.members.is_full and self.visitors.is_full:
            await refuse_body(scope, send, UploadsBusyError)  # whoever it is
            return
        self.lookup = self.lookup or upload_senders.AccountLookup()
        head = upload_senders.head_of(scope)
        account = await self.lookup.account_of(head)
        pool = self.members if account else self.visitors
        sender = f"account {account}" if account else upload_senders.sender_address(head)
        reception = Reception(pool, self.senders, sender, most_waiting=MOST_UPLOADS_WAITING)
        try:
            reception.begin()
        except UploadsBusyError as busy:
            await refuse_body(scope, send, type(busy))
            return
        slots = [Slot(pool.turn), Slot(self.slots)]
        await self._answer(scope, BodyReader(receive, reception), send, slots)

    async def _answer(
        self, scope: Message, reader: BodyReader, send: Send, slots: list[Slot]
    ) -> None:
        """`slots` are acquired in their order, once everything that is sent is here."""
        refusal: type[BodyRefusedError] | None = None

        async def receive_and_acquire() -> Message:
            nonlocal refusal
            try:
                message = await reader()
            except BodyRefusedError as refused:
                refusal = type(refused)  # Django catches it
                raise
            if is_complete(message):
                for slot in slots:
                    await slot.acquire()
            return message

        writer = BodyWriter(send, Download(self.downloads, partial(network_of, scope)))

        async def release_and_send(message: Message) -> None:
            if message["type"] == "http.response.start":
                await give_back(message, slots)
                reader.answer()
            await writer(message)

        try:
            await self.application(scope, receive_and_acquire, release_and_send)
        except BodyRefusedError as refused:
            refusal = type(refused)
        except ReaderTooSlowError:
            pass  # where the application itself doesn't catch it
        finally:
            release_all(slots)
            reader.end()
            writer.end()
        refusal = refusal or writer.refusal
        if refusal is not None:
            await refuse_body(scope, send, refusal)


def network_of(scope: Message) -> str:
    """Under which somebody without an account is counted."""
    from config import upload_senders  # noqa: PLC0415  needs apps, which come later

    return upload_senders.sender_address(upload_senders.head_of(scope))


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


async def give_back(message: Message, slots: list[Slot]) -> None:
    """Slots, and the connection to the database, as an answer begins."""
    if not is_taken_at_once(message):
        await sync_to_async(close_old_connections)()  # in the thread of this request
    release_all(slots)


def release_all(slots: list[Slot]) -> None:
    for slot in slots:
        slot.release()


async def refuse_body(scope: Message, send: Send, refusal: type[BodyRefusedError]) -> None:
    """Its status, with a page in the language of the address; the rest isn't read."""
    page = await sync_to_async(render_refusal)(scope, refusal)
    headers = [
        (b"content-type", b"text/html; charset=utf-8"),
        (b"content-length", str(len(page)).encode()),
        (b"cache-control", b"no-store"),
        (b"connection", b"close"),
    ]
    if issubclass(refusal, UploadsBusyError | DownloadsBusyError):
        headers.append((b"retry-after", RETRY_AFTER.encode()))
    start = {"type": "http.response.start", "status": int(refusal.status)}
    await send(start | {"headers": headers})
    await send({"type": "http.response.body", "body": page})


def render_refusal(scope: Message, refusal: type[BodyRefusedError]) -> bytes:
    from ui.views.errors import static_page  # noqa: PLC0415  needs settings, which come later

    request = ASGIRequest({**scope, "query_string": b""}, BytesIO())
    page = static_page(request, refusal.template, refusal.status)
    return bytes(page.content)
