"""Answers kept for a while, and what happens when nothing can be kept."""

from datetime import timedelta

import pytest

from core import remembering
from core.remembering import Round, forget, remembered


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
        assert remembered("test.key", asked(times), timedelta(minutes=1)) == []
    assert len(times) == 1

    forget("test.key")
    remembered("test.key", asked(times), timedelta(minutes=1))
    assert len(times) == 2


def test_remembered_reads_each_time_where_the_cache_is_gone(monkeypatch):
    monkeypatch.setattr(remembering, "cache", Gone())
    times = []

    for _time in range(2):
        assert remembered("test.key", asked(times), timedelta(minutes=1)) == []
    forget("test.key")

    assert len(times) == 2


def test_what_the_reader_raises_is_no_fault_of_the_cache():
    def broken():
        raise ValueError("unreadable")

    with pytest.raises(ValueError, match="unreadable"):
        remembered("test.key", broken, timedelta(minutes=1))


def test_a_round_forgets_all_of_its_answers_at_once_and_none_of_another():
    one, other = Round("test.one"), Round("test.other")
    minute = timedelta(minutes=1)
    for a_round in (one, other):
        a_round.remembered("a", lambda: "old", minute)
        a_round.remembered("b", lambda: "old", minute)

    one.begin_anew()

    assert [
        a_round.remembered(what, lambda: "new", minute) for a_round in (one, other) for what in "ab"
    ] == ["new", "new", "old", "old"]
