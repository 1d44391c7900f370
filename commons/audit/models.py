"""Who did what: rows that are written once and stay as they are."""

from __future__ import annotations

from typing import Any, Never, Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from commons.audit.errors import WrittenOnceError


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
    """A row that stays as it was written; only a cascade of the database takes it along."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise WrittenOnceError
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Never:
        raise WrittenOnceError


class AuditQuerySet(WrittenOnceRows, RecordQuerySet["AuditEntry"]):
    pass


class AuditEntry(WrittenOnce, Record):
    """Who did what to what. No actor means the system itself. Written once, kept as it is."""

    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    verb = models.CharField(_("what"), max_length=64)
    data = models.JSONField(_("details"), default=dict)

    objects = AuditQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")
        indexes = (models.Index(fields=["subject_type", "subject_id"], name="audit_by_subject"),)

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_id}"
