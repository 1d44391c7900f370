"""The key that the site signs with, and the former ones that it still accepts."""

from __future__ import annotations

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac


def accepted_keys() -> tuple[str, ...]:
    """`SECRET_KEY` first: what is made is made with it. Then `SECRET_KEY_FALLBACKS`."""
    return (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)


def keyed_digest(salt: str, message: str, *, key: str | None = None) -> bytes:
    """HMAC-SHA-256 (RFC 2104) of a message for one purpose; with `SECRET_KEY` without a `key`."""
    secret = settings.SECRET_KEY if key is None else key
    return salted_hmac(salt, message, secret=secret, algorithm="sha256").digest()


def is_keyed_digest(digest: str, salt: str, message: str) -> bool:
    """Are these hexadecimal digits its keyed digest, with any accepted key? In constant time."""
    found = [
        constant_time_compare(digest, keyed_digest(salt, message, key=key).hex())
        for key in accepted_keys()
    ]
    return any(found)
