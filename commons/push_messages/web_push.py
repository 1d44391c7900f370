"""One message to the push service of a browser: encrypted (RFC 8188 and 8291), signed (RFC 8292),
and sent by the guarded HTTP client (RFC 8030).

`http_ece` and `py_vapid` are the two parts of pywebpush that encrypt and sign. Pywebpush itself
would open connections of its own, with requests and aiohttp.
"""

from __future__ import annotations

import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Base64Error
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parseaddr
from functools import cache
from typing import Final
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

from core.http.errors import UnsafeAddressError
from core.http.public_addresses import public_url

CURVE: Final = ec.SECP256R1()
PRIVATE_LENGTH: Final = 32  # bytes of a key of ours
AUTH_LENGTH: Final = 16  # bytes of the secret that a browser makes (RFC 8291, 3.2)
TOPIC: Final = "waiting"  # a newer message takes the place of one that wasn't delivered yet
SIGNED_FOR: Final = 12 * 3600  # seconds; a day is the most (RFC 8292, 2)
SECONDS: Final = 10.0
MOST_ANSWER: Final = 64 << 10  # bytes


@dataclass(frozen=True, slots=True)
class ServerKey:
    """By which push services know this site. Both are base64url without padding."""

    private: str
    public: str


def make_private_key() -> str:
    """A new one, as PUSH_MESSAGES_KEY takes it."""
    number = ec.generate_private_key(CURVE).private_numbers().private_value
    return _encode(number.to_bytes(PRIVATE_LENGTH, "big"))


def server_key() -> ServerKey | None:
    """That of the settings; None where there is none, or one that can't be used."""
    try:
        return read_key(settings.PUSH_MESSAGES_KEY) if settings.PUSH_MESSAGES_KEY else None
    except ValueError:
        return None


@cache
def read_key(private: str) -> ServerKey:
    """With the public key that belongs to it. Raises ValueError."""
    raw = _decode(private)
    if len(raw) != PRIVATE_LENGTH:
        raise ValueError("A private key of P-256 has 32 bytes.")
    point = ec.derive_private_key(int.from_bytes(raw, "big"), CURVE).public_key()
    return ServerKey(
        private, _encode(point.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))
    )


def is_allowed_endpoint(endpoint: str) -> bool:
    """Whether it starts with https and leads to a push service that the settings name."""
    if not endpoint.startswith("https://"):
        return False
    try:
        host = public_url(endpoint).host
    except UnsafeAddressError:
        return False
    return any(
        host.endswith(known) if known.startswith(".") else host == known
        for known in settings.PUSH_MESSAGES_HOSTS
    )


def are_usable_keys(p256dh: str, auth: str) -> bool:
    """A point of the curve P-256, and a secret of 16 bytes."""
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(CURVE, _decode(p256dh))
        return len(_decode(auth)) == AUTH_LENGTH
    except ValueError:
        return False


def encrypt(message: bytes, *, p256dh: str, auth: str) -> bytes:
    """So that the browser with these keys alone can read it: content coding aes128gcm.

    Raises ValueError for keys that can't be used.
    """
    import http_ece  # noqa: PLC0415  for workers alone

    if not are_usable_keys(p256dh, auth):
        raise ValueError("Not the keys of a push subscription.")
    encrypted: bytes = http_ece.encrypt(
        message,
        private_key=ec.generate_private_key(CURVE),
        dh=_decode(p256dh),
        auth_secret=_decode(auth),
        version="aes128gcm",
    )
    return encrypted


def authorization(endpoint: str, key: ServerKey) -> str:
    """The header by which its push service knows that we are who the browser allowed to send."""
    import py_vapid  # noqa: PLC0415  for workers alone

    url = urlsplit(endpoint)
    _name, contact = parseaddr(settings.DEFAULT_FROM_EMAIL)
    claims = {
        "aud": f"{url.scheme}://{url.netloc}",
        "sub": f"mailto:{contact}",
        "exp": int(time.time()) + SIGNED_FOR,
    }
    signed: Mapping[str, str] = py_vapid.Vapid02.from_raw(key.private.encode()).sign(claims)
    return signed["Authorization"]


def send(endpoint: str, body: bytes, key: ServerKey) -> int:
    """The status of the answer; no redirect is followed. Raises an OutboundError."""
    from core.http import client  # noqa: PLC0415  6 MiB for workers alone

    headers = {
        "Authorization": authorization(endpoint, key),
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(int(settings.PUSH_MESSAGES_WAIT.total_seconds())),
        "Topic": TOPIC,
        "Urgency": "normal",
    }
    limits = client.Limits(seconds=SECONDS, size=MOST_ANSWER, redirects=0)
    return client.exchange("POST", endpoint, headers=headers, content=body, limits=limits).status


def _encode(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")


def _decode(text: str) -> bytes:
    """Raises ValueError."""
    try:
        return urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
    except Base64Error as wrong:
        raise ValueError("Not base64url.") from wrong
