"""What was done and what must be told: rows that are written once and stay as they are."""

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models

from commons.accounts.models.users import User


class Record(models.Model):
    """A sentence about one object of any package."""

    subject_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    subject_id = models.PositiveBigIntegerField()
    subject = GenericForeignKey("subject_type", "subject_id")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True
        ordering = ("pk",)


class AuditEntry(Record):
    """Who did what to what. No actor means the system itself."""

    actor = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    verb = models.CharField(max_length=64)
    data = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_id}"


class Notice(Record):
    """One thing to tell one person, in words that `template` renders when they are needed."""

    recipient = models.ForeignKey(User, on_delete=models.CASCADE, related_name="notices")
    template = models.CharField(max_length=100)
    mailed_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.template} to {self.recipient_id}"
