"""What the limits around the site cost for each request, in one process and without a network.

A large answer, or one that doesn't say its length, gives its connection back in the thread of its
view before it is read (`config.concurrency`): that is one more turn of that thread.
"""

import asyncio
import os
import statistics
import sys
import time
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, Final

import django
from asgiref.sync import ThreadSensitiveContext, sync_to_async

from scripts.cli import run_command

REQUESTS: Final = 2_000
ROUNDS: Final = 7  # in turn, so that whatever else the machine does falls on all alike
BODY: Final = b"x" * 20_000  # a page
END: Final = {"type": "http.request", "body": b"", "more_body": False}
LENGTH: Final = (b"content-length", str(len(BODY)).encode())
SCOPE: Final = {"type": "http", "method": "GET", "path": "/", "headers": []}


async def page(_scope: Any, receive: Any, send: Any, *, says_length: bool) -> None:
    """As Django's handler: a view in its thread, its answer, and what ends a request."""
    await receive()
    async with ThreadSensitiveContext():
        await sync_to_async(bool)()
        headers = [LENGTH] if says_length else []
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": BODY})
        await sync_to_async(bool)()


async def receive() -> dict[str, Any]:
    return dict(END)


async def send(_message: Any) -> None:
    pass


async def microseconds(application: Callable[..., Awaitable[None]]) -> float:
    """Processor time of one request, one after the other."""
    began = time.process_time()
    for _ in range(REQUESTS):
        await application(dict(SCOPE), receive, send)
    return (time.process_time() - began) / REQUESTS * 1e6


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.base")
    django.setup()
    from config.concurrency import ConcurrencyLimitMiddleware  # noqa: PLC0415  needs settings

    short, unsaid = (partial(page, says_length=says) for says in (True, False))
    kinds: dict[str, Callable[..., Awaitable[None]]] = {
        "a page without limits": short,
        "a page": ConcurrencyLimitMiddleware(short, slots=6),
        "a page that doesn't say its length": ConcurrencyLimitMiddleware(unsaid, slots=6),
    }
    figures: dict[str, list[float]] = {name: [] for name in kinds}
    for _ in range(ROUNDS):
        for name, application in kinds.items():
            figures[name].append(asyncio.run(microseconds(application)))
    for name, found in figures.items():
        print(f"{name}: {statistics.median(found):.0f} µs of a processor (least {min(found):.0f})")


if __name__ == "__main__":
    sys.exit(run_command(main))
