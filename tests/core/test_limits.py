"""How often one address may do something."""

from datetime import timedelta

import pytest
from django.test import RequestFactory

from core import limits
from core.limits import address_of, is_too_often

ask = RequestFactory()


def tries(number, **where):
    minute = timedelta(minutes=1)
    request = ask.get("/", **where)
    return [is_too_often(request, "test", most=2, within=minute) for _time in range(number)]


def test_is_too_often_counts_each_address_alone():
    assert tries(4, REMOTE_ADDR="192.0.2.1") == [False, False, True, True]
    assert tries(1, REMOTE_ADDR="192.0.2.2") == [False]


def test_is_too_often_turns_nobody_away_where_the_cache_is_gone(monkeypatch):
    class Gone:
        def add(self, *args):
            raise ConnectionError

    monkeypatch.setattr(limits, "cache", Gone())

    assert tries(4) == [False] * 4


@pytest.mark.parametrize(
    ("proxies", "header", "address"),
    [
        (0, "198.51.100.7", "192.0.2.1"),  # without a proxy anybody can write this header
        (1, "203.0.113.9, 198.51.100.7", "198.51.100.7"),
        (2, "198.51.100.7, 203.0.113.9", "198.51.100.7"),
        (2, "198.51.100.7", "192.0.2.1"),
    ],
)
def test_address_of_believes_our_own_proxies_only(settings, proxies, header, address):
    settings.TRUSTED_PROXY_COUNT = proxies

    found = address_of(ask.get("/", REMOTE_ADDR="192.0.2.1", headers={"x-forwarded-for": header}))

    assert found == address
