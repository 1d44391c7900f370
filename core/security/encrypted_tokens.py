"""Encrypted and signed tokens for values that travel in an address (Fernet)."""

from __future__ import annotations

import base64
import json
import zlib
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.utils.crypto import salted_hmac


class InvalidTokenError(ValueError):
    """The token was not made by this site, or not for this purpose."""


def encrypt_token(value: Any, *, salt: str) -> str:
    """Plain values as JSON knows them, for an address; `salt` names what it is for."""
    plain = zlib.compress(json.dumps(value, separators=(",", ":")).encode())
    return _fernet(settings.SECRET_KEY, salt).encrypt(plain).rstrip(b"=").decode()


def decrypt_token(token: str, *, salt: str) -> Any:
    """The value in the token. Raises InvalidTokenError for anything else."""
    try:
        padded = token.encode() + b"=" * (-len(token) % 4)
        return json.loads(zlib.decompress(_fernet(settings.SECRET_KEY, salt).decrypt(padded)))
    except (InvalidToken, ValueError) as error:
        raise InvalidTokenError from error


@lru_cache(maxsize=16)
def _fernet(secret: str, salt: str) -> Fernet:
    key = salted_hmac(salt, "seal", secret=secret, algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(key))
