"""The addresses of what happens: who gets in, what is refused, what a page that asks is told."""

import asyncio
from http import HTTPStatus

import pytest
from django.test import AsyncClient
from django.urls import reverse
from django.utils import translation

from tests.factories.travel_stories import SeatFactory, StepFactory, TripFactory, an_edit
from tests.quotas import limit
from tests.travel_stories.trips.streams import do, listening, page_of, parsed
from travel_stories.trips.actions.members import remove_member
from travel_stories.trips.actions.steps import add_step
from travel_stories.trips.choices import StepKind
from travel_stories.trips.selectors import live as queries
from travel_stories.trips.views import live
from travel_stories.trips.views.broadcaster import Broadcaster, get_broadcaster

CASTLE = {"kind": StepKind.WISH, "title": "Castle", "day": 1}


def url_of(name, trip):
    with translation.override("en"):
        return reverse(f"travel_stories:{name}", args=[trip.address])


@pytest.fixture
def zoe():
    return SeatFactory(organiser=True, name="Zoé")


def commits(test):
    """Other threads read what it writes, so it runs where tables are emptied afterwards."""
    return pytest.mark.race(pytest.mark.django_db(transaction=True)(test))


async def first_answer(client, trip, **options):
    return await client.get(
        url_of("trip-live", trip), {"since": "0"} | options.pop("data", {}), **options
    )


@commits
def test_the_stream_is_uncompressed_unbuffered_and_numbered(zoe):
    async def scene():
        client = AsyncClient(headers={"accept-encoding": "gzip"})
        await client.aforce_login(zoe.person)
        answer = await first_answer(client, zoe.trip)
        source = aiter(answer)
        said = [(await anext(source)).decode()]
        await do(lambda: add_step(trip=zoe.trip, words=CASTLE, edit=an_edit(zoe)))
        while "event: change" not in said[-1]:
            said.append((await anext(source)).decode())
        await source.aclose()

        headers = ("Content-Type", "X-Accel-Buffering", "Cache-Control", "Content-Encoding")
        assert [answer[name] for name in headers] == [
            "text/event-stream", "no", "no-store", "identity",
        ]  # fmt: skip
        assert said[0] == "retry: 2000\n\n"
        assert parsed(said[-1])[1] == 1

    listening(scene)


@commits
def test_a_guest_hears_by_the_pass_and_a_stranger_hears_nothing(zoe, client):
    guest = SeatFactory(trip=zoe.trip, guest=True)
    client.get(reverse("travel_stories:guest-pass", args=[guest.token]))

    async def scene():
        stranger, elsewhere, by_pass = AsyncClient(), AsyncClient(), AsyncClient()
        elsewhere_seat = await do(SeatFactory)
        await elsewhere.aforce_login(elsewhere_seat.person)
        by_pass.cookies = client.cookies
        clients = (stranger, elsewhere, by_pass)
        answers = [await first_answer(one, zoe.trip) for one in clients]
        assert [answer.status_code for answer in answers] == [404, 404, 200]

    listening(scene)


@commits
def test_a_removed_member_does_not_come_back(zoe):
    samir = SeatFactory(trip=zoe.trip)
    remove_member(member=samir, by=zoe)

    async def scene():
        client = AsyncClient()
        await client.aforce_login(samir.person)
        assert (await first_answer(client, zoe.trip)).status_code == HTTPStatus.NOT_FOUND

    listening(scene)


@commits
@pytest.mark.parametrize("since", ["", "-1", "x", "1.5", "٣"])
def test_a_page_that_does_not_say_what_it_knows_is_refused(zoe, client, since):
    async def scene():
        asking = AsyncClient()
        await asking.aforce_login(zoe.person)
        answer = await first_answer(asking, zoe.trip, data={"since": since})
        assert answer.status_code == HTTPStatus.BAD_REQUEST

    listening(scene)
    client.force_login(zoe.person)
    assert client.get(url_of("trip-changes", zoe.trip), {"since": since}).status_code == 400


@commits
def test_too_many_streams_are_told_to_ask_instead(zoe, settings):
    limit(settings, streams_of_seat=1)

    async def scene():
        client = AsyncClient()
        await client.aforce_login(zoe.person)
        source = aiter(await first_answer(client, zoe.trip))
        await anext(source)
        refused = await first_answer(client, zoe.trip)
        await source.aclose()
        again = await first_answer(client, zoe.trip)
        while again.status_code != HTTPStatus.OK:  # a closed stream ends a turn of the loop later
            await asyncio.sleep(0.01)
            again = await first_answer(client, zoe.trip)
        answers = [(one.status_code, one.get("Retry-After")) for one in (refused, again)]
        assert answers == [(429, "60"), (200, None)]

    listening(scene)


@commits
def test_streams_that_come_at_once_are_counted_one_after_the_other(zoe, settings):
    limit(settings, streams_of_person=2)

    async def scene():
        client = AsyncClient()
        await client.aforce_login(zoe.person)
        answers = [await first_answer(client, zoe.trip) for _ in range(4)]
        sources = [aiter(answer) for answer in answers]
        said = [(await anext(source)).decode() for source in sources]
        ended = [await anext(source, None) for source in sources[2:]]
        for source in sources:
            await source.aclose()
        assert [answer.status_code for answer in answers] == [200] * 4  # none had spoken yet
        assert said == ["retry: 2000\n\n"] * 2 + ["retry: 60000\n\n"] * 2
        assert ended == [None, None]

    listening(scene)


@commits
def test_an_address_with_too_many_streams_is_told_why(zoe, settings):
    limit(settings, streams_of_address=1)
    samir = SeatFactory(trip=zoe.trip)

    async def scene():
        first, second = AsyncClient(), AsyncClient()
        await first.aforce_login(zoe.person)
        await second.aforce_login(samir.person)
        source = aiter(await first_answer(first, zoe.trip))
        await anext(source)
        refused = await first_answer(second, zoe.trip)
        await source.aclose()
        assert (refused.status_code, refused["Retry-After"]) == (429, "60")
        assert refused.content.decode().startswith("Too many trip pages are open, so")

    listening(scene)


@commits
def test_all_addresses_of_a_network_of_ipv6_share_their_streams(zoe, settings):
    settings.TRUSTED_PROXY_COUNT = 1
    limit(settings, streams_of_address=1)
    samir = SeatFactory(trip=zoe.trip)

    async def scene():
        first, second = AsyncClient(), AsyncClient()
        await first.aforce_login(zoe.person)
        await second.aforce_login(samir.person)
        here, beside, elsewhere = (
            {"headers": {"x-forwarded-for": f"2001:db8:0:{host}"}}
            for host in ("1::1", "1::2", "2::1")
        )
        source = aiter(await first_answer(first, zoe.trip, **here))
        await anext(source)
        refused = await first_answer(second, zoe.trip, **beside)
        admitted = await first_answer(second, zoe.trip, **elsewhere)
        await source.aclose()
        assert (refused.status_code, admitted.status_code) == (429, 200)

    listening(scene)


@commits
def test_streams_of_another_process_count(zoe, settings):
    limit(settings, streams_of_person=1)

    async def scene():
        elsewhere = Broadcaster()  # each process has its own
        held = page_of(zoe)
        assert await elsewhere.admit(held)
        client = AsyncClient()
        await client.aforce_login(zoe.person)
        refused = await first_answer(client, zoe.trip)
        assert not await get_broadcaster().admit(page_of(zoe))
        with elsewhere.joined(held):
            pass
        again = await first_answer(client, zoe.trip)
        while again.status_code != HTTPStatus.OK:  # released in a thread of that process
            await asyncio.sleep(0.01)
            again = await first_answer(client, zoe.trip)
        assert (refused.status_code, refused["Retry-After"]) == (429, "60")
        assert refused.content.decode().startswith("Too many trip pages are open, so")

    listening(scene)


@commits
def test_the_last_number_of_the_browser_wins_over_that_of_the_address(zoe):
    for _ in range(3):
        add_step(trip=zoe.trip, words=CASTLE, edit=an_edit(zoe))

    async def scene():
        client = AsyncClient()
        await client.aforce_login(zoe.person)
        answer = await first_answer(client, zoe.trip, headers={"last-event-id": "2"})
        source = aiter(answer)
        while "event: change" not in (said := (await anext(source)).decode()):
            pass
        await source.aclose()
        assert parsed(said)[1] == 3

    listening(scene)


@pytest.mark.django_db
def test_a_page_that_asks_is_told_the_same_and_counts_as_here(zoe, client):
    step = StepFactory(trip=zoe.trip, by=zoe)
    client.force_login(zoe.person)

    answer = client.get(url_of("trip-changes", zoe.trip), {"since": "0"}).json()

    change = {"number": 1, "noun": "step", "verb": "added", "part": step.public_id}
    assert answer == {
        "number": 1,
        "state": "planned",
        "changes": [change | {"by": zoe.public_id, "who": "Zoé"}],
        "anew": False,
        "here": {zoe.public_id: "Zoé"},
    }


@pytest.mark.django_db
def test_a_page_that_lacks_too_many_reads_anew(zoe, client, monkeypatch):
    monkeypatch.setattr(queries, "MOST_AT_ONCE", 1)
    for _ in range(3):
        StepFactory(trip=zoe.trip, by=zoe)
    client.force_login(zoe.person)

    answer = client.get(url_of("trip-changes", zoe.trip), {"since": "0"}).json()

    assert (answer["number"], answer["changes"], answer["anew"]) == (3, [], True)


@pytest.mark.django_db
def test_a_stranger_may_not_ask(client):
    trip = TripFactory()
    client.force_login(SeatFactory().person)

    answer = client.get(url_of("trip-changes", trip), {"since": "0"})

    assert answer.status_code == HTTPStatus.NOT_FOUND


def test_numbers_are_never_larger_than_a_browser_counts():
    assert live._number("9" * 40) == live.LARGEST
