"""How often one address may do something."""

import hashlib
from datetime import timedelta

import pytest
from django.test import RequestFactory
from django.utils.translation import ngettext_lazy

from core.http.rate_limits import (
    address_digest,
    client_ip,
    client_network,
    is_over_quota,
    rate_limit_address,
)
from core.quotas import counters
from core.quotas.table import Counted, Quota

ask = RequestFactory()


WHAT = ngettext_lazy("%(most)s try", "%(most)s tries", "most")


@pytest.fixture(autouse=True)
def quotas(settings):
    settings.QUOTAS = {"test": Quota(Counted.ADDRESS, WHAT, 2, timedelta(minutes=1))}


def tries(number, **where):
    request = ask.get("/", **where)
    return [is_over_quota(request, "test") for _time in range(number)]


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

    get = get_or_set = add


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


@pytest.mark.django_db
def test_is_too_often_counts_in_the_database_where_the_cache_is_gone(monkeypatch):
    monkeypatch.setattr(counters, "cache", Gone())

    assert tries(4) == [False, False, True, True]


def test_address_digest_is_none_that_anybody_can_try_out(settings):
    plain = hashlib.sha256(b"192.0.2.1").hexdigest()
    first = address_digest("192.0.2.1")
    settings.SECRET_KEY = settings.SECRET_KEY[::-1]

    assert first != plain[: len(first)]
    assert address_digest("192.0.2.1") != first


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


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.77", "192.0.2.0/24"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1::/48"),
        ("::ffff:192.0.2.77", "192.0.2.0/24"),
        ("unix:", ""),
        ("", ""),
    ],
    ids=["ipv4", "ipv6", "ipv4-in-ipv6", "socket", "none"],
)
def test_client_network_is_wider_than_a_home(address, network):
    assert client_network(ask.get("/", REMOTE_ADDR=address)) == network
