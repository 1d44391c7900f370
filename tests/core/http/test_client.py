"""The one way out: what is never connected to, and what a stranger's server can do to us."""

import gzip
import time
from email.utils import parseaddr

import httpcore
import pytest

from core.http import client
from core.http.client import Limits, exchange, fetch
from core.http.errors import (
    AnswerTooLargeError,
    BrokenAnswerError,
    TooManyRedirectsError,
    TooSlowError,
    UnexpectedStatusError,
    UnreachableError,
    UnsafeAddressError,
    WrongContentTypeError,
)
from tests.core.http.foreign_server import CALENDAR, bomb, running

QUICK = Limits(seconds=3)
PUBLIC = "93.184.216.34"


@pytest.fixture
def foreign(settings):
    settings.HTTP_CLIENT_ALLOWED_HOSTS = ["127.0.0.1"]
    with running() as server:
        yield server


@pytest.fixture
def connected(monkeypatch):
    """Addresses to which a connection was made; nobody answers there."""
    made = []

    def connect(_backend, host, port, *_args):
        made.append((host, port))
        raise httpcore.ConnectError

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
    return made


def resolving(monkeypatch, *answers):
    """Each look-up gets the next of these lists; the last one stays."""
    left = list(answers)
    monkeypatch.setattr(client, "look_up", lambda *_args: left.pop(0) if len(left) > 1 else left[0])


@pytest.mark.parametrize(
    "url",
    [
        pytest.param(url, id=str(number))
        for number, url in enumerate(
            (
                # schemes
                *("http://example.org/", "ftp://example.org/", "file:///etc/passwd"),
                *("gopher://example.org/", "data:text/calendar,x", "javascript:alert(1)"),
                *("//example.org/a", "example.org", "", "https:", "https://", "https:///a"),
                *("dict://example.org:11211/", "ldap://example.org/", "jar:https://example.org!/"),
                # names and passwords, ports
                *("https://user@example.org/", "https://user:word@example.org/"),
                *("https://example.org@127.0.0.1/", "https://:@example.org/"),
                *(
                    "https://example.org:22/",
                    "https://example.org:80/",
                    "https://example.org:6379/",
                ),
                *("https://example.org:0/", "https://example.org:99999/", "https://example.org:x/"),
                # names that are none of the Internet
                *("https://localhost/", "https://localhost./", "https://redis/", "https://db:443/"),
                *("https://.example.org/", "https://example..org/", "https://-a.example.org/"),
                *("https://exa mple.org/", "https://example.org\\@127.0.0.1/"),
                *("https://example.org\r\nHost:%20inside/", "https://example.org\t/"),
                *("https://example.org%00.inside/", f"https://{'a' * 64}.org/"),
                f"https://example.org/{'a' * 2000}",
                # IPv4, in every writing
                *("https://127.0.0.1/", "https://127.0.0.2/", "https://127.1/", "https://0/"),
                *("https://0.0.0.0/", "https://2130706433/", "https://0x7f000001/"),
                *("https://0x7f.0x0.0x0.0x1/", "https://0177.0.0.1/", "https://017700000001/"),
                *("https://127.0.0.0x1/", "https://127.0.0.1./", "https://127.000.000.001/"),
                *("https://①②⑦.⓪.⓪.①/", "https://１２７.0.0.1/", "https://127。0。0。1/"),
                *("https://10.0.0.1/", "https://172.16.0.1/", "https://172.31.255.255/"),
                *("https://192.168.1.1/", "https://169.254.169.254/latest/meta-data/"),
                *("https://100.64.0.1/", "https://100.100.100.200/", "https://168.63.129.16/"),
                *("https://192.0.0.192/", "https://192.0.2.1/", "https://198.18.0.1/"),
                *("https://198.51.100.7/", "https://203.0.113.7/", "https://192.88.99.1/"),
                *("https://224.0.0.1/", "https://239.255.255.250/", "https://240.0.0.1/"),
                *("https://255.255.255.255/", "https://2852039166/", "https://0xa9fea9fe/"),
                # IPv6
                *("https://[::]/", "https://[::1]/", "https://[0:0:0:0:0:0:0:1]/"),
                *("https://[::ffff:127.0.0.1]/", "https://[::ffff:7f00:1]/"),
                *("https://[::ffff:93.184.216.34]/", "https://[::127.0.0.1]/"),
                *("https://[::93.184.216.34]/", "https://[64:ff9b::7f00:1]/"),
                *("https://[64:ff9b::5db8:d822]/", "https://[64:ff9b:1::a00:1]/"),
                *("https://[2002:7f00:1::]/", "https://[2001:0:53aa:64c:0:0:80ff:fffe]/"),
                *("https://[fe80::1]/", "https://[fe80::1%25eth0]/", "https://[fec0::1]/"),
                *("https://[fc00::1]/", "https://[fd00:ec2::254]/", "https://[ff02::1]/"),
                *("https://[2001:db8::1]/", "https://[3fff::1]/", "https://[100::1]/"),
                *("https://[5f00::1]/", "https://[::1", "https://[v1.x]/"),
            )
        )
    ],
)
def test_a_hostile_address_is_refused_unasked(connected, monkeypatch, url):
    resolving(monkeypatch, [PUBLIC])

    with pytest.raises(UnsafeAddressError):
        fetch(url, limits=QUICK)

    assert connected == []


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.20.0.1", "192.168.0.10", "169.254.169.254", "100.64.3.4"),
        *("0.0.0.0", "224.0.0.251", "255.255.255.255", "::", "::1", "fe80::1"),  # noqa: S104
        "::ffff:10.0.0.1",
        *("fe80::1%eth0", "fd00:ec2::254", "64:ff9b::a00:1", "64:ff9b:1::1", "2002:a00:1::"),
        *("2001::1", "ff02::1", "::10.0.0.1", "168.63.129.16"),
    ],
)
def test_a_name_that_resolves_inside(connected, monkeypatch, address):
    resolving(monkeypatch, [PUBLIC, address])

    with pytest.raises(UnsafeAddressError):
        fetch("https://calendar.example.org/a.ics", limits=QUICK)

    assert connected == []


@pytest.mark.parametrize("address", [PUBLIC, "2606:2800:220:1:248:1893:25c8:1946", "8.8.8.8"])
@pytest.mark.parametrize("scheme", ["https", "webcal"])
def test_a_public_address(connected, monkeypatch, scheme, address):
    resolving(monkeypatch, [address], ["127.0.0.1"])  # whoever asked twice would get the second

    with pytest.raises(UnreachableError):
        fetch(f"{scheme}://calendar.example.org/a.ics", limits=QUICK)

    assert connected == [(address, 443)]


def test_http_is_read_at_its_port_where_the_caller_says_so(connected, monkeypatch):
    resolving(monkeypatch, [PUBLIC])

    with pytest.raises(UnreachableError):
        fetch("http://example.org/", limits=Limits(allow_http=True))

    assert connected == [(PUBLIC, 80)]


def test_every_address_of_a_name_is_tried_up_to_four(connected, monkeypatch):
    public = [f"93.184.216.{number}" for number in range(1, 7)]
    resolving(monkeypatch, public)

    with pytest.raises(UnreachableError):
        fetch("https://example.org/", limits=QUICK)

    assert connected == [(address, 443) for address in public[:4]]


def test_a_name_that_nobody_resolves_in_time_is_left(monkeypatch):
    monkeypatch.setattr("socket.getaddrinfo", lambda *_args, **_options: time.sleep(0.3) or [])

    with pytest.raises(TooSlowError):
        fetch("https://example.org/", limits=Limits(seconds=0.1))


def test_a_name_that_there_is_not_is_unreachable(monkeypatch):
    def nobody(*_args, **_options):
        raise OSError

    monkeypatch.setattr("socket.getaddrinfo", nobody)

    with pytest.raises(UnreachableError):
        fetch("https://example.org/", limits=QUICK)


def test_what_is_asked_names_us_and_nobody_else(foreign, settings, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9/")
    url = foreign.answer("/a.ics", ETag='"1"', Set_Cookie="seen=1")

    sent = {"Cookie": "x=1", "User-Agent": "other", "If-None-Match": '"0"'}
    answer = fetch(url, headers=sent, limits=QUICK)
    fetch(url, limits=QUICK)

    [(_path, first), (_again, second)] = foreign.asked
    contact = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    assert (answer.content, answer.headers["etag"]) == (CALENDAR, '"1"')
    assert first["User-Agent"] == f"Hirondelle (+{settings.BASE_URL}; {contact})"
    assert first["If-None-Match"] == '"0"'
    assert "set-cookie" not in answer.headers
    assert {"Cookie"} & (set(first) | set(second)) == set()


def test_a_packed_answer_is_unpacked(foreign):
    packed = gzip.compress(CALENDAR)
    url = foreign.answer("/a.ics", packed, Content_Encoding="gzip")

    assert fetch(url, limits=QUICK).content == CALENDAR


def test_an_unchanged_answer_has_no_content(foreign):
    url = foreign.answer("/a.ics", b"", 304)

    assert fetch(url, limits=QUICK).status == 304


@pytest.mark.parametrize(
    "where", ["https://127.0.0.2/x", "https://localhost/", "file:///etc/passwd"]
)
def test_redirect_inside(foreign, where):
    url = foreign.answer("/a.ics", b"", 302, Location=where)

    with pytest.raises(UnsafeAddressError):
        fetch(url, limits=QUICK)

    assert len(foreign.asked) == 1


def test_a_redirect_to_a_name_inside_is_refused(foreign, monkeypatch):
    url = foreign.answer("/a.ics", b"", 301, Location="https://inside.example.org/")
    resolving(monkeypatch, ["127.0.0.1"], ["10.0.0.1"])

    with pytest.raises(UnsafeAddressError):
        fetch(url, limits=QUICK)


def test_three_redirects_are_followed_and_no_fourth(foreign):
    for number in range(5):
        foreign.answer(f"/{number}", b"", 302, Location=f"/{number + 1}")
    foreign.answer("/5")

    answer = fetch(f"{foreign.url}/2", limits=QUICK)
    with pytest.raises(TooManyRedirectsError):
        fetch(f"{foreign.url}/1", limits=QUICK)

    assert (answer.content, answer.url) == (CALENDAR, f"{foreign.url}/5")


def test_a_redirect_from_https_to_http_is_refused(settings):
    settings.HTTP_CLIENT_ALLOWED_HOSTS = ["127.0.0.1"]
    told = client.Answer(302, b"", "", {"location": "http://127.0.0.1/"})
    secure = client.public_url("https://127.0.0.1/")

    with pytest.raises(UnsafeAddressError):
        client._redirect_target(secure, told, Limits(allow_http=True))


def test_a_redirect_that_says_nowhere_is_refused(foreign):
    with pytest.raises(TooManyRedirectsError):
        fetch(foreign.answer("/a", b"", 302), limits=QUICK)


@pytest.mark.parametrize("status", [204, 400, 404, 410, 429, 500, 503])
def test_another_status_is_refused(foreign, status):
    with pytest.raises(UnexpectedStatusError) as refused:
        fetch(foreign.answer("/a", b"", status), limits=QUICK)

    assert refused.value.facts == {"status": status}


@pytest.mark.parametrize(
    ("kind", "accepted"),
    [
        ("text/calendar", True),
        ("Text/Calendar; charset=utf-8", True),
        ("text/html", False),
        ("", False),
        ("text/calendarx", False),
    ],
)
def test_the_kind_of_content_is_checked(foreign, kind, accepted):
    url = foreign.answer("/a", Content_Type=kind)
    limits = Limits(seconds=3, content_types=frozenset({"text/calendar"}))

    if accepted:
        assert fetch(url, limits=limits).content == CALENDAR
    else:
        with pytest.raises(WrongContentTypeError):
            fetch(url, limits=limits)


@pytest.mark.parametrize(
    ("body", "headers", "refusal"),
    [
        pytest.param(b"x" * 3000, {}, AnswerTooLargeError, id="large"),
        pytest.param(b"x" * 3000, {"Content_Length": None}, AnswerTooLargeError, id="undeclared"),
        pytest.param(b"x", {"Content_Length": 5000}, AnswerTooLargeError, id="declared"),
        pytest.param(b"x", {"Content_Length": 20}, BrokenAnswerError, id="short"),
        pytest.param(b"x", {"Content_Length": "many"}, BrokenAnswerError, id="no-number"),
        pytest.param(b"x", {"Content_Encoding": "gzip"}, BrokenAnswerError, id="no-gzip"),
        pytest.param(b"x", {"Content_Encoding": "br"}, BrokenAnswerError, id="brotli"),
        pytest.param(
            bomb(10 << 20)[:2000], {"Content_Encoding": "gzip"}, AnswerTooLargeError, id="bomb"
        ),
        pytest.param(
            gzip.compress(CALENDAR)[:-4], {"Content_Encoding": "gzip"}, BrokenAnswerError, id="cut"
        ),
    ],
)
def test_an_answer_that_lies_is_refused(foreign, body, headers, refusal):
    url = foreign.answer("/a", body, **headers)

    with pytest.raises(refusal):
        fetch(url, limits=Limits(seconds=3, size=2000))


def test_a_small_file_may_not_become_a_large_one(foreign):
    url = foreign.answer("/a", bomb(1 << 20), Content_Encoding="gzip")

    with pytest.raises(AnswerTooLargeError):
        fetch(url, limits=QUICK)


def test_an_answer_that_trickles_is_cut_as_a_whole(foreign):
    url = foreign.answer("/a", b"x" * 500)
    foreign.pause = 0.05

    began = time.monotonic()
    with pytest.raises(TooSlowError):
        fetch(url, limits=Limits(seconds=0.3))

    assert time.monotonic() - began < 1


def test_redirects_share_the_time_of_the_whole(foreign, monkeypatch):
    url = foreign.answer("/a", b"", 302, Location="/a")
    slow = client.look_up
    monkeypatch.setattr(client, "look_up", lambda *args: time.sleep(0.15) or slow(*args))

    with pytest.raises(TooSlowError):
        fetch(url, limits=Limits(seconds=0.35, redirects=50))


def test_what_is_no_http_is_refused(foreign, monkeypatch):
    monkeypatch.setattr(
        httpcore.SyncBackend, "connect_tcp", lambda *_args: httpcore.MockStream([b"SSH-2.0\r\n"])
    )

    with pytest.raises(BrokenAnswerError):
        fetch(f"{foreign.url}/a", limits=QUICK)


def test_another_certificate_is_refused_and_the_name_is_sent(foreign, monkeypatch):
    asked = []

    class Stream(httpcore.MockStream):
        def start_tls(self, ssl_context, server_hostname=None, timeout=None):
            asked.append((ssl_context.check_hostname, ssl_context.verify_mode, server_hostname))
            raise httpcore.ConnectError

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", lambda *_args: Stream([]))
    resolving(monkeypatch, [PUBLIC])

    with pytest.raises(UnreachableError):
        fetch("https://calendar.example.org/", limits=QUICK)

    assert asked == [(True, 2, "calendar.example.org")]


def test_one_exchange_follows_nothing_and_tells_any_status(foreign):
    url = foreign.answer("/a", b"gone", 410)
    away = foreign.answer("/b", b"", 302, Location="/a")

    gone = exchange("POST", url, content=b"x", limits=QUICK)
    moved = exchange("GET", away, limits=QUICK)

    assert (gone.status, gone.content, moved.status) == (410, b"gone", 302)
    assert len(foreign.asked) == 2


def test_no_socket_of_a_file_is_opened():
    backend = client.CheckedBackend(client.Deadline(time.monotonic() + 1))

    with pytest.raises(UnsafeAddressError):
        backend.connect_unix_socket("/run/postgresql/.s.PGSQL.5432")


def test_nobody_is_exempt_unless_a_test_says_so(settings):
    assert settings.HTTP_CLIENT_ALLOWED_HOSTS == []
