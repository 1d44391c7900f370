"""A bounded client for loopback: many at once from one starting line, or a few that never rest."""

import asyncio
import resource
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode

HOST = "127.0.0.1"
MOST_AT_ONCE = 1000
LONGEST_WAIT = 120.0


@dataclass(frozen=True)
class Ask:
    """One request, ready to be sent."""

    path: str
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] = field(default_factory=dict)

    def to_bytes(self, port: int) -> bytes:
        """As it goes over the wire."""
        body = urlencode(self.form).encode()
        headers = {"Host": f"localhost:{port}", "Content-Length": str(len(body))}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        headers |= self.headers
        lines = [f"{self.method} {self.path} HTTP/1.1", *(f"{k}: {v}" for k, v in headers.items())]
        return ("\r\n".join(lines) + "\r\n\r\n").encode() + body


@dataclass(frozen=True)
class Answer:
    """What came back; status 0 when the connection broke."""

    status: int
    size: int
    seconds: float
    cookies: Mapping[str, str]


BROKEN = Answer(0, 0, 0.0, {})


class Visitor:
    """One connection, kept alive from request to request, or opened anew where a server closes."""

    def __init__(self, port: int) -> None:
        self.port = port

    async def arrive(self) -> None:
        """Open the connection."""
        self.reader, self.writer = await asyncio.open_connection(HOST, self.port)
        self.is_closed = False

    async def ask(self, ask: Ask) -> Answer:
        """Send, and read the answer to its end."""
        began = time.perf_counter()
        try:
            if self.is_closed:
                self.leave()
                await self.arrive()
            self.writer.write(ask.to_bytes(self.port))
            head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            size = await self._read_body(head)
            self.is_closed = any(line.lower() == "connection: close" for line in head)
        except (OSError, EOFError):
            return BROKEN
        status = int(head[0].split()[1])
        found: dict[str, str] = {}
        for line in head:
            if line.lower().startswith("set-cookie: "):
                jar = SimpleCookie(line.split(": ", 1)[1])
                found |= {name: morsel.value for name, morsel in jar.items()}
        return Answer(status, size, time.perf_counter() - began, found)

    async def _read_body(self, head: Sequence[str]) -> int:
        headers = dict(line.lower().split(": ", 1) for line in head[1:] if ": " in line)
        if "content-length" in headers:
            return len(await self.reader.readexactly(int(headers["content-length"])))
        total = 0
        while size := int(await self.reader.readline(), 16):
            total += size
            await self.reader.readexactly(size + 2)
        await self.reader.readline()
        return total

    def leave(self) -> None:
        """Close the connection."""
        self.writer.close()


def at_once(port: int, asks: Sequence[Ask]) -> list[Answer]:
    """Everybody is connected before anybody speaks; then all speak together."""
    if len(asks) > MOST_AT_ONCE:
        raise ValueError(f"at most {MOST_AT_ONCE} at once")
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return asyncio.run(asyncio.wait_for(_at_once(port, asks), LONGEST_WAIT))


async def _at_once(port: int, asks: Sequence[Ask]) -> list[Answer]:
    visitors = [Visitor(port) for _ in asks]
    for visitor in visitors:
        await visitor.arrive()

    async def ask_and_leave(visitor: Visitor, ask: Ask) -> Answer:
        """A server that limits its connections lets the next one in only when somebody leaves."""
        answer = await visitor.ask(ask)
        visitor.leave()
        return answer

    pairs = zip(visitors, asks, strict=True)
    return list(await asyncio.gather(*(ask_and_leave(*pair) for pair in pairs)))


def in_turn(port: int, asks: Sequence[Ask]) -> list[Answer]:
    """One visitor, who asks again once the answer is there."""
    return asyncio.run(asyncio.wait_for(_in_turn(port, asks), LONGEST_WAIT))


async def _in_turn(port: int, asks: Sequence[Ask]) -> list[Answer]:
    visitor = Visitor(port)
    await visitor.arrive()
    answers = [await visitor.ask(ask) for ask in asks]
    visitor.leave()
    return answers


def steadily(port: int, ask: Ask, *, clients: int, seconds: float) -> list[Answer]:
    """A few clients, each asking again as soon as it is answered."""
    return asyncio.run(asyncio.wait_for(_steadily(port, ask, clients, seconds), LONGEST_WAIT))


async def _steadily(port: int, ask: Ask, clients: int, seconds: float) -> list[Answer]:
    answers: list[Answer] = []
    end = time.perf_counter() + seconds

    async def keep_asking() -> None:
        visitor = Visitor(port)
        await visitor.arrive()
        while time.perf_counter() < end:
            answers.append(await visitor.ask(ask))
        visitor.leave()

    await asyncio.gather(*(keep_asking() for _ in range(clients)))
    return answers
