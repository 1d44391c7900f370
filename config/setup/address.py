"""The public address of the site, taken apart."""

from __future__ import annotations

from typing import Final, NamedTuple
from urllib.parse import urlsplit

PORTS: Final = {"http": 80, "https": 443}


class AddressUnfitError(ValueError):
    """BASE_URL can't be the address of a site; its words say what is wrong."""


class SiteAddress(NamedTuple):
    """Where visitors find the site."""

    scheme: str
    hostname: str
    port: int


def parse_address(base_url: str) -> SiteAddress:
    """Scheme, host and port of BASE_URL. Raises AddressUnfitError."""
    try:
        parts = urlsplit(base_url)
        port = parts.port
    except ValueError as error:
        raise AddressUnfitError(f"BASE_URL is {base_url!r}: {error}.") from error
    if parts.scheme not in PORTS or not parts.hostname:
        raise AddressUnfitError(
            f"BASE_URL is {base_url!r}. Use https:// followed by the host name."
        )
    if parts.path or parts.query or parts.fragment or parts.username:
        raise AddressUnfitError(
            f"BASE_URL is {base_url!r}. Remove everything after the host name, including any slash."
        )
    return SiteAddress(parts.scheme, parts.hostname, port or PORTS[parts.scheme])
