"""Tokens in addresses, of three kinds.

A row's own token (`make_token`) is derived from its public id and a nonce, never stored, and dead
as soon as the nonce is drawn anew. A signed value (`sign_value`) can be read by whoever has it and
made by nobody else. An encrypted value (`encrypt_token`) can't be read either.

All are made with `SECRET_KEY`; those made with a key in `SECRET_KEY_FALLBACKS` are still accepted.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import secrets
import zlib
from functools import lru_cache
from typing import Any, Final

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.core import signing
from django.utils.crypto import constant_time_compare

from core.ids import LENGTH
from core.security.secret_keys import accepted_keys, keyed_digest

NONCE_LENGTH: Final = 16
TOKEN_PATTERN: Final = re.compile(
    r"[A-Za-z0-9_-]+", re.ASCII
)  # a database refuses a null sign in a text


def new_nonce() -> str:
    """What a row keeps; with it alone nobody can write the link."""
    return secrets.token_urlsafe(NONCE_LENGTH)[:NONCE_LENGTH]


def make_token(salt: str, public_id: str, nonce: str, *, key: str | None = None) -> str:
    """`<public id><27 signs>`: 160 bits of an HMAC (RFC 2104) with `SECRET_KEY` or this `key`."""
    digest = keyed_digest(salt, f"{public_id}:{nonce}", key=key)
    half = base64.urlsafe_b64encode(digest[:20]).rstrip(b"=").decode()
    return public_id + half


def is_valid_token(token: str, salt: str, public_id: str, nonce: str) -> bool:
    found = [
        constant_time_compare(token, make_token(salt, public_id, nonce, key=key))
        for key in accepted_keys()
    ]
    return any(found)


def public_id_in_token(token: str) -> str:
    """The row that a token names, if it looks like one. Nothing else reaches a database."""
    return token[:LENGTH] if TOKEN_PATTERN.fullmatch(token) else ""


def token_fingerprint(token: str) -> str:
    """A name for a secret in logs, from which nobody gets back to it."""
    return hashlib.sha256(token.encode()).hexdigest()[:12]


class InvalidTokenError(ValueError):
    """The token was not made by this site, or not for this purpose."""


def sign_value(value: Any, *, salt: str) -> str:
    """Plain values as JSON knows them; `salt` names what the token is for."""
    return signing.Signer(salt=salt).sign_object(value)


def read_signed_value(token: str, *, salt: str) -> Any:
    """The value in the token. Raises InvalidTokenError for anything else."""
    try:
        return signing.Signer(salt=salt).unsign_object(token)
    except signing.BadSignature as error:
        raise InvalidTokenError from error


def encrypt_token(value: Any, *, salt: str) -> str:
    """Plain values as JSON knows them, for an address; `salt` names what it is for."""
    plain = zlib.compress(json.dumps(value, separators=(",", ":")).encode())
    return _fernet(accepted_keys(), salt).encrypt(plain).rstrip(b"=").decode()


def decrypt_token(token: str, *, salt: str) -> Any:
    """The value in the token. Raises InvalidTokenError for anything else."""
    try:
        padded = token.encode() + b"=" * (-len(token) % 4)
        return json.loads(zlib.decompress(_fernet(accepted_keys(), salt).decrypt(padded)))
    except (InvalidToken, ValueError) as error:
        raise InvalidTokenError from error


@lru_cache(maxsize=16)
def _fernet(keys: tuple[str, ...], salt: str) -> MultiFernet:
    """Encrypts with the first key, decrypts with any."""
    sealing = (base64.urlsafe_b64encode(keyed_digest(salt, "seal", key=key)) for key in keys)
    return MultiFernet([Fernet(one) for one in sealing])
