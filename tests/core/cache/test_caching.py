"""Answers kept for a while, and what happens when nothing can be kept."""

from datetime import timedelta

import pytest
from django.dispatch import Signal

from core.cache import caching
from core.cache.caching import CacheNamespace, delete_cached, get_or_set


class Gone:
    def __getattr__(self, name):
        def gone(*args, **options):
            raise ConnectionError(name)

        return gone


def asked(times):
    def read():
        times.append(1)
        return []

    return read


def test_remembered_reads_once_until_it_is_forgotten():
    times = []

    for _time in range(3):
        assert get_or_set("test.key", asked(times), timedelta(minutes=1)) == []
    assert len(times) == 1

    delete_cached("test.key")
    get_or_set("test.key", asked(times), timedelta(minutes=1))
    assert len(times) == 2


def test_remembered_reads_each_time_where_the_cache_is_gone(monkeypatch):
    monkeypatch.setattr(caching, "cache", Gone())
    times = []

    for _time in range(2):
        assert get_or_set("test.key", asked(times), timedelta(minutes=1)) == []
    delete_cached("test.key")

    assert len(times) == 2


def test_what_the_reader_raises_is_no_fault_of_the_cache():
    def broken():
        raise ValueError("unreadable")

    with pytest.raises(ValueError, match="unreadable"):
        get_or_set("test.key", broken, timedelta(minutes=1))


def test_a_round_forgets_all_of_its_answers_at_once_and_none_of_another():
    one, other = CacheNamespace("test.one"), CacheNamespace("test.other")
    minute = timedelta(minutes=1)
    for a_round in (one, other):
        a_round.get_or_set("a", lambda: "old", minute)
        a_round.get_or_set("b", lambda: "old", minute)

    one.invalidate()

    assert [
        a_round.get_or_set(what, lambda: "new", minute) for a_round in (one, other) for what in "ab"
    ] == ["new", "new", "old", "old"]


@pytest.mark.django_db
def test_a_round_forgets_once_the_change_that_was_announced_is_committed(
    django_capture_on_commit_callbacks,
):
    changed, answers = Signal(), CacheNamespace("test.announced")
    answers.invalidate_on(changed)
    answers.get_or_set("a", lambda: "old", timedelta(minutes=1))

    with django_capture_on_commit_callbacks(execute=True):
        changed.send(sender=None, offer="any")
        before = answers.get_or_set("a", lambda: "new", timedelta(minutes=1))

    assert (before, answers.get_or_set("a", lambda: "new", timedelta(minutes=1))) == ("old", "new")
