"""Visitors who go on during a drill: guests accept, others read, a supervisor asks for health."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Thread
from typing import Any, Final

from bench.tools.load import BROKEN, Answer, Ask, Visitor
from drills.site import NAME

PATIENCE: Final = 30.0  # seconds that a visitor waits for an answer
# As the proxy in front says it.
BY_PROXY: Final = {"Host": NAME, "X-Forwarded-Proto": "https", "Origin": f"https://{NAME}"}


@dataclass(frozen=True)
class Visit:
    """One request, by the clock of `time.monotonic`; `key` says which proposal was accepted."""

    kind: str
    began: float
    ended: float
    answer: Answer
    key: int = 0


@dataclass
class Visitors:
    """They come at a steady pace until nobody is left or the block ends."""

    port: int
    bookings: list[Mapping[str, Any]]
    pages: Sequence[str]
    every: float = 0.5
    headers: Mapping[str, str] = field(default_factory=lambda: BY_PROXY)
    visits: list[Visit] = field(default_factory=list)
    is_over: bool = False

    def of_kind(self, kind: str) -> list[Visit]:
        """In the order in which they began."""
        return sorted((one for one in self.visits if one.kind == kind), key=lambda one: one.began)

    async def run(self) -> None:
        """Whoever waits for an answer keeps nobody else from coming."""
        async with asyncio.TaskGroup() as group:
            number = 0
            while not self.is_over:
                self._send(group, number)
                number += 1
                await asyncio.sleep(self.every)

    def _send(self, group: asyncio.TaskGroup, number: int) -> None:
        address = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
        headers = dict(self.headers) | {"X-Forwarded-For": address}
        if self.bookings:
            one = self.bookings.pop(0)
            ask = Ask(one["path"], "POST", headers | one["headers"])
            group.create_task(self._visit("booking", ask, one["key"]))
        page = self.pages[number % len(self.pages)]
        group.create_task(self._visit("page", Ask(page, headers=headers)))
        group.create_task(self._visit("health", Ask("/readyz", headers=headers)))

    async def _visit(self, kind: str, ask: Ask, key: int = 0) -> None:
        began = time.monotonic()
        try:
            answer = await asyncio.wait_for(_answer(self.port, ask), PATIENCE)
        except (OSError, TimeoutError):
            answer = BROKEN
        self.visits.append(Visit(kind, began, time.monotonic(), answer, key))


async def _answer(port: int, ask: Ask) -> Answer:
    visitor = Visitor(port)
    await visitor.arrive()
    try:
        return await visitor.ask(ask)
    finally:
        visitor.leave()


@contextmanager
def coming(visitors: Visitors) -> Iterator[Visitors]:
    """They come in a thread of their own while the block runs, and all have left at its end."""
    thread = Thread(target=lambda: asyncio.run(visitors.run()), daemon=True)
    thread.start()
    try:
        yield visitors
    finally:
        visitors.is_over = True
        thread.join(PATIENCE + 5)
