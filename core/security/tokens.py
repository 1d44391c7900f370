"""Secrets inside links: derived, never stored, dead as soon as their nonce is drawn anew."""

import base64
import hashlib
import re
import secrets
from typing import Final

from django.utils.crypto import constant_time_compare, salted_hmac

from core.ids import LENGTH

NONCE_LENGTH: Final = 16
TOKEN_PATTERN: Final = re.compile(
    r"[A-Za-z0-9_-]+", re.ASCII
)  # a database refuses a null sign in a text


def new_nonce() -> str:
    """What a row keeps; with it alone nobody can write the link."""
    return secrets.token_urlsafe(NONCE_LENGTH)[:NONCE_LENGTH]


def make_token(salt: str, public_id: str, nonce: str) -> str:
    """`<public id><27 signs>`: 160 bits of an HMAC (RFC 2104) with the secret of the site."""
    digest = salted_hmac(salt, f"{public_id}:{nonce}", algorithm="sha256").digest()
    half = base64.urlsafe_b64encode(digest[:20]).rstrip(b"=").decode()
    return public_id + half


def is_valid_token(token: str, salt: str, public_id: str, nonce: str) -> bool:
    return constant_time_compare(token, make_token(salt, public_id, nonce))


def public_id_in_token(token: str) -> str:
    """The row that a token names, if it looks like one. Nothing else reaches a database."""
    return token[:LENGTH] if TOKEN_PATTERN.fullmatch(token) else ""


def token_fingerprint(token: str) -> str:
    """A name for a secret in logs, from which nobody gets back to it."""
    return hashlib.sha256(token.encode()).hexdigest()[:12]
