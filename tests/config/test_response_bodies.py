"""How slowly an answer may be taken."""

import asyncio

import pytest

from config import transfer_limits
from config.concurrency import ConcurrencyLimitMiddleware
from config.response_bodies import (
    MOST_DOWNLOADS,
    WHOLE_ANSWER_WITHIN,
    BodyWriter,
    ReaderTooSlowError,
    is_large,
    is_taken_at_once,
    seconds_allowed,
)
from tests.config.test_concurrency import END, HTTP, heads

pytestmark = pytest.mark.usefixtures("no_connections")

BODY = {"type": "http.response.body", "body": b"page", "more_body": False}


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(transfer_limits, "PATIENCE", 0.02)


async def never(_message):
    await asyncio.Event().wait()


def test_seconds_allowed_grow_with_what_was_taken_and_end():
    assert seconds_allowed(0) == 20
    assert seconds_allowed(80 << 10) == 30
    assert seconds_allowed(1 << 40) == WHOLE_ANSWER_WITHIN


def test_body_writer_gives_up_a_reader_who_takes_nothing(impatient):
    with pytest.raises(ReaderTooSlowError):
        asyncio.run(asyncio.wait_for(BodyWriter(never)(BODY), 2))


def test_body_writer_counts_what_its_reader_waits_for_in_all(impatient):
    """Each part in time, and all of them together not."""

    async def slowly(_message):
        await asyncio.sleep(0.008)

    async def scene():
        writer = BodyWriter(slowly)
        for number in range(20):
            await asyncio.sleep(0.03)  # what the view takes isn't the reader's fault
            try:
                await writer({"type": "http.response.body", "body": b"", "more_body": True})
            except ReaderTooSlowError:
                return number
        return None

    assert asyncio.run(scene()) in {1, 2}


def test_body_writer_leaves_a_stream_of_events_open(impatient):
    taken = []

    async def slowly(message):
        await asyncio.sleep(0.05)
        taken.append(message)

    async def scene():
        writer = BodyWriter(slowly)
        await writer(heads(b"text/event-stream"))
        await writer(BODY)

    asyncio.run(scene())

    assert len(taken) == 2


def test_a_request_whose_reader_was_given_up_just_ends(impatient):
    async def application(scope, receive, send):
        await receive()
        await send(BODY)

    async def receive():
        return END

    doors = ConcurrencyLimitMiddleware(application, slots=1)
    asyncio.run(asyncio.wait_for(doors(HTTP, receive, never), 2))
    assert not doors.slots.locked()


@pytest.mark.parametrize(
    ("length", "expected"),
    [(b"1048577", True), (b"1048576", False), (b"", False), (b"-5", False), (b"many", False)],
)
def test_is_large_goes_by_the_length_that_is_said(length, expected):
    begun = {"type": "http.response.start", "headers": [(b"Content-Length", length)]}

    assert is_large(begun) is expected
    assert not is_large(BODY | {"headers": begun["headers"]})


@pytest.mark.parametrize(
    ("length", "expected"), [(b"65536", True), (b"0", True), (b"65537", False), (b"", False)]
)
def test_is_taken_at_once_goes_by_the_length_of_one_part(length, expected):
    begun = {"type": "http.response.start", "headers": [(b"Content-Length", length)]}

    assert is_taken_at_once(begun) is expected


def test_a_page_in_one_part_needs_no_other_turn_of_its_thread(monkeypatch):
    closed = []
    monkeypatch.setattr("config.concurrency.close_old_connections", lambda: closed.append(1))

    async def scene():
        doors = ConcurrencyLimitMiddleware(answers_by_path, slots=1)
        for path in ("/small", "/large"):
            scope = HTTP | {"client": ("192.0.2.1", 1), "path": path, "headers": []}
            await doors(scope | {"method": "GET"}, whole, nothing)
            closed.append(path)

    asyncio.run(scene())

    assert closed == ["/small", 1, "/large"]


async def nothing(_message):
    pass


def test_a_network_takes_so_many_large_answers_at_a_time():
    """Each address of one network of IPv6 counts as the same visitor; small answers go on."""

    async def scene():
        doors, stop = ConcurrencyLimitMiddleware(answers_by_path, slots=1), asyncio.Event()

        async def ask(address, path="/large"):
            sent = []

            async def send(message):
                sent.append(message)
                if message["type"] == "http.response.body" and message["body"] == b"page":
                    await stop.wait()

            scope = HTTP | {"client": (address, 1), "path": path, "headers": [], "method": "GET"}
            await doors(scope, whole, send)
            return sent

        slow = [asyncio.create_task(ask(f"2001:db8::{n}")) for n in range(1, MOST_DOWNLOADS + 1)]
        await asyncio.sleep(0.1)
        refused, page = await ask("2001:db8::ffff")
        small = await ask("2001:db8::ffff", path="/small")
        neighbour = asyncio.create_task(ask("2001:db8:0:1::1"))
        await asyncio.sleep(0.05)
        stop.set()
        await asyncio.gather(*slow)
        again = await ask("2001:db8::ffff")
        return refused, page, small[0]["status"], (await neighbour)[0]["status"], again[0]["status"]

    refused, page, *others = asyncio.run(scene())

    assert (refused["status"], others) == (429, [200, 200, 200])
    assert (b"retry-after", b"60") in refused["headers"]
    assert b"Too many downloads at once" in page["body"] or b"Trop de t" in page["body"]


async def whole():
    return END


async def answers_by_path(scope, receive, send):
    await receive()
    length = str(2 << 20 if scope["path"] == "/large" else 4).encode()
    start = {"type": "http.response.start", "status": 200}
    await send(start | {"headers": [(b"content-length", length)]})
    body = b"page" if scope["path"] == "/large" else b"tiny"
    await send(BODY | {"body": body})
