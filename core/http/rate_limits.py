"""Rate limits per client address. Where the cache is out of reach, nobody is turned away."""

from __future__ import annotations

import hashlib
import logging
from datetime import timedelta
from ipaddress import IPv6Network, ip_address

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

logger = logging.getLogger(__name__)


def is_rate_limited(request: HttpRequest, action: str, *, most: int, within: timedelta) -> bool:
    """Count this try; true once there were more than `most` of them from where it comes."""
    key = _key(rate_limit_address(request), action)
    try:
        cache.add(key, 0, within.total_seconds())
        return cache.incr(key) > most
    except ValueError:  # ran out between the two lines
        return False
    except Exception:  # whatever the cache is made of: better too many than nobody
        logger.warning("The cache is out of reach; %s is not counted.", action)
        return False


def add_to_counter(subject: str, action: str, number: int, *, within: timedelta) -> None:
    """Count `number` actions; forgotten once `within` has passed without another."""
    key, seconds = _key(subject, action), within.total_seconds()
    try:
        cache.add(key, 0, seconds)
        cache.incr(key, number)
        cache.touch(key, seconds)
    except Exception:  # as in is_rate_limited
        logger.warning("The cache is out of reach; %s is not counted.", action)


def counter_value(subject: str, action: str) -> int:
    """What `add_to_counter` has counted; nothing where the cache is out of reach."""
    try:
        return int(cache.get(_key(subject, action), 0))
    except Exception:  # as in is_rate_limited
        logger.warning("The cache is out of reach; %s is not counted.", action)
        return 0


def _key(subject: str, action: str) -> str:
    return f"limit.{action}.{address_digest(subject)}"


def address_digest(address: str) -> str:
    """16 hexadecimal digits, so that no address stands in a key of the cache."""
    return hashlib.sha256(address.encode()).hexdigest()[:16]


def rate_limit_address(request: HttpRequest) -> str:
    """Under which a visitor is counted: `client_ip`, or its network of 64 bits for IPv6.

    Such a network is what one household or server gets, so each address in it costs nothing.
    What is no address is counted as it is written.
    """
    written = client_ip(request)
    try:
        address = ip_address(written)
    except ValueError:
        return written
    if address.version == 4:
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(IPv6Network((int(address), 64), strict=False))


def client_ip(request: HttpRequest) -> str:
    """Of the visitor: our own proxies write theirs at the end of the line."""
    proxies = settings.TRUSTED_PROXY_COUNT
    forwarded = [one.strip() for one in request.headers.get("X-Forwarded-For", "").split(",")]
    if proxies and len(forwarded) >= proxies and forwarded[-proxies]:
        return str(forwarded[-proxies])
    return str(request.META.get("REMOTE_ADDR", ""))
