"""One page after the other: nothing twice, nothing lost, at most two of one host side by side.

A page takes a window of hits in the order of the engine and lets a third of the same host wait
while somebody else is there. What came before its turn is remembered in the mark of the next page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import blake2b
from typing import Any, Final

from core.security.tokens import InvalidTokenError, decrypt_token, encrypt_token
from search.query.contract import Engine
from search.query.criteria import SearchCriteria
from search.query.engine_results import Hit, Hits
from search.query.errors import InvalidPageCursorError
from search.query.offer_query import PAGE_SIZE, OfferQuery, Position

AHEAD: Final = 3  # pages that one page may look ahead for somebody else
SIDE_BY_SIDE: Final = 2  # of one host
LONGEST: Final = 4_000  # signs of a mark: an address has to carry it
SALT: Final = "search.pages"


@dataclass(frozen=True, slots=True)
class PageCursor:
    """Where a page begins: after this position, without those, who already came before their turn.

    `hosts` are the last ones of the page before, `shown` counts everything up to here.
    """

    after: Position | None = None
    seen: tuple[int, ...] = ()
    hosts: tuple[int, ...] = ()
    shown: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """What is shown, what the engine said around it, and where the next page begins, if any."""

    hits: tuple[Hit, ...]
    answer: Hits
    next: PageCursor | None


def fetch_page(engine: Engine, query: OfferQuery, cursor: PageCursor | None = None) -> Page:
    """One question to the engine. `query.size` is how many a page shows."""
    cursor = cursor or PageCursor()
    size = query.size
    window = size * AHEAD + len(cursor.seen)
    answer = engine.search(replace(query, after=cursor.after, size=window))
    shown = spread_hosts(answer.hits, size=size, seen=cursor.seen, hosts=cursor.hosts)
    # The next page begins at the first that still waits, and remembers what was shown after it.
    done = {hit.pk for hit in shown} | set(cursor.seen)
    first = next((at for at, hit in enumerate(answer.hits) if hit.pk not in done), None)
    following = None
    if first is not None or len(answer.hits) == window:
        end = len(answer.hits) if first is None else first
        following = PageCursor(
            after=answer.hits[end - 1].position if end else cursor.after,
            seen=tuple(hit.pk for hit in answer.hits[end:] if hit.pk in done),
            hosts=(*cursor.hosts, *(hit.host for hit in shown))[-SIDE_BY_SIDE:],
            shown=cursor.shown + len(shown),
        )
    return Page(hits=tuple(shown), answer=answer, next=following)


def spread_hosts(
    window: Iterable[Hit], *, size: int, seen: Iterable[int] = (), hosts: Sequence[int] = ()
) -> list[Hit]:
    """The first so many: in order, but a third of one host waits while somebody else is there."""
    known = set(seen)
    waiting = [hit for hit in window if hit.pk not in known]
    shown: list[Hit] = []
    last = list(hosts)
    while waiting and len(shown) < size:
        full = last[-1] if len(last) == SIDE_BY_SIDE and len(set(last)) == 1 else None
        turn = next((hit for hit in waiting if hit.host != full), waiting[0])
        waiting.remove(turn)
        shown.append(turn)
        last = [*last, turn.host][-SIDE_BY_SIDE:]
    return shown


def encode_cursor(cursor: PageCursor, criteria: SearchCriteria, today: date) -> str:
    """As an address carries it: nobody else can make or read one, and it serves this question only.

    It holds keys of the database, which never leave the server in the open.
    """
    payload = [
        query_fingerprint(criteria, today),
        cursor.after,
        cursor.seen,
        cursor.hosts,
        cursor.shown,
    ]
    return encrypt_token(payload, salt=SALT)


def decode_cursor(token: str, criteria: SearchCriteria, today: date) -> PageCursor:
    """Raises InvalidPageCursorError for anything that we didn't seal for this question today."""
    try:
        payload: Any = decrypt_token(token, salt=SALT) if len(token) <= LONGEST else None
    except InvalidTokenError:
        raise InvalidPageCursorError from None
    if not payload or payload[0] != query_fingerprint(criteria, today):
        raise InvalidPageCursorError
    _print, after, seen, hosts, shown = payload
    return PageCursor(tuple(after) if after else None, tuple(seen), tuple(hosts), shown)


def query_fingerprint(criteria: SearchCriteria, today: date) -> str:
    """The same for the same question on the same day, whatever its page."""
    content = f"{today.isoformat()} {PAGE_SIZE} {criteria.pairs()}"
    return blake2b(content.encode(), digest_size=8).hexdigest()
