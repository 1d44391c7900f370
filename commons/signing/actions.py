"""Make keys, retire them, sign heads of logs."""

from __future__ import annotations

from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from commons.audit import actions as audit
from commons.signing.eddsa_jcs import new_private_key, public_key_text, sign_document
from commons.signing.models import PublishedHead, SigningKey
from commons.signing.registries import HEADS
from core.permissions import SYSTEM

CONTEXT: Final = ["https://w3id.org/security/data-integrity/v2"]


@transaction.atomic
def current_key() -> SigningKey:
    """The key that signs now; the first one is made when it is needed.

    In the transaction of a caller it isn't retired before the end of that. Of two workers at once
    one makes the first key, and the other raises IntegrityError.
    """
    return SigningKey.objects.lock_current() or _make_key(None)


@transaction.atomic
def rotate_key(*, is_lost: bool = False) -> SigningKey:
    """Retire the current key and make a new one, which the old one signs for.

    With `is_lost` nothing is signed, as the old private key can't be read: whoever trusted it has
    to be told by another way. Of two rotations at once the second follows the first. Raises
    SigningKeyUnreadableError, and IntegrityError where two make the first key at once.
    """
    old = SigningKey.objects.lock_current()
    secret = old.read_private_key() if old and not is_lost else None
    if old:
        old.is_current, old.retired_at, old.private_key = False, timezone.now(), ""
        old.save(update_fields=["is_current", "retired_at", "private_key"])
    new = _make_key(old)
    if old and secret:
        announcement: dict[str, Any] = {
            "@context": CONTEXT,
            "type": "KeyRotation",
            "issuer": settings.BASE_URL,
            "previous": old.verification_method,
            "next": new.verification_method,
        }
        new.announcement = sign_document(announcement, secret, created=new.made_at)
        new.save(update_fields=["announcement"])
    return new


@transaction.atomic
def publish_head(log: str) -> PublishedHead | None:
    """Sign and keep the head of a log; nothing where it is empty or was published already.

    Raises SigningKeyUnreadableError, and IntegrityError where another worker was faster.
    """
    head = HEADS[log].last()
    if head is None or PublishedHead.objects.filter(log=log, number=head.number).exists():
        return None
    key = current_key()
    now = timezone.now()  # behind the lock: within the period of the key
    document = {
        "@context": CONTEXT,
        "type": "LogHead",
        "issuer": settings.BASE_URL,
        "log": log,
        "number": head.number,
        "head": head.digest,
    }
    signed = sign_document(document, key.read_private_key(), created=now)
    return PublishedHead.objects.create(
        log=log, number=head.number, document=signed, published_at=now
    )


def _make_key(old: SigningKey | None) -> SigningKey:
    secret = new_private_key()
    key = SigningKey(public_key=public_key_text(secret))
    key.keep_private_key(secret)
    key.save()
    previous = old.pk if old else None
    audit.record(SYSTEM, "signing_key.made", key, previous=previous)
    return key
