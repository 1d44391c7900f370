"""What is an upload, and how much of it comes how slowly."""

import asyncio
from collections import Counter

import pytest
from django.conf import settings
from django.core.handlers.asgi import ASGIRequest

from config import transfer_limits
from config.concurrency import ConcurrencyLimitMiddleware
from config.request_bodies import (
    HEAVIEST_PLAIN,
    LIGHTEST_COUNTED,
    MOST_FROM_ADDRESS,
    WHOLE_BODY_WITHIN,
    BodyKind,
    BodyReader,
    BodyTooLargeError,
    BodyTooSlowError,
    Reception,
    UploadPool,
    UploadsBusyError,
    body_kind,
    pool_of_members,
    pool_of_plain_bodies,
    pool_of_visitors,
    seconds_allowed,
)
from config.upload_senders import (
    MOST_MISSES,
    AccountLookup,
    account_in,
    head_of,
    sender_address,
)
from tests.config.test_concurrency import UPLOAD
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.usefixtures("no_connections")


def scope_of(*types, **more):
    headers = [(b"content-type", kind) for kind in types]
    return UPLOAD | {"headers": headers} | more


@pytest.mark.parametrize(
    "written",
    [
        b"multipart/form-data; boundary=x",
        b"Multipart/Form-Data;boundary=x",
        b" \tMULTIPART/form-data ; boundary=x",
        b"\xa0multipart/form-data\x85; boundary=x",
        b"multipart/form-data",
        b"multipart/mixed; boundary=x",
    ],
)
def test_body_kind_knows_uploads(written):
    assert body_kind(scope_of(written)) is BodyKind.WITH_FILES


@pytest.mark.parametrize(
    "written", [b"text/plain, multipart/form-data", b"application/x-www-form-urlencoded", b""]
)
def test_body_kind_is_plain(written):
    scope = scope_of(written)

    assert body_kind(scope) is BodyKind.PLAIN
    assert ASGIRequest(scope, None).content_type != "multipart/form-data"


@pytest.mark.parametrize(
    "types",
    [
        (b"multipart/form-data; boundary=x", b"text/plain"),
        (b"text/plain", b"multipart/form-data; boundary=x"),
        (b"multipart/form-data; boundary=x",) * 2,
    ],
)
def test_two_content_types_are_refused_before_anything_is_read(types):
    sent = []

    async def never(*_args):
        raise AssertionError("nothing is read")

    async def send(message):
        sent.append(message)

    doors = ConcurrencyLimitMiddleware(never, slots=1)
    asyncio.run(doors(scope_of(*types), never, send))

    assert sent[0]["status"] == 400


def test_seconds_allowed_grow_with_what_came_and_end():
    assert seconds_allowed(0) == 20
    assert seconds_allowed(80 << 10) == 30
    assert seconds_allowed(1 << 30) == WHOLE_BODY_WITHIN


def read_all(*parts, reception=None):
    """What comes of a body of these parts; the last one is its end."""
    coming = iter(parts)

    async def receive():
        part = next(coming, None)
        if part is None:
            await asyncio.Event().wait()
        return {"type": "http.request", "body": part, "more_body": part != b"end"}

    async def scene():
        reader = BodyReader(receive, reception)
        while (await reader())["more_body"]:
            pass

    asyncio.run(scene())


def test_a_form_without_files_is_bounded_in_bytes_and_seconds(monkeypatch):
    read_all(b"x" * (HEAVIEST_PLAIN - 3), b"end")
    with pytest.raises(BodyTooLargeError):
        read_all(b"x" * HEAVIEST_PLAIN, b"end")
    monkeypatch.setattr(transfer_limits, "PATIENCE", 0.01)
    with pytest.raises(BodyTooSlowError):
        read_all(b"x")


def receptions(pool, *addresses):
    """Begun, from these addresses."""
    senders = Counter()
    made = [Reception(pool, senders, address, most_waiting=1) for address in addresses]
    for one in made:
        one.begin()
    return made, senders


def test_an_address_sends_so_many_at_a_time():
    pool = pool_of_visitors()
    made, senders = receptions(pool, *["192.0.2.1"] * MOST_FROM_ADDRESS, "192.0.2.2")
    ninth = Reception(pool, senders, "192.0.2.1", most_waiting=1)

    with pytest.raises(UploadsBusyError):
        ninth.begin()
    made[0].complete()  # whole: it waits for its turn, and its address for its answer
    with pytest.raises(UploadsBusyError):
        ninth.begin()
    made[0].end()
    ninth.begin()
    for one in [*made, ninth]:
        one.end()

    assert (pool.receiving, pool.waiting, pool.held, senders) == (0, 0, 0, Counter())


@pytest.mark.parametrize("make", [pool_of_visitors, pool_of_members, pool_of_plain_bodies])
def test_a_sender_holds_at_most_a_quarter_of_a_pool(make):
    pool = make()
    (mine, second, theirs), _senders = receptions(pool, "192.0.2.1", "192.0.2.1", "192.0.2.2")

    assert pool.heaviest <= pool.most_from_sender <= pool.most_bytes / 4
    mine.add(pool.most_from_sender)
    with pytest.raises(UploadsBusyError):
        second.add(1)
    theirs.add(pool.most_from_sender)
    for one in (mine, second, theirs):
        one.end()
    assert (pool.held, pool.held_by) == (0, Counter())


def test_an_upload_leaves_the_queue_as_soon_as_its_answer_begins():
    """Its bytes are held until the answer was read: so long its file is there."""
    pool = pool_of_visitors()
    (one,), _senders = receptions(pool, "192.0.2.1")
    one.add(10)
    one.complete()

    one.answer()

    assert (pool.waiting, pool.held) == (0, 10)


async def post(doors, scope, *parts):
    """The status that answers a body of these parts."""
    coming, sent = iter(parts), []

    async def receive():
        part = next(coming, None)
        return {"type": "http.request", "body": part or b"", "more_body": part is not None}

    async def send(message):
        sent.append(message)

    await doors(scope, receive, send)
    return sent[0]["status"]


async def accepts(_scope, receive, send):
    """Answers once all is here, unless it is refused before."""
    while (await receive())["more_body"]:
        pass
    await send({"type": "http.response.start", "status": 200, "headers": []})


def from_address(address, kind):
    return scope_of(kind) | {"client": (address, 1)}


@pytest.mark.parametrize(
    ("kind", "megabytes"),
    [(b"multipart/form-data; boundary=x", 12), (b"application/x-www-form-urlencoded", 7)],
    ids=["files", "plain"],
)
def test_a_large_sender_leaves_room(kind, megabytes):
    """Eight of one address, all but their end; then one of another address."""

    async def scene():
        doors, stop = ConcurrencyLimitMiddleware(accepts, slots=2), asyncio.Event()
        sent = []

        def begin():
            coming = iter([b"x" * (megabytes << 20)])

            async def receive():
                part = next(coming, None)
                if part is None:
                    await stop.wait()
                return {"type": "http.request", "body": part or b"", "more_body": part is not None}

            async def send(message):
                sent.append(message.get("status"))

            return asyncio.create_task(doors(from_address("192.0.2.1", kind), receive, send))

        greedy = [begin() for _ in range(8)]
        await asyncio.sleep(0.3)
        neighbour = await post(doors, from_address("192.0.2.2", kind), b"x" * (1 << 20))
        stop.set()
        await asyncio.gather(*greedy)
        again = await post(doors, from_address("192.0.2.1", kind), b"x" * (1 << 20))
        pools = (doors.visitors, doors.plain)
        left = sum(pool.held + pool.receiving + pool.waiting for pool in pools)
        return neighbour, again, sent.count(503), left, doors.senders

    neighbour, again, refused, left, senders = asyncio.run(scene())

    assert (neighbour, again) == (200, 200)
    assert refused >= 6
    assert (left, senders) == (0, Counter())


def test_a_form_without_files_is_counted_above_256_kib_alone():
    async def scene():
        doors = ConcurrencyLimitMiddleware(accepts, slots=2)
        doors.plain.most_receiving = 0
        scope = from_address("192.0.2.1", b"application/x-www-form-urlencoded")
        light = await post(doors, scope, b"x" * LIGHTEST_COUNTED)
        return light, await post(doors, scope, b"x" * LIGHTEST_COUNTED, b"x")

    assert asyncio.run(scene()) == (200, 503)


def test_a_pool_receives_so_many_and_holds_so_many_bytes():
    pool = UploadPool(most_receiving=2, most_bytes=100, heaviest=90)
    (one, other), _senders = receptions(pool, "192.0.2.1", "192.0.2.2")

    with pytest.raises(UploadsBusyError):
        receptions(pool, "192.0.2.3")
    one.add(60)
    with pytest.raises(UploadsBusyError):
        other.add(60)
    other.end()
    assert (pool.receiving, pool.held) == (1, 60)
    one.end()
    with pytest.raises(BodyTooLargeError):
        read_all(b"x" * 91, reception=receptions(pool, "192.0.2.1")[0][0])


def test_visitors_who_fill_their_pool_keep_no_member_from_sending(monkeypatch):
    monkeypatch.setattr("config.upload_senders.account_in", lambda key: key == "ada" and "1")
    member = scope_of(b"multipart/form-data; boundary=x")
    member["headers"].append((b"cookie", f"{settings.SESSION_COOKIE_NAME}=ada".encode()))
    answered = []

    async def whole(scope, receive, send):
        while (await receive())["more_body"]:
            pass
        answered.append(scope)

    async def end():
        return {"type": "http.request", "body": b"photograph", "more_body": False}

    async def never():
        await asyncio.Event().wait()

    async def send(_message):
        pass

    async def scene():
        doors = ConcurrencyLimitMiddleware(whole, slots=1)
        visitors = [
            asyncio.create_task(doors(UPLOAD | {"client": (f"192.0.2.{number}", 1)}, never, send))
            for number in range(doors.visitors.most_receiving)
        ]
        await asyncio.sleep(0.3)
        full = doors.visitors.receiving
        await doors(UPLOAD, end, send)
        await doors(member, end, send)
        for one in visitors:
            one.cancel()
        await asyncio.gather(*visitors, return_exceptions=True)
        return full, doors

    full, doors = asyncio.run(scene())

    assert full == doors.visitors.most_receiving
    assert answered == [member]
    assert (doors.visitors.receiving, doors.senders) == (0, Counter())


@pytest.mark.django_db
def test_account_in_believes_a_session_and_no_cookie(client):
    ada = UserFactory()
    client.force_login(ada)

    assert account_in(client.session.session_key) == str(ada.pk)
    assert account_in("a" * 32) is None


def test_account_of_asks_no_database_about_who_has_no_cookie():
    head = head_of(UPLOAD | {"client": ("2001:db8::1", 1)})

    assert asyncio.run(AccountLookup().account_of(head)) is None
    assert sender_address(head) == "2001:db8::/64"


def with_cookie(value, address):
    cookie = (b"cookie", f"{settings.SESSION_COOKIE_NAME}={value}".encode())
    return head_of(UPLOAD | {"client": (address, 1), "headers": [cookie]})


@pytest.fixture
def asked(monkeypatch):
    """The cookies about which the database was asked; one of them is an account's."""
    keys = []

    def look(key):
        keys.append(key)
        return "7" if key == "ada" else None

    monkeypatch.setattr("config.upload_senders.account_in", look)
    return keys


def test_account_lookup_asks_about_so_many_invented_cookies_of_a_network(asked):
    async def scene():
        lookup = AccountLookup()
        for number in range(MOST_MISSES + 10):
            await lookup.account_of(with_cookie(f"{number}", f"2001:db8::{number:x}"))
        same = await lookup.account_of(with_cookie("ada", "2001:db8::ffff"))
        neighbour = await lookup.account_of(with_cookie("ada", "192.0.2.1"))
        return same, neighbour

    found = asyncio.run(scene())

    assert found == (None, "7")
    assert len(asked) == MOST_MISSES + 1


def test_account_lookup_asks_on_about_who_is_logged_in(asked):
    async def scene():
        lookup = AccountLookup()
        head = with_cookie("ada", "192.0.2.1")
        return [await lookup.account_of(head) for _ in range(MOST_MISSES + 1)]

    assert asyncio.run(scene()) == ["7"] * (MOST_MISSES + 1)


def test_account_lookup_asks_again_after_a_while(asked, monkeypatch):
    monkeypatch.setattr("config.upload_senders.MISSES_WITHIN", -1)

    async def scene():
        lookup = AccountLookup()
        for number in range(MOST_MISSES + 1):
            await lookup.account_of(with_cookie(f"{number}", "192.0.2.1"))

    asyncio.run(scene())

    assert len(asked) == MOST_MISSES + 1


def test_an_upload_beside_full_pools_is_refused_before_its_sender_is_asked(asked):
    member = scope_of(b"multipart/form-data; boundary=x")
    member["headers"].append((b"cookie", f"{settings.SESSION_COOKIE_NAME}=ada".encode()))

    async def scene():
        doors = ConcurrencyLimitMiddleware(accepts, slots=1)
        doors.members.most_receiving = doors.visitors.most_receiving = 0
        return await post(doors, member, b"x")

    assert (asyncio.run(scene()), asked) == (503, [])


def test_a_member_is_counted_by_account_wherever_they_send_from(monkeypatch):
    monkeypatch.setattr("config.upload_senders.account_in", lambda _key: "7")
    counted = []

    async def look(_scope, receive, send):
        await receive()
        counted.append((dict(doors.senders), dict(doors.members.held_by)))
        await send({"type": "http.response.start", "status": 200, "headers": []})

    doors = ConcurrencyLimitMiddleware(look, slots=1)
    member = scope_of(b"multipart/form-data; boundary=x")
    member["headers"].append((b"cookie", f"{settings.SESSION_COOKIE_NAME}=ada".encode()))

    asyncio.run(post(doors, member))

    assert counted == [({"account 7": 1}, {"account 7": 0})]
