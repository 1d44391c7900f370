"""So many requests at a time; an answer that has begun takes no place."""

import asyncio
import threading
from contextlib import suppress

import pytest
from asgiref.sync import ThreadSensitiveContext, sync_to_async

from config.concurrency import ConcurrencyLimitMiddleware

pytestmark = pytest.mark.usefixtures("no_connections")

HTTP = {"type": "http"}
PART = {"type": "http.request", "body": b"half of a", "more_body": True}
END = {"type": "http.request", "body": b"photograph", "more_body": False}


def heads(kind):
    return {"type": "http.response.start", "headers": [(b"Content-Type", kind)]}


class Busy:
    """An application that works until it is told to go; it begins its answer then, or at once."""

    def __init__(self, kind=b"text/html", *, begins_at_once=False):
        self.kind, self.begins_at_once = kind, begins_at_once
        self.inside, self.go = 0, asyncio.Event()

    async def __call__(self, scope, receive, send):
        while (await receive()).get("more_body"):
            pass
        if self.begins_at_once:
            await send(heads(self.kind))
        self.inside += 1
        await self.go.wait()
        if not self.begins_at_once:
            await send(heads(self.kind))


async def let_in(application, *, slots, visitors=4, scope=HTTP, expected=0):
    """How many are inside while nobody leaves; then all go. `expected` are waited for."""

    async def send(message):
        pass

    async def receive():
        return END

    doors = ConcurrencyLimitMiddleware(application, slots=slots)
    tasks = [asyncio.create_task(doors(scope, receive, send)) for _ in range(visitors)]
    await asyncio.sleep(0.01)
    with suppress(TimeoutError):
        async with asyncio.timeout(5):
            while application.inside < expected:
                await asyncio.sleep(0.01)
    inside = application.inside
    application.go.set()
    await asyncio.gather(*tasks)
    return inside, application.inside


def test_answers_that_are_made_keep_others_waiting():
    async def scene():
        assert await let_in(Busy(), slots=2) == (2, 4)

    asyncio.run(scene())


@pytest.mark.parametrize(
    "kind", [b"text/html", pytest.param(b"text/event-stream; charset=utf-8", id="event-stream")]
)
def test_an_answer_that_has_begun_keeps_nobody_waiting(kind):
    async def scene():
        assert await let_in(Busy(kind, begins_at_once=True), slots=2, expected=4) == (4, 4)

    asyncio.run(scene())


def test_an_answer_gives_its_connection_back_before_it_is_read(monkeypatch):
    """In the thread whose connection it is, and before anybody else gets the slot."""
    done = []
    monkeypatch.setattr(
        "config.concurrency.close_old_connections", lambda: done.append(threading.get_ident())
    )

    async def application(scope, receive, send):
        async with ThreadSensitiveContext():
            await receive()
            done.append(await sync_to_async(threading.get_ident)())
            await send(heads(b"text/html"))

    async def receive():
        return END

    async def send(message):
        done.append((message["type"], doors.slots.locked()))

    doors = ConcurrencyLimitMiddleware(application, slots=1)
    asyncio.run(doors(HTTP, receive, send))

    own, closed, sent = done
    assert own == closed != threading.get_ident()
    assert sent == ("http.response.start", False)


def test_what_is_no_request_passes():
    async def scene():
        assert await let_in(Busy(), slots=1, scope={"type": "lifespan"}) == (4, 4)

    asyncio.run(scene())


def test_a_request_that_fails_leaves_its_place():
    async def broken(scope, receive, send):
        await receive()
        raise ZeroDivisionError

    async def receive():
        return END

    async def scene():
        doors = ConcurrencyLimitMiddleware(broken, slots=1)
        for _ in range(2):
            with pytest.raises(ZeroDivisionError):
                await asyncio.wait_for(doors(HTTP, receive, None), 1)

    asyncio.run(scene())


def test_whoever_is_still_sending_takes_no_place():
    slow, application = asyncio.Event(), Busy()

    async def in_two_parts():
        slow.set()
        return PART

    async def at_once():
        return END

    async def send(message):
        pass

    async def scene():
        doors = ConcurrencyLimitMiddleware(application, slots=1)
        sender = asyncio.create_task(doors(HTTP, never_ending(in_two_parts), send))
        await slow.wait()
        visitor = asyncio.create_task(doors(HTTP, at_once, send))
        await asyncio.sleep(0.01)
        assert application.inside == 1
        application.go.set()
        await visitor
        sender.cancel()
        await asyncio.gather(sender, return_exceptions=True)

    asyncio.run(scene())


def never_ending(first):
    """Says its first part, and then nothing more."""
    parts = iter([first])

    async def receive():
        part = next(parts, None)
        return await part() if part else await asyncio.Event().wait()

    return receive


UPLOAD = {
    "type": "http",
    "method": "POST",
    "path": "/en/me/profile/",
    "query_string": b"",
    "headers": [(b"Content-Type", b"multipart/form-data; boundary=x")],
}


def test_uploads_wait_for_each_other_and_keep_no_page_waiting():
    async def scene():
        busy = Busy()
        doors = ConcurrencyLimitMiddleware(busy, slots=3)

        async def receive():
            return END

        async def send(message):
            pass

        scopes = [UPLOAD] * 5 + [HTTP] * 2
        tasks = [asyncio.create_task(doors(scope, receive, send)) for scope in scopes]
        await asyncio.sleep(0.01)
        inside = busy.inside
        busy.go.set()
        await asyncio.gather(*tasks)

        assert (inside, busy.inside) == (3, 7)

    asyncio.run(scene())


def test_an_upload_behind_a_long_queue_is_told_to_come_again(monkeypatch):
    monkeypatch.setattr("config.concurrency.MOST_UPLOADS_WAITING", 1)
    sent = []

    async def scene():
        busy = Busy()
        doors = ConcurrencyLimitMiddleware(busy, slots=3)

        async def receive():
            return END

        async def send(message):
            sent.append(message)

        tasks = [asyncio.create_task(doors(UPLOAD, receive, send)) for _ in range(3)]
        await asyncio.sleep(0.2)
        busy.go.set()
        await asyncio.gather(*tasks)
        await doors(UPLOAD, receive, send)  # the queue is short again
        assert busy.inside == 3

    asyncio.run(scene())

    starts = [one for one in sent if one.get("status")]
    body = next(one["body"] for one in sent if one["type"] == "http.response.body").decode()
    assert [one["status"] for one in starts] == [503]
    assert dict(starts[0]["headers"])[b"retry-after"] == b"60"
    assert "We’re receiving many files right now" in body
