"""Forms that arrive at a steady pace whatever the server does, as on the first day."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence

from bench.tools.load import BROKEN, LONGEST_WAIT, Answer, Ask, Visitor


def at_a_pace(port: int, asks: Sequence[Ask], *, each_second: float) -> list[Answer]:
    """Each leaves at its moment over a connection of its own; its wait counts from that moment."""
    return asyncio.run(_at_a_pace(port, asks, each_second))


async def _at_a_pace(port: int, asks: Sequence[Ask], each_second: float) -> list[Answer]:
    began = time.perf_counter()

    async def send(place: int, ask: Ask) -> Answer:
        moment = began + place / each_second
        await asyncio.sleep(max(moment - time.perf_counter(), 0))
        visitor = Visitor(port)
        try:
            await visitor.arrive()
            answer = await asyncio.wait_for(visitor.ask(ask), LONGEST_WAIT)
        except (OSError, TimeoutError):
            return BROKEN
        visitor.leave()
        waited = time.perf_counter() - moment
        return Answer(answer.status, answer.size, waited, answer.cookies)

    return list(await asyncio.gather(*(send(*pair) for pair in enumerate(asks))))
