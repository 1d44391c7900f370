"""So many requests at a time; an open stream takes no place."""

import asyncio

import pytest

from config.concurrency import ConcurrencyLimitMiddleware

HTTP = {"type": "http"}
PART = {"type": "http.request", "body": b"half of a", "more_body": True}
END = {"type": "http.request", "body": b"photograph", "more_body": False}


def heads(kind):
    return {"type": "http.response.start", "headers": [(b"Content-Type", kind)]}


class Busy:
    """An application that begins its answer and stays until it is told to go."""

    def __init__(self, kind=b"text/html"):
        self.kind, self.inside, self.go = kind, 0, asyncio.Event()

    async def __call__(self, scope, receive, send):
        while (await receive()).get("more_body"):
            pass
        await send(heads(self.kind))
        self.inside += 1
        await self.go.wait()


async def let_in(application, *, slots, visitors=4, scope=HTTP):
    """How many are inside while nobody leaves; then all go."""

    async def send(message):
        pass

    async def receive():
        return END

    doors = ConcurrencyLimitMiddleware(application, slots=slots)
    tasks = [asyncio.create_task(doors(scope, receive, send)) for _ in range(visitors)]
    await asyncio.sleep(0.01)
    inside = application.inside
    application.go.set()
    await asyncio.gather(*tasks)
    return inside, application.inside


@pytest.mark.parametrize(
    ("kind", "inside"),
    [
        (b"text/html", 2),
        pytest.param(b"text/event-stream; charset=utf-8", 4, id="text-event-stream"),
    ],
)
def test_only_ordinary_answers_keep_others_waiting(kind, inside):
    async def scene():
        assert await let_in(Busy(kind), slots=2) == (inside, 4)

    asyncio.run(scene())


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
