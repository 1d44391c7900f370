"""Quotas of requests, and the address by which visitors without an account are counted."""

from __future__ import annotations

from ipaddress import IPv6Network, ip_address, ip_network
from typing import cast

from django.conf import settings
from django.contrib.auth.models import AbstractUser, AnonymousUser
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from core.permissions import Account
from core.quotas.checks import quota_named, require_quota
from core.quotas.errors import AddressQuotaExceededError, QuotaExceededError
from core.quotas.table import Counted


def require_request_quota(request: HttpRequest, name: str) -> None:
    """Count one more of the quota `name` for whoever sent this; for reads that cost much.

    Raises QuotaExceededError.
    """
    counted = quota_named(name).counted
    user: AbstractUser | AnonymousUser | None = getattr(request, "user", None)
    if counted != Counted.ADDRESS and user is not None and user.is_authenticated:
        require_quota(name, cast(Account, user))
    else:
        address = f"address:{rate_limit_address(request)}"
        require_quota(name, address, refusal=AddressQuotaExceededError)


def is_over_quota(request: HttpRequest, name: str) -> bool:
    """The same for a form that has a sentence of its own."""
    try:
        require_request_quota(request, name)
    except QuotaExceededError:
        return True
    return False


def address_digest(address: str) -> str:
    """Stands for an address in a key of the cache.

    Keyed, since whoever reads a plain digest finds an IPv4 address by trying all of them.
    """
    digest = salted_hmac("core.http.rate_limits", address, algorithm="sha256")
    return digest.hexdigest()[:32]


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


def client_network(request: HttpRequest) -> str:
    """Where a visitor comes from, told to a log that is kept: `192.0.2.0/24`, `2001:db8:1::/48`.

    Without the part that names one household; empty where `client_ip` is no address.
    """
    try:
        address = ip_address(client_ip(request))
    except ValueError:
        return ""
    if address.version == 6 and address.ipv4_mapped:
        address = address.ipv4_mapped
    return str(ip_network(f"{address}/{24 if address.version == 4 else 48}", strict=False))


def client_ip(request: HttpRequest) -> str:
    """Of the visitor: our own proxies write theirs at the end of the line."""
    proxies = settings.TRUSTED_PROXY_COUNT
    forwarded = [one.strip() for one in request.headers.get("X-Forwarded-For", "").split(",")]
    if proxies and len(forwarded) >= proxies and forwarded[-proxies]:
        return str(forwarded[-proxies])
    return str(request.META.get("REMOTE_ADDR", ""))
