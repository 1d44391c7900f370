"""Slots that processes share: how many are given, and when they come back."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.cache import cache

from core.cache.slots import has_free_slots, release_slots, renew_slots, take_slots

LEASE = timedelta(seconds=60)
TWO = {"lamp": 2}


def take(limits=TWO):
    return take_slots(limits, lease=LEASE)


def test_take_slots_gives_as_many_as_there_are():
    taken = [take() for _ in range(3)]

    assert taken == [("slot.lamp.0",), ("slot.lamp.1",), None]
    assert not has_free_slots(TWO)


def test_take_slots_takes_none_where_one_name_has_none_left():
    take({"lamp": 1})

    refused = take({"door": 1, "lamp": 1})

    assert refused is None
    assert has_free_slots({"door": 1})


def test_release_slots_frees_those_alone():
    first, _second = take(), take()

    release_slots(first)

    assert [take(), take()] == [first, None]


@pytest.mark.time_machine("2027-05-04 10:00Z", tick=False)
def test_slots_of_a_process_that_died_come_back(time_machine):
    dead, alive = take(), take()
    time_machine.shift(LEASE - timedelta(seconds=1))
    renew_slots(alive, lease=LEASE)

    time_machine.shift(timedelta(seconds=2))

    assert [take(), take()] == [dead, None]


def test_take_slots_lets_everybody_in_where_the_cache_is_out_of_reach(monkeypatch):
    def fail(*_args, **_kwargs):
        raise ConnectionError

    for name in ("add", "get_many", "set_many", "delete_many"):
        monkeypatch.setattr(cache, name, fail)

    taken = [take() for _ in range(3)]

    assert taken == [()] * 3
    assert has_free_slots(TWO)
    renew_slots(["slot.lamp.0"], lease=LEASE)
    release_slots(["slot.lamp.0"])


def test_take_slots_gives_no_slot_twice_to_rivals():
    with ThreadPoolExecutor(8) as pool:
        taken = list(pool.map(lambda _number: take(), range(16)))

    assert sorted(filter(None, taken)) == [("slot.lamp.0",), ("slot.lamp.1",)]
