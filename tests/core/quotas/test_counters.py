"""Counts that go on after the rows are gone by which they were counted."""

from datetime import timedelta

from core.quotas import counters
from core.quotas.counters import add_to_counter, counter_value


class Gone:
    """A cache that is out of reach."""

    def add(self, *args):
        raise ConnectionError

    get = add


def test_add_to_count_keeps_counting_until_a_while_has_passed_without_more(time_machine):
    time_machine.move_to("2027-04-01 08:00 +0000")
    hour = timedelta(hours=1)
    add_to_counter("ada", "test", 2, within=hour)
    time_machine.shift(timedelta(minutes=50))
    add_to_counter("ada", "test", 1, within=hour)
    time_machine.shift(timedelta(minutes=50))
    counted = counter_value("ada", "test")
    time_machine.shift(timedelta(minutes=11))

    assert (counted, counter_value("ada", "test"), counter_value("ben", "test")) == (3, 0, 0)


def test_count_of_is_nothing_where_the_cache_is_gone(monkeypatch):
    monkeypatch.setattr(counters, "cache", Gone())

    add_to_counter("ada", "test", 1, within=timedelta(hours=1))

    assert counter_value("ada", "test") == 0
