"""What one member does, the others hear, from whichever number they know, as long as they may."""

import asyncio

import pytest
from django.core.cache import cache
from django.db import DatabaseError
from django.utils import timezone

from tests.factories.travel_stories import SeatFactory, StepFactory, TripFactory, an_edit
from tests.travel_stories.trips.streams import do, listening, opened, page_of
from travel_stories.trips.actions.members import remove_member, renew_pass
from travel_stories.trips.actions.presence import A_MOMENT
from travel_stories.trips.actions.steps import add_step, change_step
from travel_stories.trips.actions.trips import delete_trip, settle_trip
from travel_stories.trips.choices import StepKind
from travel_stories.trips.models.members import HERE_FOR, TripMember
from travel_stories.trips.selectors import live
from travel_stories.trips.views import broadcaster
from travel_stories.trips.views.broadcaster import (
    MOST_WAITING,
    get_broadcaster,
    most_open,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]  # it commits
CASTLE = {"kind": StepKind.WISH, "title": "Castle", "day": 1}


@pytest.fixture
def trip():
    return TripFactory()


@pytest.fixture
def zoe(trip):
    return SeatFactory(trip=trip, organiser=True, name="Zoé")


@pytest.fixture
def samir(trip):
    return SeatFactory(trip=trip, name="Samir")


def test_two_pages_hear_a_change_and_who_made_it(trip, zoe, samir):
    async def scene():
        async with opened(samir, zoe) as pages:
            step = await do(lambda: add_step(trip=trip, words=CASTLE, edit=an_edit(zoe)))
            heard = [await page.next("change") for page in pages]

        change = {"noun": "step", "verb": "added", "part": step.public_id}
        change |= {"number": 1, "by": zoe.public_id, "who": "Zoé"}
        assert heard == [(1, change)] * 2

    listening(scene)


def test_whoever_comes_back_hears_everything_since_their_last_number(trip, zoe, samir):
    for _ in range(3):
        add_step(trip=trip, words=CASTLE, edit=an_edit(zoe))

    async def scene():
        async with opened(samir, since=1) as [page]:
            assert [(await page.next("change"))[0] for _ in range(2)] == [2, 3]

    listening(scene)


def test_a_page_that_is_far_behind_is_told_to_read_anew(trip, zoe, samir, monkeypatch):
    monkeypatch.setattr(live, "MOST_AT_ONCE", 1)
    monkeypatch.setattr(broadcaster, "MOST_AT_ONCE", 1)
    for _ in range(3):
        add_step(trip=trip, words=CASTLE, edit=an_edit(zoe))

    async def scene():
        async with opened(samir) as [page]:
            assert await page.next("anew") == (3, None)

    listening(scene)


def test_a_number_from_the_future_hears_the_next_change_all_the_same(trip, zoe, samir):
    async def scene():
        async with opened(samir, since=10**12) as [page]:
            await page.next("here")
            await do(lambda: add_step(trip=trip, words=CASTLE, edit=an_edit(zoe)))
            assert (await page.next("change"))[0] == 1

    listening(scene)


def test_a_trip_that_is_settled_is_read_anew(trip, zoe, samir):
    async def scene():
        async with opened(samir) as [page]:
            await page.next("here")
            await do(lambda: settle_trip(trip=trip, by=zoe))
            assert await page.next("anew") == (0, None)

    listening(scene)


def test_another_trip_is_not_heard(zoe, samir):
    elsewhere = SeatFactory(organiser=True)

    async def scene():
        async with opened(samir, elsewhere) as [page, other]:
            await page.next("here")
            await do(lambda: add_step(trip=zoe.trip, words=CASTLE, edit=an_edit(zoe)))
            await page.next("change")
            await asyncio.sleep(2 * broadcaster.POLL_INTERVAL)
            assert other.page.number == 0

    listening(scene)


@pytest.mark.parametrize(
    "deed",
    [
        lambda zoe, guest: remove_member(member=guest, by=zoe),
        lambda zoe, guest: renew_pass(member=guest, by=zoe),
        lambda zoe, guest: delete_trip(trip=zoe.trip, by=zoe),
    ],
)
def test_a_seat_that_is_lost_ends_the_stream(trip, zoe, deed):
    guest = SeatFactory(trip=trip, guest=True)

    async def scene():
        async with opened(guest) as [page]:
            await page.next("here")
            await do(lambda: deed(zoe, guest))
            assert (await page.rest())[-1] == "gone"

    listening(scene)


def test_an_account_that_is_closed_ends_the_stream(samir):
    def close():
        samir.person.is_active = False
        samir.person.save()

    async def scene():
        async with opened(samir) as [page]:
            await page.next("here")
            await do(close)
            assert (await page.rest())[-1] == "gone"

    listening(scene)


def test_who_is_here_is_heard_and_who_left_is_not_here_for_long(zoe, samir):
    async def scene():
        async with opened(samir) as [page]:
            async with opened(zoe):
                here = {}
                while len(here) < 2:
                    _, here = await page.next("here")
            assert here == {zoe.public_id: "Zoé", samir.public_id: "Samir"}
        while get_broadcaster().work:
            await asyncio.sleep(0.01)

    listening(scene)

    soon = timezone.now() - HERE_FOR + 2 * A_MOMENT
    assert not TripMember.objects.filter(seen_at__gt=soon)


def test_a_page_that_does_not_listen_is_let_go(samir):
    async def scene():
        page = page_of(samir)
        for number in range(MOST_WAITING + 1):
            page.send(f"id: {number}\n\n")
        assert [text async for text in page.iterate()] == []

    listening(scene)


def test_a_seat_has_so_many_streams_and_no_more(samir, zoe):
    async def scene():
        async with opened(*[samir] * most_open("seat")):
            assert not get_broadcaster().has_room_for(page_of(samir))
            assert get_broadcaster().has_room_for(page_of(zoe))
        assert get_broadcaster().has_room_for(page_of(samir))

    listening(scene)


def test_a_person_has_so_many_streams_in_all_trips(samir, zoe):
    trips = [SeatFactory(person=samir.person) for _ in range(most_open("person") + 1)]

    async def scene():
        async with opened(*trips[1:]):
            assert not get_broadcaster().has_room_for(page_of(trips[0]))
            assert get_broadcaster().has_room_for(page_of(zoe))

    listening(scene)


def test_an_address_has_so_many_streams_whoever_sits_there(samir):
    guests = [SeatFactory(trip=samir.trip, guest=True) for _ in range(most_open("address"))]

    async def scene():
        async with opened(*guests, address="192.0.2.7"):
            assert not get_broadcaster().has_room_for(page_of(samir, address="192.0.2.7"))
            assert get_broadcaster().has_room_for(page_of(samir, address="192.0.2.8"))

    listening(scene)


def test_slots_of_open_streams_are_renewed_at_each_breath(samir, monkeypatch):
    """Else those of a page that stays open run out, and so many more may come."""
    monkeypatch.setattr(broadcaster, "HEARTBEAT_INTERVAL", 0.05)

    async def scene():
        page = page_of(samir)
        assert await get_broadcaster().admit(page)
        with get_broadcaster().joined(page):
            cache.delete_many(page.slots)  # as if their lease had run out
            while len(cache.get_many(page.slots)) < len(page.slots):
                await asyncio.sleep(0.01)
            held = page.slots
        while cache.get_many(held):  # released in a thread
            await asyncio.sleep(0.01)

    listening(scene)


def test_many_pages_cost_two_queries_a_look(trip, zoe, count_queries):
    seats = [SeatFactory(trip=trip) for _ in range(10)]
    step = StepFactory(trip=trip, by=zoe)
    change_step(step=step, words={"title": "Mill"}, edit=an_edit(zoe, step))
    others = [StepFactory().trip_id for _ in range(3)]

    assert count_queries(lambda: broadcaster.read({trip.pk: 0})) == 3
    assert count_queries(lambda: broadcaster.read({trip.pk: 0} | dict.fromkeys(others, 0))) == 3
    assert count_queries(lambda: broadcaster.read({trip.pk: step.trip.last_number + 2})) == 1
    assert len(seats) == 10


def test_a_database_that_fails_for_a_moment_loses_nothing(trip, zoe, samir, monkeypatch):
    monkeypatch.setattr(broadcaster, "RETRY_DELAY", 0.01)
    broken = [DatabaseError("away")]
    real = broadcaster.read

    def read(numbers):
        if broken:
            raise broken.pop()
        return real(numbers)

    monkeypatch.setattr(broadcaster, "read", read)
    add_step(trip=trip, words=CASTLE, edit=an_edit(zoe))

    async def scene():
        async with opened(samir) as [page]:
            assert (await page.next("change"))[0] == 1
        assert broken == []

    listening(scene)


def test_a_fault_ends_the_streams_so_that_pages_come_again(samir, monkeypatch):
    def read(numbers):
        raise ZeroDivisionError

    monkeypatch.setattr(broadcaster, "read", read)

    async def scene():
        async with opened(samir) as [page]:
            assert await page.rest() == []

    listening(scene)
