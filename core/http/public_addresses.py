"""Which addresses of the network may be spoken to: those of the public Internet, and no others."""

from __future__ import annotations

import re
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import TYPE_CHECKING, Final

from django.conf import settings

from core.http.errors import InsideAddressError, UnsafeAddressError

if TYPE_CHECKING:
    import httpx

LONGEST: Final = 2000  # characters of an address
PORTS: Final = {"https": 443, "http": 80}
SCHEMES: Final = {"webcal": "https", "webcals": "https"}  # what calendars call it
# https://www.iana.org/assignments/iana-ipv4-special-registry, and what clouds put at an address
# that looks public.
CLOSED_IPV4: Final = tuple(
    map(
        IPv4Network,
        (
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",  # shared by the customers of one provider
            "127.0.0.0/8",
            "168.63.129.16/32",  # metadata of Azure
            "169.254.0.0/16",  # link-local, and the metadata of most clouds
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.31.196.0/24",
            "192.52.193.0/24",
            "192.88.99.0/24",  # relays of 6to4
            "192.168.0.0/16",
            "192.175.48.0/24",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
        ),
    )
)
# All of IPv6 that is public. Whatever carries an IPv4 address (mapped, compatible, NAT64) lies
# outside, but for 6to4 and Teredo.
OPEN_IPV6: Final = IPv6Network("2000::/3")
# https://www.iana.org/assignments/iana-ipv6-special-registry
CLOSED_IPV6: Final = tuple(
    map(
        IPv6Network,
        (
            "2001::/23",  # Teredo, ORCHID, benchmarks
            "2001:db8::/32",
            "2002::/16",  # 6to4
            "2620:4f:8000::/48",
            "3ffe::/16",
            "3fff::/20",
        ),
    )
)
LABEL: Final = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
# The last label starts with a letter: what ends in a number is read as an address by some
# libraries, in decimal, octal or hexadecimal figures (https://url.spec.whatwg.org/#host-parsing).
NAME: Final = re.compile(rf"(?:{LABEL}\.)+[a-z](?:[a-z0-9-]{{0,61}}[a-z0-9])?")
UNPRINTABLE: Final = re.compile(r"[\x00-\x20\x7f\\]")


def public_url(text: str, *, allow_http: bool = False) -> httpx.URL:
    """The address, read once; `webcal:` means https. Nothing is resolved yet.

    Raises UnsafeAddressError for another scheme or port, and for names and passwords, and
    InsideAddressError for a host that isn't public.
    """
    import httpx  # noqa: PLC0415  6 MiB that few processes need

    if len(text) > LONGEST or UNPRINTABLE.search(text):
        raise UnsafeAddressError
    try:
        url = httpx.URL(text)
        scheme = SCHEMES.get(url.scheme, url.scheme)
        url = url.copy_with(scheme=scheme, fragment=None)
        host = url.raw_host.decode("ascii")
    except (httpx.InvalidURL, ValueError, TypeError):
        raise UnsafeAddressError from None
    if url.userinfo or scheme not in PORTS or not host:
        raise UnsafeAddressError
    if is_exempt(host):
        return url
    if scheme == "http" and not allow_http:
        raise UnsafeAddressError
    if url.port not in {None, PORTS[scheme]}:
        raise UnsafeAddressError
    if not is_open_host(host):
        raise InsideAddressError
    return url


def is_exempt(host: str) -> bool:
    """Whether the settings name this very host: tests, with servers on their own machine."""
    return host in settings.HTTP_CLIENT_ALLOWED_HOSTS


def is_open_host(host: str) -> bool:
    """Whether it is a full name of the Internet, or a public address written in the usual way."""
    try:
        return is_public(host)
    except ValueError:
        return len(host) <= 253 and NAME.fullmatch(host) is not None


def is_public(address: str) -> bool:
    """Whether this address belongs to the public Internet. Raises ValueError if it is none."""
    match ip_address(address):
        case IPv4Address() as found:
            return found.is_global and not any(found in closed for closed in CLOSED_IPV4)
        case IPv6Address(scope_id=None) as found if found in OPEN_IPV6:
            return found.is_global and not any(found in closed for closed in CLOSED_IPV6)
        case _:
            return False
