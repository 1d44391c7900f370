"""Who did what: rows that are written once and stay as they are, and the seals over them."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, ClassVar, Final, Never, Self

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.audit.choices import SecurityEventKind
from commons.audit.errors import WrittenOnceError
from core.db.append_only import Protection, Receipts
from core.integrity.canonical_json import canonical_json
from core.integrity.hash_chain import GENESIS, next_head
from core.integrity.merkle_tree import merkle_root

BLANKED: Final = "–"  # stands for words that were taken out, where the database asks for some
SALT_BYTES: Final = 16


class Record(models.Model):
    """A sentence about one object of any package."""

    subject_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    subject_id = models.PositiveBigIntegerField()
    subject = GenericForeignKey("subject_type", "subject_id")
    at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        abstract = True
        ordering = ("pk",)


class RecordQuerySet[Row: Record](models.QuerySet[Row]):
    def about(self, subject: models.Model) -> Self:
        kind = ContentType.objects.get_for_model(subject)
        return self.filter(subject_type=kind, subject_id=subject.pk)


class WrittenOnceRows:
    """For querysets whose rows are added and read. Raises WrittenOnceError for anything else."""

    def update(self, **values: Any) -> Never:
        raise WrittenOnceError

    def delete(self) -> Never:
        raise WrittenOnceError


class WrittenOnce(models.Model):
    """A row that stays as it was written. What deletes one on its day uses a plain query set."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise WrittenOnceError
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Never:
        raise WrittenOnceError


class AppendOnly(models.Model):
    """A table whose rows the database itself doesn't let be changed.

    The triggers are made by the migration of the app (`core.db.append_only.ProtectTable`), and a
    system check compares them with `PROTECTION`.
    """

    PROTECTION: ClassVar[Protection] = Protection()

    class Meta:
        abstract = True


def new_salt() -> str:
    """16 random bytes as 32 hexadecimal digits."""
    return secrets.token_hex(SALT_BYTES)


class SealedRow(AppendOnly):
    """A row of a log that is sealed: its digest goes into a Merkle tree and a chain of hashes.

    The salt keeps what a deleted row said from being guessed from its digest: it goes with the row.
    """

    salt = models.CharField(max_length=2 * SALT_BYTES, default=new_salt, editable=False)

    SEALED: ClassVar[tuple[str, ...]] = ()  # attributes that go into the digest
    PURGED_WITH: ClassVar[str] = ""  # attribute with the key of what rows are deleted with
    WORDS: ClassVar[str] = ""  # the field of free words, see SealedRowWithWords

    class Meta:
        abstract = True

    def digest(self) -> str:
        """Of what never changes: HMAC-SHA256 of its canonical JSON with the salt as key, in hex.

        Raises NotCanonicalError where a value can't be written as JSON.
        """
        values = {name: _plain(getattr(self, name)) for name in self.SEALED}
        body = {"log": self._meta.label_lower, "id": self.pk, **values}
        return _hmac(self.salt, canonical_json(body))

    def words_digest(self) -> str:
        """Of the free words, with a salt of their own; empty where there are none to check."""
        return ""

    @classmethod
    def due_digests(cls, digests: QuerySet[RowDigest]) -> QuerySet[RowDigest]:
        """Those of rows whose time is over: no other row may be gone. None, unless a log says so.

        It has to follow from what stays once the row is deleted.
        """
        return digests.none()

    def purged_with(self) -> int | None:
        """The key of what the row is deleted with, for instance its emergency."""
        key: int | None = getattr(self, self.PURGED_WITH) if self.PURGED_WITH else None
        return key

    def matches(self, kept: RowDigest) -> bool:
        """Whether the row still is what was sealed. Raises NotCanonicalError as `digest` does."""
        is_same = kept.purged_with == self.purged_with()
        return is_same and hmac.compare_digest(self.digest(), kept.digest)


class SealedRowWithWords(SealedRow):
    """Free words stand beside what is sealed: they may be blanked, and can't become others.

    Whoever blanks them blanks their salt too, so that they can't be guessed from the digest.
    """

    words_salt = models.CharField(
        max_length=2 * SALT_BYTES, default=new_salt, blank=True, editable=False
    )

    class Meta:
        abstract = True

    def words_digest(self) -> str:
        words = str(getattr(self, self.WORDS))
        return _hmac(self.words_salt, words.encode()) if self.words_salt else ""

    def matches(self, kept: RowDigest) -> bool:
        if not super().matches(kept):
            return False
        if self.words_salt:
            return hmac.compare_digest(self.words_digest(), kept.words_digest)
        return getattr(self, self.WORDS) in {"", BLANKED}


def _plain(value: Any) -> Any:
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value


def _hmac(salt: str, message: bytes) -> str:
    return hmac.new(bytes.fromhex(salt), message, hashlib.sha256).hexdigest()


def sealed_logs() -> list[type[SealedRow]]:
    """Every model whose rows are sealed, by its label."""
    found = [model for model in apps.get_models() if issubclass(model, SealedRow)]
    return sorted(found, key=lambda model: model._meta.label_lower)


class AuditQuerySet(WrittenOnceRows, RecordQuerySet["AuditEntry"]):
    pass


class AuditEntry(WrittenOnce, SealedRow, Record):
    """Who did what to what. No actor means the system itself. Written once, kept as it is."""

    at = models.DateTimeField(_("when"), default=timezone.now, editable=False)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    verb = models.CharField(_("action"), max_length=64)
    data = models.JSONField(_("details"), default=dict)

    objects = AuditQuerySet.as_manager()

    SEALED = ("at", "actor_id", "verb", "subject_type_id", "subject_id", "data")

    class Meta(Record.Meta):
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")
        indexes = (models.Index(fields=["subject_type", "subject_id"], name="audit_by_subject"),)

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_id}"


class SecurityEventQuerySet(WrittenOnceRows, models.QuerySet["SecurityEvent"]):
    def outdated(self) -> Self:
        """Sealed longer ago than AUDIT_SECURITY_EVENTS_KEPT, so that `verify_logs` can tell."""
        digests = RowDigest.objects.filter(log=self.model._meta.label_lower)
        return self.filter(pk__in=SecurityEvent.due_digests(digests).values("row_id"))


class SecurityEvent(WrittenOnce, SealedRow):
    """A log-in, a failure, a change of rights, an export. Deleted a year after its seal.

    `network` is where it came from, without the last part of the address; `data` has names of
    groups and states, never what somebody typed.
    """

    at = models.DateTimeField(_("when"), default=timezone.now, editable=False, db_index=True)
    kind = models.CharField(_("event"), max_length=20, choices=SecurityEventKind)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    network = models.CharField(_("network"), max_length=45, blank=True)
    data = models.JSONField(_("details"), default=dict)

    objects = SecurityEventQuerySet.as_manager()

    SEALED = ("at", "kind", "person_id", "network", "data")
    PROTECTION = Protection(receipts=Receipts("audit_rowdigest", "audit.securityevent"))

    class Meta:
        verbose_name = _("security event")
        verbose_name_plural = _("security events")
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.kind} {self.person_id}"

    @classmethod
    def due_digests(cls, digests: QuerySet[RowDigest]) -> QuerySet[RowDigest]:
        # By the date of the seal, as no digest says when its row was written. Sealed a moment
        # later, a row can't be made older than it is.
        limit = timezone.now() - settings.AUDIT_SECURITY_EVENTS_KEPT
        return digests.filter(batch__sealed_at__lt=limit)


class LogBatch(AppendOnly):
    """A seal: the Merkle root over the digests of a batch of rows, linked to the batch before.

    Hashes are 64 hexadecimal digits.
    """

    number = models.PositiveBigIntegerField(unique=True)  # from 1 on, without a gap
    sealed_at = models.DateTimeField()
    size = models.PositiveIntegerField()
    root = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    head = models.CharField(max_length=64)

    class Meta:
        ordering = ("number",)

    def __str__(self) -> str:
        return f"{self.number}: {self.head}"

    @classmethod
    def sealing(cls, leaves: Sequence[bytes], *, after: LogBatch | None, at: datetime) -> LogBatch:
        """The batch that follows `after`, unsaved; not dated before it, if the clock went back."""
        number, previous = (after.number + 1, after.head) if after else (1, GENESIS.hex())
        at = max(at, after.sealed_at) if after else at
        root = merkle_root(leaves).hex()
        batch = cls(number=number, sealed_at=at, size=len(leaves), root=root, previous=previous)
        batch.head = batch.expected_head()
        return batch

    def expected_head(self) -> str:
        """What its head has to be, with what the other columns say."""
        body = {
            "number": self.number,
            "sealed_at": _plain(self.sealed_at),
            "size": self.size,
            "root": self.root,
        }
        return next_head(bytes.fromhex(self.previous), canonical_json(body)).hex()


class RowDigest(AppendOnly):
    """The digest of one row of a log. It stays when the row is deleted, and allows to delete it."""

    log = models.CharField(max_length=64)  # `audit.auditentry`
    row_id = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    words_digest = models.CharField(max_length=64, blank=True)
    purged_with = models.PositiveBigIntegerField(null=True)  # see SealedRow
    batch = models.ForeignKey(LogBatch, null=True, on_delete=models.PROTECT, related_name="digests")

    PROTECTION = Protection(settable_once=("batch",))

    class Meta:
        ordering = ("pk",)  # that of the leaves of its batch
        constraints = (models.UniqueConstraint(fields=("log", "row_id"), name="one_digest_a_row"),)

    def __str__(self) -> str:
        return f"{self.log} {self.row_id}"

    @classmethod
    def of_row(cls, row: SealedRow) -> RowDigest:
        """Unsaved. Raises NotCanonicalError."""
        return cls(
            log=row._meta.label_lower,
            row_id=row.pk,
            digest=row.digest(),
            words_digest=row.words_digest(),
            purged_with=row.purged_with(),
        )

    def leaf(self) -> bytes:
        """What is hashed into the tree of its batch."""
        parts = (self.log, self.row_id, self.purged_with or "-", self.digest, self.words_digest)
        return " ".join(map(str, parts)).encode()


def rows_without_digest(model: type[SealedRow], *, after: int = 0) -> QuerySet[Any]:
    """Rows of a log, with a key above `after`, that no digest was written of yet."""
    return _rows_not_in(RowDigest.objects.all(), model).filter(pk__gt=after)


def rows_without_seal(model: type[SealedRow]) -> QuerySet[Any]:
    """Rows of a log that are in no batch yet, whether they have a digest or not."""
    return _rows_not_in(RowDigest.objects.filter(batch__isnull=False), model)


def _rows_not_in(digests: QuerySet[RowDigest], model: type[SealedRow]) -> QuerySet[Any]:
    known = digests.filter(log=model._meta.label_lower, row_id=OuterRef("pk"))
    return QuerySet(model).filter(~Exists(known)).order_by("pk")
