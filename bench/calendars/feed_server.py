"""Calendars of other sites, on this machine: `python -m bench.calendars.feed_server PORT`.

`/changed/N.ics` is another one each time, `/same/N.ics` says the same with another DTSTAMP, as most
sites do, and `/tagged/N.ics` answers 304 to whoever has it already.
"""

from __future__ import annotations

import asyncio
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Final

from bench.calendars.platforms import RESERVED, file_of
from core.values.dates import DateRange

EVENTS: Final = 25  # of a calendar, as in those of ../shared/data/calendars-ical/channels
ETAG: Final = '"1"'

asked: Counter[str] = Counter()


def answer_to(path: str, headers: str) -> bytes:
    """Head and body. Something is new in a calendar that changes: one stay comes, another goes."""
    asked[path] += 1
    kind = path.split("/")[1]
    if kind == "tagged" and ETAG in headers:
        return b"HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n"
    now = datetime.now(UTC)
    turn = asked[path] if kind == "changed" else 0
    events = []
    for number in range(turn, turn + EVENTS):
        first = now.date() + timedelta(days=10 + 7 * number)
        dates = DateRange(first, first + timedelta(days=3))
        events.append((f"{number}@elsewhere.example", RESERVED, dates))
    body = file_of(events, now + timedelta(seconds=asked[path]))
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/calendar\r\nContent-Length: {len(body)}\r\n"
    tag = f"ETag: {ETAG}\r\n" if kind == "tagged" else ""
    return f"{head}{tag}Connection: close\r\n\r\n".encode() + body


async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """One request of one connection."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    writer.write(answer_to(head.split()[1], head))
    await writer.drain()
    writer.close()


async def main() -> None:
    """Until somebody stops it."""
    server = await asyncio.start_server(serve, "127.0.0.1", int(sys.argv[1]))
    print("ready.", flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
