"""The one way out: HTTP requests to addresses that somebody else names.

A name is resolved here, each of its addresses is checked, and the connection is made to a checked
address itself: nobody resolves the name a second time (DNS rebinding). What comes back is bounded
in time, size and kind. scripts/check_http_modules.py refuses any other HTTP module.
"""

from __future__ import annotations

import socket
import ssl
import time
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import parseaddr
from functools import cache
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, Final

import certifi
import httpcore
import httpx
from django.conf import settings

from core.http.errors import (
    AnswerTooLargeError,
    BrokenAnswerError,
    InsideAddressError,
    OutboundError,
    TooManyRedirectsError,
    TooSlowError,
    UnexpectedStatusError,
    UnreachableError,
    UnsafeAddressError,
    WrongContentTypeError,
)
from core.http.public_addresses import is_exempt, is_public, public_url

MOST_RATIO: Final = 100  # of an unpacked answer to what was sent
ALWAYS_UNPACKED: Final = 64 << 10  # bytes, whatever the ratio
MOST_ADDRESSES: Final = 4  # of one name that are tried
CONNECT_SECONDS: Final = 5.0  # for each of them
REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
OK: Final = 200
NOT_MODIFIED: Final = 304
# Of the caller's headers: we send our own, or none.
OURS: Final = frozenset(
    (
        *("accept-encoding", "connection", "content-length", "cookie", "host"),
        *("transfer-encoding", "user-agent"),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one fetch may cost, and what may come back."""

    seconds: float = 10.0  # names, connections, redirects and the whole answer
    size: int = 2 << 20  # bytes, as sent and as unpacked
    redirects: int = 3
    content_types: frozenset[str] = frozenset()  # any, where there is none
    allow_http: bool = False  # at port 80; a redirect from https never leads there


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer. Names of headers are in small letters."""

    status: int
    content: bytes
    url: str  # after redirects
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Deadline:
    """The moment at which all of it must have come back."""

    at: float  # of time.monotonic

    def remaining(self, most: float | None = None) -> float:
        """Seconds. Raises TooSlowError where there are none."""
        seconds = self.at - time.monotonic()
        if seconds <= 0:
            raise TooSlowError
        return seconds if most is None else min(seconds, most)


def fetch(url: str, *, headers: Mapping[str, str] | None = None, limits: Limits) -> Answer:
    """GET it, following redirects; each address on the way is checked like the first.

    The status of the answer is 200 or 304. Raises an OutboundError.
    """
    deadline = Deadline(time.monotonic() + limits.seconds)
    parsed = public_url(url, allow_http=limits.allow_http)
    for _attempt in range(limits.redirects + 1):
        answer = _exchange("GET", parsed, dict(headers or {}), None, limits, deadline)
        if answer.status not in REDIRECTS:
            break
        parsed = _redirect_target(parsed, answer, limits)
    else:
        raise TooManyRedirectsError
    if answer.status not in {OK, NOT_MODIFIED}:
        raise UnexpectedStatusError(status=answer.status)
    if answer.status == OK and limits.content_types:
        kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind not in limits.content_types:
            raise WrongContentTypeError
    return answer


def exchange(
    method: str,
    url: str,
    *,
    headers: Mapping[str, str] | None = None,
    content: bytes | str | None = None,
    limits: Limits,
) -> Answer:
    """One request and its answer, whatever its status; no redirect is followed.

    Raises an OutboundError.
    """
    deadline = Deadline(time.monotonic() + limits.seconds)
    parsed = public_url(url, allow_http=limits.allow_http)
    return _exchange(method, parsed, dict(headers or {}), content, limits, deadline)


def look_up(host: str, port: int, seconds: float) -> list[str]:
    """The addresses of a name. Raises UnreachableError, TooSlowError.

    The resolver of the system knows no time limit: it is asked by a thread that nobody waits for.
    """
    found: SimpleQueue[list[str] | None] = SimpleQueue()

    def ask() -> None:
        try:
            rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            found.put(None)
        else:
            found.put(list(dict.fromkeys(str(row[4][0]) for row in rows)))

    Thread(target=ask, daemon=True).start()
    try:
        addresses = found.get(timeout=seconds)
    except Empty:
        raise TooSlowError from None
    if not addresses:
        raise UnreachableError
    return addresses


def checked_addresses(host: str, port: int, seconds: float) -> list[str]:
    """What the name resolves to. Raises InsideAddressError if one of the addresses isn't public."""
    addresses = look_up(host, port, seconds)
    if not is_exempt(host) and not all(map(is_public, addresses)):
        raise InsideAddressError
    return addresses[:MOST_ADDRESSES]


class CheckedBackend(httpcore.NetworkBackend):
    """Connects to checked addresses, and gives all that follows until the deadline."""

    def __init__(self, deadline: Deadline) -> None:
        self._deadline = deadline
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address of the name that answers."""
        for address in checked_addresses(host, port, self._deadline.remaining()):
            seconds = self._deadline.remaining(CONNECT_SECONDS)
            try:
                stream = self._plain.connect_tcp(
                    address, port, seconds, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
            return TimedStream(stream, self._deadline)
        self._deadline.remaining()
        raise UnreachableError

    def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """There is no way to one. Raises UnsafeAddressError."""
        del path, timeout, socket_options
        raise UnsafeAddressError


class TimedStream(httpcore.NetworkStream):
    """Each read and write may take what is left of the whole, however little comes at a time."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Raises TooSlowError."""
        return self._stream.read(max_bytes, self._deadline.remaining(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Raises TooSlowError."""
        self._stream.write(buffer, self._deadline.remaining(timeout))

    def close(self) -> None:
        """Close it."""
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        """Raises TooSlowError."""
        seconds = self._deadline.remaining(timeout)
        stream = self._stream.start_tls(ssl_context, server_hostname, seconds)
        return TimedStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        """What the stream below says."""
        return self._stream.get_extra_info(info)


class GuardedTransport(httpx.BaseTransport):
    """One request over one connection to a checked address; no proxy, whatever the environment."""

    def __init__(self, deadline: Deadline) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=tls_context(),
            max_connections=1,
            max_keepalive_connections=0,
            network_backend=CheckedBackend(deadline),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Raises an OutboundError."""
        assert isinstance(request.stream, httpx.SyncByteStream)  # noqa: S101  for the type checker
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        with refusing():
            answer = self._pool.handle_request(
                httpcore.Request(
                    request.method, url, headers=request.headers.raw, content=request.stream
                )
            )
        return httpx.Response(answer.status, headers=answer.headers, stream=GuardedStream(answer))

    def close(self) -> None:
        """Close the connection."""
        self._pool.close()


class GuardedStream(httpx.SyncByteStream):
    """The parts of an answer, as they were sent."""

    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        with refusing():
            yield from self._answer.iter_stream()

    def close(self) -> None:
        """Read no more."""
        self._answer.close()


@contextmanager
def refusing() -> Iterator[None]:
    """What the library raises becomes an OutboundError."""
    try:
        yield
    except httpcore.TimeoutException as slow:
        raise TooSlowError from slow
    except (httpcore.ConnectError, httpcore.UnsupportedProtocol) as unreachable:
        raise UnreachableError from unreachable
    except (httpcore.NetworkError, httpcore.ProtocolError, OSError) as broken:
        raise BrokenAnswerError from broken


@cache
def tls_context() -> ssl.SSLContext:
    """The authorities of certifi, whatever the environment says of others; read once."""
    return ssl.create_default_context(cafile=certifi.where())


def user_agent() -> str:
    """Who asks, and whom to write to about it."""
    _name, contact = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return f"Hirondelle (+{settings.BASE_URL}; {contact})"


def _exchange(
    method: str,
    url: httpx.URL,
    headers: dict[str, str],
    content: bytes | str | None,
    limits: Limits,
    deadline: Deadline,
) -> Answer:
    kept = {name: value for name, value in headers.items() if name.lower() not in OURS}
    sent = kept | {"User-Agent": user_agent(), "Accept-Encoding": "gzip", "Connection": "close"}
    with (
        httpx.Client(
            transport=GuardedTransport(deadline),
            timeout=None,  # noqa: S113 - the deadline is of the whole
            trust_env=False,
            follow_redirects=False,
        ) as client,
        client.stream(method, url, headers=sent, content=content) as response,
    ):
        has_body = response.status_code not in REDIRECTS | {NOT_MODIFIED}
        body = _whole_body(response, limits) if has_body else b""
    kept = {name.lower(): value for name, value in response.headers.items() if name != "set-cookie"}
    return Answer(response.status_code, body, str(url), kept)


def _redirect_target(url: httpx.URL, answer: Answer, limits: Limits) -> httpx.URL:
    """Raises UnsafeAddressError, also where https would become http; TooManyRedirectsError."""
    where = answer.headers.get("location", "")
    if not where:
        raise TooManyRedirectsError
    try:
        joined = str(url.join(where))
    except (httpx.InvalidURL, ValueError) as wrong:
        raise UnsafeAddressError from wrong
    allow_http = limits.allow_http and url.scheme == "http"
    target = public_url(joined, allow_http=allow_http)
    if (url.scheme, target.scheme) == ("https", "http"):
        raise UnsafeAddressError
    return target


def _whole_body(response: httpx.Response, limits: Limits) -> bytes:
    """Unpacked, part by part, and never more of it in memory than the limit and a part."""
    declared = response.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > limits.size:
        raise AnswerTooLargeError
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in {"gzip", "x-gzip", "identity", ""}:
        raise BrokenAnswerError
    unpacking = zlib.decompressobj(zlib.MAX_WBITS | 16) if encoding.endswith("gzip") else None
    sent, body = 0, bytearray()
    for part in response.iter_raw():
        sent += len(part)
        body += _unpacked(unpacking, part, limits.size + 1 - len(body)) if unpacking else part
        if max(sent, len(body)) > limits.size:
            raise AnswerTooLargeError
        if len(body) > max(ALWAYS_UNPACKED, MOST_RATIO * sent):
            raise AnswerTooLargeError
    if unpacking and not unpacking.eof:
        raise BrokenAnswerError
    return bytes(body)


def _unpacked(unpacking: zlib._Decompress, part: bytes, most: int) -> bytes:
    """No more bytes than `most`. Raises BrokenAnswerError."""
    try:
        return unpacking.decompress(part, max(most, 1))
    except zlib.error as broken:
        raise BrokenAnswerError from broken


__all__ = [
    "Answer",
    "Limits",
    "OutboundError",
    "exchange",
    "fetch",
    "user_agent",
]
