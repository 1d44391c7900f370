"""One client for all threads of a process, and what its refusals mean to us."""

from __future__ import annotations

import re
import time
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

from elastic_transport import TlsError, TransportError
from elasticsearch import (
    ApiError,
    AuthenticationException,
    AuthorizationException,
    Elasticsearch,
    NotFoundError,
    UnsupportedProductError,
)

from search.engines.address import Address
from search.query.errors import (
    IndexUnfitError,
    LoginRefusedError,
    SearchDownError,
    ServerUntrustedError,
)

AT_ONCE: Final = 25  # connections that a process keeps open
GONE: Final = "index_not_found_exception"
NOT_ALLOWED: Final = "security_exception"  # a block of an index is a 403 too, and something else
VERDICT: Final = re.compile(r"verify failed: (?P<why>.+?) \(_ssl")


def connect(address: Address) -> Elasticsearch:
    """It asks nothing yet. Nothing is tried twice: the time that a reader has is short."""
    options: dict[str, Any] = {"ca_certs": address.ca} if address.ca else {}
    # The client itself takes ASCII only, and a password may hold any letter.
    return Elasticsearch(
        address.url,
        basic_auth=b64encode(":".join(address.login).encode()).decode() if address.login else None,
        api_key=address.api_key or None,
        request_timeout=address.timeout,
        max_retries=0,
        retry_on_timeout=False,
        connections_per_node=AT_ONCE,
        **options,
    )


@dataclass
class Patience:
    """How long all requests of one answer may take together."""

    seconds: float
    began: float = field(default_factory=time.monotonic)

    def left(self) -> float:
        left = self.seconds - (time.monotonic() - self.began)
        if left <= 0:
            raise SearchDownError
        return left


@contextmanager
def answering() -> Iterator[None]:
    """Whatever the server or the way to it refuses, as an error of search."""
    try:
        yield
    except TlsError as error:
        verdict = VERDICT.search(error.message)
        raise ServerUntrustedError(why=verdict["why"] if verdict else error.message) from error
    except ApiError as error:
        # What an answer that is no answer means to us.
        if isinstance(error, NotFoundError) and names_no_index(error):
            raise IndexUnfitError from error
        is_forbidden = isinstance(error, AuthorizationException) and error.error == NOT_ALLOWED
        if isinstance(error, AuthenticationException) or is_forbidden:
            raise LoginRefusedError from error
        raise SearchDownError from error
    except (TransportError, UnsupportedProductError) as error:
        raise SearchDownError from error


def names_no_index(error: ApiError) -> bool:
    """An index, or an alias, that isn't there."""
    return error.error == GONE


def require_whole(answer: Any) -> None:
    """One answer among several, or one that gave up halfway, tells of its own failure."""
    if error := answer.get("error"):
        raise IndexUnfitError if error["type"] == GONE else SearchDownError
    if answer.get("timed_out") or answer.get("_shards", {}).get("failed"):
        raise SearchDownError
