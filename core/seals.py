"""Values that travel through an address and come back unread: encrypted and signed (Fernet)."""

from __future__ import annotations

import base64
import json
import zlib
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.utils.crypto import salted_hmac


class BrokenSealError(ValueError):
    """Nobody here sealed this, or not for this purpose."""


def seal(value: Any, *, salt: str) -> str:
    """Plain values as JSON knows them, for an address; `salt` names what it is for."""
    plain = zlib.compress(json.dumps(value, separators=(",", ":")).encode())
    return _box(settings.SECRET_KEY, salt).encrypt(plain).rstrip(b"=").decode()


def unseal(token: str, *, salt: str) -> Any:
    """What was sealed. Raises BrokenSealError for anything else."""
    try:
        padded = token.encode() + b"=" * (-len(token) % 4)
        return json.loads(zlib.decompress(_box(settings.SECRET_KEY, salt).decrypt(padded)))
    except (InvalidToken, ValueError) as broken:
        raise BrokenSealError from broken


@lru_cache(maxsize=16)
def _box(secret: str, salt: str) -> Fernet:
    key = salted_hmac(salt, "seal", secret=secret, algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(key))
