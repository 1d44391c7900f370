"""Nothing twice, nothing lost, no host three times in a row while somebody else is there."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.security.tokens import encrypt_token
from search.query.criteria import SearchCriteria
from search.query.engine_results import Hit, Hits, Reasons
from search.query.errors import InvalidPageCursorError
from search.query.offer_query import OfferQuery
from search.results.selectors.pages import (
    AHEAD,
    SALT,
    PageCursor,
    decode_cursor,
    encode_cursor,
    fetch_page,
    spread_hosts,
)
from tests.search.corpus import TODAY

TOMORROW = date(2027, 3, 2)
MARK = PageCursor(after=(1.25, 4_000_000_000, 7), seen=(9, 12), hosts=(3, 3), shown=24)
hosts = st.lists(st.sampled_from((1, 1, 1, 2, 2, 3, 4)), max_size=120)


class Ordered:
    """Hits in a fixed order, as an engine gives them out by position."""

    def __init__(self, hosts):
        self.hits = hits_of(hosts)

    def search(self, query):
        first = query.after[0] + 1 if query.after else 0
        return Hits(hits=self.hits[first : first + query.size], total=len(self.hits))


def hits_of(hosts):
    return tuple(
        Hit(pk=100 + at, host=host, reasons=Reasons(0.0, None, 0, at), position=(at,))
        for at, host in enumerate(hosts)
    )


def pages_of(hosts, *, size):
    engine, query, mark, pages = (
        Ordered(hosts),
        OfferQuery(today=TODAY, size=size),
        PageCursor(),
        [],
    )
    while mark is not None:
        page = fetch_page(engine, query, mark)
        pages.append((mark, page))
        mark = page.next
    return engine.hits, pages


@given(hosts, st.integers(1, 7))
def test_every_hit_stands_on_exactly_one_page(hosts, size):
    hits, pages = pages_of(hosts, size=size)

    shown = [hit for _mark, page in pages for hit in page.hits]

    assert len(shown) == len(hits)
    assert set(shown) == set(hits)
    assert [mark.shown for mark, _page in pages] == [
        sum(len(page.hits) for _mark, page in pages[:at]) for at in range(len(pages))
    ]
    assert all(len(page.hits) == size for _mark, page in pages[:-1])


@given(hosts, st.integers(1, 7))
def test_offers_of_one_host_keep_their_order(hosts, size):
    hits, pages = pages_of(hosts, size=size)

    shown = [hit for _mark, page in pages for hit in page.hits]

    for host in set(hosts):
        assert [hit for hit in shown if hit.host == host] == [
            hit for hit in hits if hit.host == host
        ]


@given(hosts, st.integers(1, 7))
def test_pages_never_hold_a_host_three_times_in_a_row(hosts, size):
    hits, pages = pages_of(hosts, size=size)

    last = []
    for mark, page in pages:
        first = mark.after[0] + 1 if mark.after else 0
        window = hits[first : first + size * AHEAD + len(mark.seen)]
        waiting = [hit for hit in window if hit.pk not in mark.seen]
        for hit in page.hits:
            others = [one for one in waiting if one.host != hit.host]
            assert last[-2:] != [hit.host, hit.host] or not others
            waiting.remove(hit)
            last.append(hit.host)


@given(hosts, st.integers(1, 7))
def test_a_hit_waits_only_behind_two_of_its_own_host(hosts, size):
    """Whoever is passed by a later one could not have come: two of the same host stood before."""
    hits, pages = pages_of(hosts, size=size)
    order = {hit: at for at, hit in enumerate(hits)}

    shown = [hit for _mark, page in pages for hit in page.hits]

    for at, hit in enumerate(shown):
        passed = [later for later in shown[at + 1 :] if order[later] < order[hit]]
        assert not passed or {one.host for one in passed} == {shown[at - 1].host}
        assert not passed or shown[at - 1].host == shown[at - 2].host


def test_spread_lets_the_third_of_a_host_wait():
    shown = spread_hosts(hits_of([1, 1, 1, 1, 2, 3]), size=6)

    assert [hit.host for hit in shown] == [1, 1, 2, 1, 1, 3]


def test_spread_lets_them_stand_together_where_nobody_else_is_left():
    assert [hit.host for hit in spread_hosts(hits_of([2, 1, 1, 1, 1]), size=5)] == [2, 1, 1, 1, 1]


def test_a_page_remembers_the_hosts_of_the_one_before():
    _hits, pages = pages_of([1, 1, 1, 2, 1], size=2)

    assert [[hit.host for hit in page.hits] for _mark, page in pages] == [[1, 1], [2, 1], [1]]


def test_a_mark_stays_short_however_many_offers_a_host_has():
    _hits, pages = pages_of([1] * 900 + [2, 3, 4, 5] * 40, size=24)
    marks = [page.next for _mark, page in pages if page.next]

    assert max(len(mark.seen) for mark in marks) <= 24 * AHEAD
    assert (
        max(len(encode_cursor(mark, SearchCriteria(text="mill " * 40), TODAY)) for mark in marks)
        < 1_000
    )


def test_a_mark_comes_back_as_it_was():
    assert (
        decode_cursor(encode_cursor(MARK, SearchCriteria(), TODAY), SearchCriteria(), TODAY) == MARK
    )
    assert (
        decode_cursor(encode_cursor(PageCursor(), SearchCriteria(), TODAY), SearchCriteria(), TODAY)
        == PageCursor()
    )


FORGED = {
    "a number": lambda: "2",
    "a null byte": lambda: "\x00",
    "far too long": lambda: "x" * 100_000,
    "cut short": lambda: encode_cursor(MARK, SearchCriteria(), TODAY)[:-1],
    "of another question": lambda: encode_cursor(MARK, SearchCriteria(text="mill"), TODAY),
    "of another day": lambda: encode_cursor(MARK, SearchCriteria(), TOMORROW),
    "of another thing": lambda: encrypt_token(["another thing"], salt=SALT),
    "empty": lambda: encrypt_token([], salt=SALT),
    "of another part of the site": lambda: encrypt_token("elsewhere", salt="elsewhere"),
}


@pytest.mark.parametrize("forged", FORGED)
def test_a_forged_page_mark_is_refused(forged):
    with pytest.raises(InvalidPageCursorError):
        decode_cursor(FORGED[forged](), SearchCriteria(), TODAY)


def test_a_page_asks_the_engine_once():
    asked = []

    class Counting(Ordered):
        def search(self, query):
            asked.append(query)
            return super().search(query)

    fetch_page(Counting([1, 2, 3]), OfferQuery(today=TODAY, size=2), replace(MARK, after=None))

    assert [query.size for query in asked] == [2 * AHEAD + 2]
