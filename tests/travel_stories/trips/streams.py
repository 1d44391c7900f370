"""A page that listens: the real hub, in a loop of the test, on the database of the test."""

import asyncio
import json
from contextlib import asynccontextmanager

from asgiref.sync import sync_to_async
from django.db import connection, connections

from tests.patience import patience
from travel_stories.trips.views.broadcaster import Stream, get_broadcaster

PATIENCE = patience(10)


def listening(scene):
    """Run a test's coroutine in a loop of its own.

    Synchronous code ran in a thread that outlives the loop; the database is replaced after the
    test, so its connection is closed here.
    """

    async def run():
        try:
            await asyncio.wait_for(scene(), 4 * PATIENCE)
        finally:
            await sync_to_async(connections.close_all)()

    asyncio.run(run())


def page_of(seat, *, since=0, address=""):
    whose = (seat.person_id, address)
    return Stream(seat.trip_id, seat.pk, seat.nonce, since, seat.trip.state, *whose)


async def do(deed):
    """A deed of somebody else, in a thread of its own, with its own connection."""

    def run():
        try:
            return deed()
        finally:
            connection.close()

    return await sync_to_async(run, thread_sensitive=False)()


@asynccontextmanager
async def opened(*seats, since=0, address=""):
    """So many pages; each hears its events as `(name, number, about)`."""
    hub = get_broadcaster()
    pages = [page_of(seat, since=since, address=address) for seat in seats]
    held = [hub.joined(page) for page in pages]
    for one in held:
        one.__enter__()
    try:
        yield [Heard(page) for page in pages]
    finally:
        for one in held:
            one.__exit__(None, None, None)


class Heard:
    """What one page has heard, event by event."""

    def __init__(self, page):
        self.page = page
        self.source = page.iterate()

    async def next(self, name):
        """The next event of this name; others are let pass."""
        async with asyncio.timeout(PATIENCE):
            async for text in self.source:
                said, number, about = parsed(text)
                if said == name:
                    return number, about
        return None

    async def rest(self):
        """Everything until the stream ends."""
        async with asyncio.timeout(PATIENCE):
            return [parsed(text)[0] async for text in self.source]


def parsed(text):
    fields = dict(line.split(": ", 1) for line in text.strip().splitlines() if ": " in line)
    number = int(fields["id"]) if "id" in fields else None
    return fields.get("event"), number, json.loads(fields.get("data", "null"))
