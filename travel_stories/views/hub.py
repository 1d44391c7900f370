"""One look a process at the trips that somebody has open, told to all their streams at once.

However many pages are open, a process asks the database with one thread, and hears other processes
through one connection (`core.bells`), or looks four times a second where no bell hangs.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Collection, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from functools import partial
from typing import Final
from weakref import WeakKeyDictionary

from django.db import DatabaseError, connection

from core.bells import has_bells, hear
from travel_stories.actions.bells import BELL
from travel_stories.actions.presence import be_gone, be_here
from travel_stories.queries.live import MOST_AT_ONCE, News, Sight, news_since, sights_of

LOOK_EVERY: Final = 0.25  # seconds, where nothing rings
LOOK_ANYWAY: Final = 15.0  # where something does: a ring that nobody heard is late, not lost
BREATHE_EVERY: Final = 20.0
TRY_AGAIN: Final = 2.0
MOST_OF_A_SEAT: Final = 4  # streams, in one process
MOST_OF_ALL: Final = 1000
MOST_WAITING: Final = 64  # events for one page; then it reads anew
SILENCE: Final = 15.0  # a stream says that it lives, so that proxies keep it
LONGEST: Final = 300.0  # then the page asks again, with its session
logger = logging.getLogger(__name__)


@dataclass(eq=False, slots=True)
class Stream:
    """One open page: whose it is, and the last number that it was told."""

    trip: int
    seat: int
    nonce: str
    number: int
    state: str
    here: Mapping[str, str] | None = None
    events: asyncio.Queue[str | None] = field(
        default_factory=lambda: asyncio.Queue(MOST_WAITING + 1)
    )

    def tell(self, event: str) -> None:
        """Whoever doesn't listen is let go; the browser comes back with its last number."""
        if self.events.qsize() < MOST_WAITING:
            self.events.put_nowait(event)
        else:
            self.end()

    def end(self, *last_words: str) -> None:
        """What still waits is thrown away."""
        while not self.events.empty():
            self.events.get_nowait()
        for event in (*last_words, None):
            self.events.put_nowait(event)

    async def heard(self) -> AsyncIterator[str]:
        """Everything that is told, until it ends or has lasted long enough."""
        loop = asyncio.get_running_loop()
        end = loop.time() + LONGEST
        while loop.time() < end and (event := await self._next()) is not None:
            yield event

    async def _next(self) -> str | None:
        """A sign of life where nothing happens."""
        try:
            async with asyncio.timeout(SILENCE):
                return await self.events.get()
        except TimeoutError:
            return ": still here\n\n"


class Hub:
    """The streams of one event loop. Everything here runs in that loop, reads run in a thread."""

    def __init__(self) -> None:
        self.streams: dict[int, set[Stream]] = defaultdict(set)
        self.due: set[int] = set()
        self.left: set[int] = set()
        self.rung, self.moved = asyncio.Event(), asyncio.Event()
        self.hears = False
        self.work: list[asyncio.Task[None]] = []
        self.threads = ThreadPoolExecutor(2, "live-trips")

    def has_room_for(self, seat: int) -> bool:
        streams = self._open()
        of_seat = [stream for stream in streams if stream.seat == seat]
        return len(streams) < MOST_OF_ALL and len(of_seat) < MOST_OF_A_SEAT

    @contextmanager
    def joined(self, stream: Stream) -> Iterator[Stream]:
        """The first one starts the work, the last one ends it."""
        self.streams[stream.trip].add(stream)
        if not self.work:
            self._begin()
        self._ring(stream.trip)
        self.moved.set()
        try:
            yield stream
        finally:
            self._forget(stream)

    def _open(self) -> list[Stream]:
        return [stream for some in self.streams.values() for stream in some]

    def _forget(self, stream: Stream) -> None:
        left = self.streams[stream.trip]
        left.discard(stream)
        if stream.seat not in {one.seat for one in left}:
            self.left.add(stream.seat)
            self.moved.set()
        if not left:
            del self.streams[stream.trip]

    def _begin(self) -> None:
        deeds = (self._watch, self._breathe, *([self._listen] if has_bells() else []))
        self.work = [asyncio.create_task(deed()) for deed in deeds]
        for task in self.work:
            task.add_done_callback(self._finish)

    def _finish(self, task: asyncio.Task[None]) -> None:
        """One that ends takes the others along; a fault ends the streams, and pages come again."""
        if task not in self.work:
            return
        for other in self.work:
            other.cancel()
        self.work, self.hears = [], False
        if task.cancelled() or task.exception() is not None:
            self._break_off(task)
        elif self.streams:  # somebody came while the last one was leaving
            self._begin()

    def _break_off(self, task: asyncio.Task[None]) -> None:
        if not task.cancelled():
            logger.error("trips are not told live any more", exc_info=task.exception())
        for stream in self._open():
            stream.end()

    def _ring(self, trip: int) -> None:
        self.due.add(trip)
        self.rung.set()

    async def _listen(self) -> None:
        """While nothing can be heard, we look more often."""
        while True:
            with suppress(OSError):
                async for about in hear(BELL):
                    self.hears = True
                    for trip in [int(about)] if about.isdigit() else list(self.streams):
                        if trip in self.streams:
                            self._ring(trip)
            self.hears = False
            self.rung.set()
            await asyncio.sleep(TRY_AGAIN)

    async def _watch(self) -> None:
        loop = asyncio.get_running_loop()
        looked = loop.time()
        while True:
            patience = LOOK_ANYWAY if self.hears else LOOK_EVERY
            await _wait_for(self.rung, looked + patience - loop.time())
            trips, self.due = self.due, set()
            if loop.time() >= looked + patience:
                trips, looked = set(self.streams), loop.time()
            await self._look(trips & self.streams.keys())

    async def _look(self, trips: Collection[int]) -> None:
        if not trips:
            return
        numbers = {trip: min(one.number for one in self.streams[trip]) for trip in trips}
        try:
            sights, news = await self._in_thread(partial(read, numbers))
        except DatabaseError:
            logger.exception("could not look at %d trips", len(trips))
            await self._put_off(trips)
        else:
            for stream in [one for trip in trips for one in self.streams.get(trip, ())]:
                tell(stream, sights.get(stream.trip), news.get(stream.trip, []))

    async def _put_off(self, trips: Collection[int]) -> None:
        self.due |= set(trips)
        await asyncio.sleep(TRY_AGAIN)

    async def _breathe(self) -> None:
        """Who is here is written down from time to time, and when somebody comes or goes."""
        while True:
            await _wait_for(self.moved, BREATHE_EVERY)
            await self._note_presence()
            for trip in self.streams:
                self._ring(trip)
            if not self.streams and not self.left:
                return

    async def _note_presence(self) -> None:
        left, self.left = self.left, set()
        here = {one.seat for one in self._open()}
        try:
            await self._in_thread(partial(note_presence, here, left - here))
        except DatabaseError:
            logger.warning("could not write down who is here", exc_info=True)

    async def _in_thread[Result](self, deed: Callable[[], Result]) -> Result:
        return await asyncio.get_running_loop().run_in_executor(self.threads, _closing, deed)


def read(numbers: Mapping[int, int]) -> tuple[dict[int, Sight], dict[int, list[News]]]:
    """The trips as they stand, and what those lack who know the least."""
    sights = sights_of(numbers)
    behind = {
        trip: number
        for trip, number in numbers.items()
        if trip in sights and number < sights[trip].number <= number + MOST_AT_ONCE
    }
    return sights, news_since(behind)


def note_presence(here: Collection[int], left: Collection[int]) -> None:
    be_here(here)
    be_gone(left)


def tell(stream: Stream, sight: Sight | None, news: Collection[News]) -> None:
    """What is new for this page. A seat that was taken away, or a pass drawn anew, ends it."""
    if sight is None or sight.seats.get(stream.seat) != stream.nonce:
        stream.end(event("gone"))
    else:
        _tell_missed(stream, sight, [one for one in news if one.number > stream.number])


def _tell_missed(stream: Stream, sight: Sight, missed: Collection[News]) -> None:
    for one in missed:
        stream.tell(event("change", asdict(one), number=one.number))
    newest = max(sight.number, *(one.number for one in missed)) if missed else sight.number
    if (newest > stream.number and not missed) or sight.state != stream.state:
        stream.tell(event("anew", number=newest))
    if sight.here != stream.here:
        stream.tell(event("here", sight.here))
    stream.number, stream.state, stream.here = newest, sight.state, sight.here


def event(name: str, about: object = None, *, number: int | None = None) -> str:
    """As it goes over the wire; the browser sends the last number again when it comes back."""
    lines = [f"event: {name}", f"data: {json.dumps(about, ensure_ascii=False)}"]
    if number is not None:
        lines.insert(0, f"id: {number}")
    return "\n".join(lines) + "\n\n"


async def _wait_for(something: asyncio.Event, seconds: float) -> None:
    """As long as that, if nothing happens."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await something.wait()
    something.clear()


def _closing[Result](deed: Callable[[], Result]) -> Result:
    """A thread of ours holds no connection while it waits."""
    try:
        return deed()
    finally:
        connection.close()


_hubs: WeakKeyDictionary[asyncio.AbstractEventLoop, Hub] = WeakKeyDictionary()


def the_hub() -> Hub:
    """That of the running loop: a process has one."""
    loop = asyncio.get_running_loop()
    if loop not in _hubs:
        _hubs[loop] = Hub()
    return _hubs[loop]
