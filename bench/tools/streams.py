"""Open pages that listen: when each of them hears which change."""

import asyncio
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from bench.tools.load import HOST, Ask, Visitor

PATIENCE = 30.0


@dataclass
class ChangeListener:
    """By number of the change: the moments at which it was heard."""

    heard: dict[int, list[float]] = field(default_factory=lambda: defaultdict(list))

    async def listen(self, port: int, ask: Ask, ready: asyncio.Event) -> None:
        """Until somebody ends it; ready once the server has said who is here."""
        reader, writer = await asyncio.open_connection(HOST, port)
        writer.write(ask.to_bytes(port))
        try:
            while line := await reader.readline():
                if line.startswith(b"event: here"):
                    ready.set()
                if line.startswith(b"id: "):
                    self.heard[int(line[4:])].append(time.perf_counter())
        finally:
            writer.close()


def seconds_until_heard(
    port: int, pages: Sequence[Ask], changes: Mapping[int, Ask], *, apart: float
) -> dict[int, list[float]]:
    """Do one action after the other; for each (by the number it gets), the seconds of each page."""
    return asyncio.run(_until_heard(port, pages, changes, apart))


async def _until_heard(
    port: int, pages: Sequence[Ask], changes: Mapping[int, Ask], apart: float
) -> dict[int, list[float]]:
    listener, began = ChangeListener(), {}
    ready = [asyncio.Event() for _ in pages]
    listening = [
        asyncio.create_task(listener.listen(port, page, event))
        for page, event in zip(pages, ready, strict=True)
    ]
    async with asyncio.timeout(PATIENCE):
        await asyncio.gather(*(event.wait() for event in ready))
    visitor = Visitor(port)
    await visitor.arrive()
    for number, change in changes.items():
        began[number] = time.perf_counter()
        answer = await visitor.ask(change)
        if answer.status != 302:
            raise RuntimeError(f"{change.path} answered {answer.status}")
        await asyncio.sleep(apart)
    visitor.leave()
    with suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE):
            while any(len(listener.heard[number]) < len(pages) for number in began):
                await asyncio.sleep(0.02)
    for task in listening:
        task.cancel()
    await asyncio.gather(*listening, return_exceptions=True)
    return {
        number: [moment - began[number] for moment in listener.heard[number]] for number in began
    }
