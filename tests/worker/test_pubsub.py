"""Over a real Redis: what one process rings, another one hears, also after it was away."""

import asyncio
import time

import pytest

from core.pubsub import publish, subscribe
from tests.factories.travel_stories import SeatFactory, an_edit
from tests.isolation import process_name, redis_url
from tests.travel_stories.trips.streams import do, listening, opened
from travel_stories.trips.actions.steps import add_step
from travel_stories.trips.choices import StepKind
from travel_stories.trips.views import broadcaster

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]
CHANNEL = f"test.{process_name()}"  # Redis tells all of its databases
CASTLE = {"kind": StepKind.WISH, "title": "Castle", "day": 1}


@pytest.fixture(autouse=True)
def bells(settings):
    settings.CORE_PUBSUB_URL = redis_url()


def test_each_ring_is_heard_with_what_it_is_about():
    async def scene():
        heard = subscribe(CHANNEL)
        words = [await anext(heard)]
        for about in ("41", "42"):
            await do(lambda about=about: publish(CHANNEL, about))
            words.append(await anext(heard))
        await heard.aclose()
        assert words == ["", "41", "42"]

    listening(scene)


def test_silence_is_no_fault(monkeypatch):
    async def scene():
        heard = subscribe(CHANNEL)
        assert await anext(heard) == ""
        waiting = asyncio.ensure_future(anext(heard))
        await asyncio.sleep(6)
        await do(lambda: publish(CHANNEL, "41"))
        assert await waiting == "41"
        await heard.aclose()

    listening(scene)


def test_a_change_wakes_the_pages_long_before_one_would_look_anyway():
    zoe = SeatFactory(organiser=True)

    async def scene():
        async with opened(zoe) as [page]:
            await page.next("here")
            while not broadcaster.get_broadcaster().is_subscribed:
                await asyncio.sleep(0.01)
            began = time.monotonic()
            await do(lambda: add_step(trip=zoe.trip, words=CASTLE, edit=an_edit(zoe)))
            assert (await page.next("change"))[0] == 1
            assert time.monotonic() - began < broadcaster.FALLBACK_POLL_INTERVAL / 2

    listening(scene)


def test_without_the_bell_one_looks_oneself(settings):
    settings.CORE_PUBSUB_URL = "redis://127.0.0.1:1/0"
    zoe = SeatFactory(organiser=True)

    async def scene():
        async with opened(zoe) as [page]:
            await page.next("here")
            await do(lambda: add_step(trip=zoe.trip, words=CASTLE, edit=an_edit(zoe)))
            assert (await page.next("change"))[0] == 1

    listening(scene)
