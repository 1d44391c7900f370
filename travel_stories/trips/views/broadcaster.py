"""One look a process at the trips that somebody has open, told to all their streams at once.

How many streams a seat, a person and an address may have (`streams_of_…` in QUOTAS) holds for all
processes (`slots`).

However many pages are open, a process asks the database with one thread, and hears other processes
through one connection (`core.pubsub`), or looks four times a second where no bell hangs.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Collection, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from functools import partial
from typing import Final
from weakref import WeakKeyDictionary

from django.db import DatabaseError, connection

from core.cache.slots import has_free_slots, release_slots, renew_slots, take_slots
from core.http.rate_limits import address_digest
from core.pubsub import is_pubsub_enabled, subscribe
from core.quotas.checks import quota_named
from travel_stories.trips.actions.plans import CHANNEL
from travel_stories.trips.actions.presence import mark_offline, mark_online
from travel_stories.trips.selectors.live import (
    MOST_AT_ONCE,
    ChangeEvent,
    TripStatus,
    events_since,
    trip_statuses,
)

POLL_INTERVAL: Final = 0.25  # seconds, where nothing rings
FALLBACK_POLL_INTERVAL: Final = (
    15.0  # where something does: a ring that nobody heard is late, not lost
)
HEARTBEAT_INTERVAL: Final = 20.0
RETRY_DELAY: Final = 2.0
SLOT_LEASE: Final = timedelta(seconds=60)  # renewed at each breath; a process that died gives back
MOST_OF_ALL: Final = 1000  # in one process
MOST_WAITING: Final = 64  # events for one page; then it reads anew
KEEPALIVE_AFTER: Final = 15.0  # a stream says that it lives, so that proxies keep it
LONGEST: Final = 300.0  # then the page asks again, with its session
logger = logging.getLogger(__name__)


def most_open(whose: str) -> int:
    """Streams in all processes, of a `seat`, a `person` or an `address`."""
    return quota_named(f"streams_of_{whose}").most


@dataclass(eq=False, slots=True)
class Stream:
    """One open page: whose it is, and the last number that it was told."""

    trip: int
    seat: int
    nonce: str
    number: int
    state: str
    person: int | None = None  # none for a guest pass
    address: str = ""  # as core.http.rate_limits counts it
    here: Mapping[str, str] | None = None
    slots: tuple[str, ...] = ()
    events: asyncio.Queue[str | None] = field(
        default_factory=lambda: asyncio.Queue(MOST_WAITING + 1)
    )

    def limits(self) -> dict[str, int]:
        """Names of the slots that it needs, and how many there are of each."""
        limits = {f"stream.seat.{self.seat}": most_open("seat")}
        if self.person is not None:
            limits[f"stream.person.{self.person}"] = most_open("person")
        if self.address:
            limits[f"stream.address.{address_digest(self.address)}"] = most_open("address")
        return limits

    def send(self, event: str) -> None:
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

    async def iterate(self) -> AsyncIterator[str]:
        """Everything that is told, until it ends or has lasted long enough."""
        loop = asyncio.get_running_loop()
        end = loop.time() + LONGEST
        while loop.time() < end and (event := await self._next()) is not None:
            yield event

    async def _next(self) -> str | None:
        """A sign of life where nothing happens."""
        try:
            async with asyncio.timeout(KEEPALIVE_AFTER):
                return await self.events.get()
        except TimeoutError:
            return ": still here\n\n"


class Broadcaster:
    """The streams of one event loop. Everything here runs in that loop, reads run in a thread."""

    def __init__(self) -> None:
        self.streams: dict[int, set[Stream]] = defaultdict(set)
        self.due: set[int] = set()
        self.left: set[int] = set()
        self.wake, self.moved = asyncio.Event(), asyncio.Event()
        self.is_subscribed = False
        self.renew_at = 0.0  # of the clock of the loop
        self.work: list[asyncio.Task[None]] = []
        self.threads = ThreadPoolExecutor(2, "live-trips")
        # One alone: slots are taken, renewed and released in their order, and a cache that answers
        # late holds up no look at the trips.
        self.slot_thread = ThreadPoolExecutor(1, "live-slots")

    async def may_join(self, stream: Stream) -> bool:
        """Whether there is room for it now, in this process and in all."""
        if not self.has_room_for(stream):
            return False
        return await self._in_thread(partial(has_free_slots, stream.limits()), self.slot_thread)

    async def admit(self, stream: Stream) -> bool:
        """Take its slots; False where there is no room. Whoever is admitted joins at once."""
        take = partial(take_slots, stream.limits(), lease=SLOT_LEASE)
        taking = self.slot_thread.submit(_closing, take)
        try:
            slots = await asyncio.wrap_future(taking)
        except asyncio.CancelledError:  # the page has gone, its slots are taken all the same
            taking.add_done_callback(_give_back)
            raise
        if slots is None:
            return False
        stream.slots = slots
        is_admitted = self.has_room_for(stream)
        if not is_admitted:
            self._release(stream)
        return is_admitted

    def has_room_for(self, stream: Stream) -> bool:
        """Fewer than the most of this seat, this person, this address, and in all, here.

        This alone limits them where the cache is out of reach.
        """
        streams = self._open()
        of_seat = sum(one.seat == stream.seat for one in streams)
        of_person = sum(one.person == stream.person for one in streams)
        of_address = sum(one.address == stream.address for one in streams)
        return (
            len(streams) < MOST_OF_ALL
            and of_seat < most_open("seat")
            and (stream.person is None or of_person < most_open("person"))
            and (not stream.address or of_address < most_open("address"))
        )

    @contextmanager
    def joined(self, stream: Stream) -> Iterator[Stream]:
        """The first one starts the work, the last one ends it."""
        self.streams[stream.trip].add(stream)
        if not self.work:
            self._begin()
        self._mark_due(stream.trip)
        self.moved.set()
        try:
            yield stream
        finally:
            self._forget(stream)

    def _open(self) -> list[Stream]:
        return [stream for some in self.streams.values() for stream in some]

    def _forget(self, stream: Stream) -> None:
        self._release(stream)
        left = self.streams[stream.trip]
        left.discard(stream)
        if stream.seat not in {one.seat for one in left}:
            self.left.add(stream.seat)
            self.moved.set()
        if not left:
            del self.streams[stream.trip]

    def _release(self, stream: Stream) -> None:
        """In a thread: nobody waits for it, and whoever leaves may have been cancelled."""
        if stream.slots:
            self.slot_thread.submit(release_slots, stream.slots)
            stream.slots = ()

    def _begin(self) -> None:
        jobs = (self._watch, self._heartbeat, *([self._listen] if is_pubsub_enabled() else []))
        self.work = [asyncio.create_task(job()) for job in jobs]
        for task in self.work:
            task.add_done_callback(self._finish)

    def _finish(self, task: asyncio.Task[None]) -> None:
        """One that ends takes the others along; a fault ends the streams, and pages come again."""
        if task not in self.work:
            return
        for other in self.work:
            other.cancel()
        self.work, self.is_subscribed = [], False
        if task.cancelled() or task.exception() is not None:
            self._break_off(task)
        elif self.streams:  # somebody came while the last one was leaving
            self._begin()

    def _break_off(self, task: asyncio.Task[None]) -> None:
        if not task.cancelled():
            logger.error("Live trip updates stopped unexpectedly", exc_info=task.exception())
        for stream in self._open():
            stream.end()

    def _mark_due(self, trip: int) -> None:
        self.due.add(trip)
        self.wake.set()

    async def _listen(self) -> None:
        """While nothing can be heard, we look more often."""
        while True:
            with suppress(OSError):
                async for about in subscribe(CHANNEL):
                    self.is_subscribed = True
                    for trip in [int(about)] if about.isdigit() else list(self.streams):
                        if trip in self.streams:
                            self._mark_due(trip)
            self.is_subscribed = False
            self.wake.set()
            await asyncio.sleep(RETRY_DELAY)

    async def _watch(self) -> None:
        loop = asyncio.get_running_loop()
        looked = loop.time()
        while True:
            patience = FALLBACK_POLL_INTERVAL if self.is_subscribed else POLL_INTERVAL
            await _wait_for(self.wake, looked + patience - loop.time())
            trips, self.due = self.due, set()
            if loop.time() >= looked + patience:
                trips, looked = set(self.streams), loop.time()
            await self._look(trips & self.streams.keys())

    async def _look(self, trips: Collection[int]) -> None:
        if not trips:
            return
        numbers = {trip: min(one.number for one in self.streams[trip]) for trip in trips}
        try:
            statuses, events = await self._in_thread(partial(read, numbers))
        except DatabaseError:
            logger.exception("Could not check %d trips for changes", len(trips))
            await self._put_off(trips)
        else:
            for stream in [one for trip in trips for one in self.streams.get(trip, ())]:
                send_updates(stream, statuses.get(stream.trip), events.get(stream.trip, []))

    async def _put_off(self, trips: Collection[int]) -> None:
        self.due |= set(trips)
        await asyncio.sleep(RETRY_DELAY)

    async def _heartbeat(self) -> None:
        """Who is here is written down from time to time, and when somebody comes or goes."""
        while True:
            await _wait_for(self.moved, HEARTBEAT_INTERVAL)
            await self._note_presence()
            await self._renew_slots()
            for trip in self.streams:
                self._mark_due(trip)
            if not self.streams and not self.left:
                return

    async def _note_presence(self) -> None:
        left, self.left = self.left, set()
        here = {one.seat for one in self._open()}
        try:
            await self._in_thread(partial(note_presence, here, left - here))
        except DatabaseError:
            logger.warning("Could not record who is online", exc_info=True)

    async def _renew_slots(self) -> None:
        """Of all streams in one call; not each time that somebody comes or goes."""
        now = asyncio.get_running_loop().time()
        if now < self.renew_at:
            return
        self.renew_at = now + HEARTBEAT_INTERVAL / 2
        keys = [key for stream in self._open() for key in stream.slots]
        await self._in_thread(partial(renew_slots, keys, lease=SLOT_LEASE), self.slot_thread)

    async def _in_thread[Result](
        self, job: Callable[[], Result], threads: ThreadPoolExecutor | None = None
    ) -> Result:
        pool = threads or self.threads
        return await asyncio.get_running_loop().run_in_executor(pool, _closing, job)


def read(numbers: Mapping[int, int]) -> tuple[dict[int, TripStatus], dict[int, list[ChangeEvent]]]:
    """The trips as they stand, and what those lack who know the least."""
    statuses = trip_statuses(numbers)
    behind = {
        trip: number
        for trip, number in numbers.items()
        if trip in statuses and number < statuses[trip].number <= number + MOST_AT_ONCE
    }
    return statuses, events_since(behind)


def note_presence(here: Collection[int], left: Collection[int]) -> None:
    mark_online(here)
    mark_offline(left)


def send_updates(
    stream: Stream, status: TripStatus | None, events: Collection[ChangeEvent]
) -> None:
    """What is new for this page. A seat that was taken away, or a pass drawn anew, ends it."""
    if status is None or status.seats.get(stream.seat) != stream.nonce:
        stream.end(event("gone"))
    else:
        missed = [one for one in events if one.number > stream.number]
        for one in missed:
            stream.send(event("change", asdict(one), number=one.number))
        newest = max(status.number, *(one.number for one in missed)) if missed else status.number
        if (newest > stream.number and not missed) or status.state != stream.state:
            stream.send(event("anew", number=newest))
        if status.here != stream.here:
            stream.send(event("here", status.here))
        stream.number, stream.state, stream.here = newest, status.state, status.here


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


def _give_back(taking: Future[tuple[str, ...] | None]) -> None:
    """Slots that were taken for a page that waits for them no more."""
    if not taking.cancelled() and (slots := taking.result()):
        release_slots(slots)


def _closing[Result](job: Callable[[], Result]) -> Result:
    """A thread of ours holds no connection while it waits."""
    try:
        return job()
    finally:
        connection.close()


_broadcasters: WeakKeyDictionary[asyncio.AbstractEventLoop, Broadcaster] = WeakKeyDictionary()


def get_broadcaster() -> Broadcaster:
    """That of the running loop: a process has one."""
    loop = asyncio.get_running_loop()
    if loop not in _broadcasters:
        _broadcasters[loop] = Broadcaster()
    return _broadcasters[loop]
