"""Keys of the site, and the heads that it published."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import models
from django.utils import timezone

from commons.audit.models import AppendOnly
from commons.signing.eddsa_jcs import (
    InvalidProofError,
    private_key_text,
    read_private_key,
    verification_method,
)
from commons.signing.errors import SigningKeyUnreadableError
from core.db.locks import LockingQuerySet
from core.security.tokens import InvalidTokenError, decrypt_token, encrypt_token

SALT: Final = "signing.private_key"


class SigningKeyQuerySet(LockingQuerySet["SigningKey"]):
    def lock_current(self) -> SigningKey | None:
        """The key that signs now, locked until the end of the transaction."""
        rows = self.select_for_update().filter(is_current=True)
        # Whoever waited for a key that was retired meanwhile finds none, and then its successor.
        return rows.first() or rows.first()


class SigningKey(models.Model):
    """An Ed25519 key. The private half is encrypted with SECRET_KEY, and deleted on retirement.

    `announcement` says that this key follows another one, signed with that one; None for the first
    key and for one that follows a lost key.
    """

    public_key = models.CharField(max_length=60, unique=True)  # Multibase
    private_key = models.TextField(blank=True)
    is_current = models.BooleanField(default=True)
    made_at = models.DateTimeField(default=timezone.now)
    retired_at = models.DateTimeField(null=True)
    announcement = models.JSONField(null=True)

    objects = SigningKeyQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("is_current",),
                condition=models.Q(is_current=True),
                name="one_current_signing_key",
            ),
        )

    def __str__(self) -> str:
        return self.public_key

    @property
    def verification_method(self) -> str:
        return verification_method(self.public_key)

    def keep_private_key(self, key: Ed25519PrivateKey) -> None:
        self.private_key = encrypt_token(private_key_text(key), salt=SALT)

    def read_private_key(self) -> Ed25519PrivateKey:
        """Raises SigningKeyUnreadableError, for a retired key as well."""
        try:
            return read_private_key(decrypt_token(self.private_key, salt=SALT))
        except (InvalidTokenError, InvalidProofError) as error:
            raise SigningKeyUnreadableError from error

    def was_in_use(self, at: datetime) -> bool:
        """Whether it signed then; to the second, as the dates of signatures are."""
        begins = self.made_at.replace(microsecond=0)
        return begins <= at and (self.retired_at is None or at <= self.retired_at)


class PublishedHead(AppendOnly):
    """A head of a log as it was signed: whoever keeps a copy sees if the log is rewritten."""

    log = models.CharField(max_length=32)  # a key of `HEADS`: `audit` is that of all sealed logs
    number = models.PositiveBigIntegerField()
    document = models.JSONField()
    published_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("log", "number"), name="one_head_a_number"),)

    def __str__(self) -> str:
        return f"{self.log} {self.number}"
