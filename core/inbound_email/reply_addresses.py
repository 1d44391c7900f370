"""Addresses that say what a mail answers: sealed, so that nobody forges one or reads it.

What stands before the `@` holds 64 letters at most, and some servers write it all in small ones:
so it is base32. AES-SIV (RFC 5297) both hides and signs, and needs no nonce that would take room.
"""

from __future__ import annotations

import base64
import binascii
import struct
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from core.security.secret_keys import accepted_keys, keyed_digest

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESSIV

PLAIN: Final = struct.Struct(">QI")  # a number, and minutes since 1970
SALT: Final = "core.mail_addresses"


class UnknownAddressError(ValueError):
    """Nobody here has made this address, or not for this purpose."""


@dataclass(frozen=True, slots=True)
class AddressPayload:
    """What an address was made of."""

    number: int
    at: datetime


def encode_address(number: int, *, purpose: str, base: str) -> str:
    """`answers@house` becomes `answers+<45 letters>@house`; nothing stays nothing."""
    if not base:
        return ""
    minutes = int(time.time()) // 60
    key, *_former = accepted_keys()
    sealed = _cipher(purpose, key).encrypt(PLAIN.pack(number, minutes), None)
    name, _at, house = base.rpartition("@")
    letters = base64.b32encode(sealed).decode().rstrip("=").lower()
    return f"{name}+{letters}@{house}"


def decode_address(address: str, *, purpose: str) -> AddressPayload:
    """Raises UnknownAddressError for whatever `encode_address` hasn't made for this purpose."""
    letters = address.rpartition("@")[0].rpartition("+")[2].upper()
    try:
        sealed = base64.b32decode(letters + "=" * (-len(letters) % 8))
        number, minutes = PLAIN.unpack(_decrypt(sealed, purpose))
    except (binascii.Error, struct.error, ValueError) as wrong:
        raise UnknownAddressError from wrong
    return AddressPayload(number=number, at=datetime.fromtimestamp(minutes * 60, UTC))


def _decrypt(sealed: bytes, purpose: str) -> bytes:
    """With whichever accepted key it was encrypted. Raises UnknownAddressError."""
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415  as in _cipher

    for key in accepted_keys():
        with suppress(InvalidTag):
            return _cipher(purpose, key).decrypt(sealed, None)
    raise UnknownAddressError


def _cipher(purpose: str, key: str) -> AESSIV:
    from cryptography.hazmat.primitives.ciphers.aead import (  # noqa: PLC0415  for workers that mail
        AESSIV,
    )

    return AESSIV(keyed_digest(f"{SALT}.{purpose}", "key", key=key))
