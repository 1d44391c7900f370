"""Nights are taken at once, and freed with care."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hosting.calendar_feeds.feed_events import FeedEvent
from hosting.calendar_feeds.feed_merging import KnownBlock, freed_by_same_file, merge

TODAY = date(2027, 5, 1)
NOW = datetime(2027, 5, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def event(number, *, uid="", start=None, nights=2):
    first = TODAY + timedelta(days=3 * number if start is None else start)
    return FeedEvent(
        uid or f"uid-{number}", "", first, first + timedelta(days=nights), "reservation"
    )


class Store:
    """Blocks as the database keeps them, and each fetch an hour after the one before."""

    def __init__(self):
        self.blocks, self.rotations, self.now, self.last = {}, 0, NOW, None

    def fetch(self, *events, after=HOUR, is_sure=False):
        self.now += after
        known = [KnownBlock(pk, one, since) for pk, (one, since) in self.blocks.items()]
        changes = merge(
            known, events, now=self.now, today=TODAY, rotations=self.rotations, is_sure=is_sure
        )
        for pk in changes.freed:
            del self.blocks[pk]
        for pk, moved in changes.moved:
            self.blocks[pk] = (moved, None)
        for pk in changes.found:
            self.blocks[pk] = (self.blocks[pk][0], None)
        for pk in changes.missing:
            self.blocks[pk] = (self.blocks[pk][0], self.now)
        new = [(one, None) for one in changes.created]
        new += [(one, None if changes.is_shrunk else self.now) for one in changes.vacated]
        for block in new:
            self.blocks[len(self.blocks) + 1000 + int(self.now.timestamp())] = block
        self.rotations, self.last = changes.rotations, changes
        return changes

    @property
    def nights(self):
        return {
            one.start + timedelta(days=number)
            for one, _since in self.blocks.values()
            for number in range((one.end - one.start).days)
        }


def nights_of(*events):
    store = Store()
    store.fetch(*events)
    return store.nights


@pytest.fixture
def store():
    store = Store()
    store.fetch(*map(event, range(1, 6)))
    return store


def test_the_same_uid_with_new_dates_moves_and_frees_by_the_second_fetch(store):
    every = [event(1, start=40), *map(event, range(2, 6))]
    before = store.nights

    store.fetch(*every)
    first = store.nights
    store.fetch(*every)

    assert first == before | nights_of(*every)
    assert store.nights == nights_of(*every)


def test_what_moves_to_and_fro_keeps_its_nights_until_an_hour_has_passed(store):
    rest = [event(number) for number in range(2, 6)]
    half = timedelta(minutes=30)

    for start in (40, 3, 40, 3, 40):
        store.fetch(event(1, start=start), *rest, after=half)
    soon = store.nights
    store.fetch(event(1, start=40), *rest)

    assert soon >= nights_of(event(1), event(1, start=40))
    assert (store.last.is_shrunk, store.nights) == (False, nights_of(event(1, start=40), *rest))


def test_a_shrunk_file_is_not_the_first_good_one(store):
    before = store.nights
    store.fetch()

    store.fetch(*map(event, range(2, 6)))

    assert store.nights == before


def test_what_vanishes_is_freed_by_the_second_good_fetch_an_hour_later(store):
    rest = [event(number) for number in range(2, 6)]
    before = store.nights

    store.fetch(*rest)
    first = store.nights
    store.fetch(*rest, after=timedelta(minutes=30))
    soon = store.nights
    store.fetch(*rest, after=timedelta(minutes=30))

    assert first == soon == before
    assert store.nights == nights_of(*rest)


def test_what_comes_back_in_time_was_never_gone(store):
    every = [event(number) for number in range(1, 6)]
    store.fetch(*every[1:])
    store.fetch(*every)

    store.fetch(*every[1:])

    assert store.nights == nights_of(*every)


@pytest.mark.parametrize("left", [0, 1, 2])
def test_a_file_that_is_empty_or_shrunk_frees_nothing(store, left):
    before = store.nights

    for _time in range(4):
        store.fetch(*(event(number) for number in range(1, left + 1)))

    assert store.last.is_shrunk
    assert store.nights == before


def test_a_shrunk_file_moves_nothing_away(store):
    before = store.nights

    store.fetch(event(1, start=40))

    assert store.nights >= before | nights_of(event(1, start=40))


def test_a_host_who_is_sure_has_a_short_file_taken(store):
    store.fetch(event(1))

    store.fetch(event(1), is_sure=True)

    assert (store.last.is_shrunk, store.nights) == (False, nights_of(event(1)))


def test_uids_drawn_anew_each_time_count_for_nothing_after_two_fetches(store):
    before = store.nights

    for turn in range(3):
        drawn = [event(number, uid=f"{turn}-{number}") for number in range(1, 6)]
        store.fetch(*drawn)

    assert store.nights == before
    assert len(store.blocks) == 5
    assert not store.last.is_shrunk


def test_with_such_uids_what_vanishes_is_freed_all_the_same(store):
    for turn in range(6):
        count = 6 if turn < 3 else 5
        store.fetch(*(event(number, uid=f"{turn}-{number}") for number in range(1, count)))

    assert store.nights == nights_of(*map(event, range(1, 5)))


def test_the_same_file_frees_what_it_did_not_name():
    known = [
        KnownBlock(1, event(1), NOW - HOUR),
        KnownBlock(2, event(2), NOW),
        KnownBlock(3, event(3)),
    ]

    assert freed_by_same_file(known, now=NOW) == [1]


def test_what_is_past_goes_without_a_word():
    past = replace(event(1), start=TODAY - timedelta(days=3), end=TODAY)

    changes = merge([KnownBlock(1, past)], [], now=NOW, today=TODAY)

    assert (changes.freed, changes.is_shrunk) == ([1], False)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sets(st.integers(0, 12), max_size=12), min_size=1, max_size=6))
def test_any_history_ends_with_the_calendar_that_stays(history):
    store = Store()
    for numbers in history:
        taken = store.nights
        store.fetch(*map(event, sorted(numbers)))
        assert store.nights >= nights_of(*map(event, sorted(numbers)))
        if store.last.is_shrunk:
            assert store.nights >= {night for night in taken if night >= TODAY}
    final = [event(number) for number in sorted(history[-1])]

    for _time in range(3):
        store.fetch(*final, is_sure=True)

    assert store.nights == nights_of(*final)
