"""How often one address may do something."""

from datetime import timedelta

import pytest
from django.test import RequestFactory

from core.http import rate_limits
from core.http.rate_limits import (
    add_to_counter,
    client_ip,
    counter_value,
    is_rate_limited,
    rate_limit_address,
)

ask = RequestFactory()


def tries(number, **where):
    minute = timedelta(minutes=1)
    request = ask.get("/", **where)
    return [is_rate_limited(request, "test", most=2, within=minute) for _time in range(number)]


def test_is_too_often_counts_a_network_of_ipv6_as_one_visitor():
    counted = [tries(1, REMOTE_ADDR=f"2001:db8:0:1::{number:x}")[0] for number in range(4)]

    assert counted == [False, False, True, True]
    assert tries(1, REMOTE_ADDR="2001:db8:0:2::1") == [False]


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        pytest.param(
            "2001:db8:0:1:aaaa:bbbb:cccc:dddd", "2001:db8:0:1::/64", id="2001-db8-0-1-aaaa-bbbb"
        ),
        pytest.param("2001:DB8:0:1::1", "2001:db8:0:1::/64", id="2001-db8-0-1-1"),
        ("fe80::1%eth0", "fe80::/64"),
        ("unknown", "unknown"),
        ("", ""),
    ],
)
def test_counted_address_is_a_network_for_ipv6(address, counted):
    assert rate_limit_address(ask.get("/", REMOTE_ADDR=address)) == counted


class Gone:
    """A cache that is out of reach."""

    def add(self, *args):
        raise ConnectionError

    get = add


def test_is_too_often_counts_each_address_alone():
    assert tries(4, REMOTE_ADDR="192.0.2.1") == [False, False, True, True]
    assert tries(1, REMOTE_ADDR="192.0.2.2") == [False]


def test_is_too_often_counts_from_the_first_try_until_the_time_is_over(time_machine):
    time_machine.move_to("2027-04-01 08:00:00 +0000", tick=False)
    tries(2)

    time_machine.shift(timedelta(seconds=59))
    within = tries(1)
    time_machine.shift(timedelta(seconds=2))
    after = tries(1)

    assert (within, after) == ([True], [False])


def test_is_too_often_turns_nobody_away_where_the_cache_is_gone(monkeypatch):
    monkeypatch.setattr(rate_limits, "cache", Gone())

    assert tries(4) == [False] * 4


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
    monkeypatch.setattr(rate_limits, "cache", Gone())

    add_to_counter("ada", "test", 1, within=timedelta(hours=1))

    assert counter_value("ada", "test") == 0


@pytest.mark.parametrize(
    ("proxies", "header", "address"),
    [
        pytest.param(
            0, "198.51.100.7", "192.0.2.1", id="no-proxy"
        ),  # without a proxy anybody can write this header
        pytest.param(1, "203.0.113.9, 198.51.100.7", "198.51.100.7", id="one-proxy"),
        pytest.param(2, "198.51.100.7, 203.0.113.9", "198.51.100.7", id="two-proxies"),
        pytest.param(2, "198.51.100.7", "192.0.2.1", id="one-of-two-proxies"),
    ],
)
def test_address_of_believes_our_own_proxies_only(settings, proxies, header, address):
    settings.TRUSTED_PROXY_COUNT = proxies

    found = client_ip(ask.get("/", REMOTE_ADDR="192.0.2.1", headers={"x-forwarded-for": header}))

    assert found == address
