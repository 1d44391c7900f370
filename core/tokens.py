"""Secrets inside links: derived, never stored, dead as soon as their nonce is drawn anew."""

import base64
import hashlib
import secrets
from typing import Final

from django.utils.crypto import constant_time_compare, salted_hmac

NONCE_LENGTH: Final = 16


def new_nonce() -> str:
    """What a row keeps; with it alone nobody can write the link."""
    return secrets.token_urlsafe(NONCE_LENGTH)[:NONCE_LENGTH]


def token_of(salt: str, public_id: str, nonce: str) -> str:
    """`<public id><27 signs>`: 160 bits of an HMAC (RFC 2104) with the secret of the site."""
    digest = salted_hmac(salt, f"{public_id}:{nonce}", algorithm="sha256").digest()
    half = base64.urlsafe_b64encode(digest[:20]).rstrip(b"=").decode()
    return public_id + half


def is_token_of(token: str, salt: str, public_id: str, nonce: str) -> bool:
    return constant_time_compare(token, token_of(salt, public_id, nonce))


def fingerprint(token: str) -> str:
    """A name for a secret in logs, from which nobody gets back to it."""
    return hashlib.sha256(token.encode()).hexdigest()[:12]
