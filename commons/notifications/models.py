"""Notices: one thing to tell one person."""

from __future__ import annotations

from datetime import timedelta
from typing import Self

from django.db import models
from django.utils import timezone

from commons.accounts.models.users import User
from commons.audit.models import Record, RecordQuerySet
from core.db.leases import Leased
from core.ids import new_public_id


class NoticeQuerySet(RecordQuerySet["Notice"]):
    def visible_to(self, person: User) -> Self:
        return self.filter(recipient=person)

    def unread(self) -> Self:
        return self.filter(read_at=None)

    def unmailed(self) -> Self:
        return self.filter(mailed_at=None)

    def holding_words(self) -> Self:
        """Their mail hasn't left."""
        return self.exclude(mail_words={})

    def recent(self, age: timedelta) -> Self:
        return self.filter(at__gt=timezone.now() - age)


class Notice(Leased, Record):
    """One thing to tell one person, in words that `template` renders when they are needed.

    `mail_words` is what only the mail says, such as what somebody wrote: it is erased once the mail
    has left, and empty where none leaves.
    """

    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    recipient = models.ForeignKey(User, on_delete=models.CASCADE, related_name="notices")
    template = models.CharField(max_length=100)
    data = models.JSONField(default=dict)
    mail_words = models.JSONField(default=dict)
    mailed_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta(Record.Meta):
        indexes = (models.Index(fields=["recipient", "read_at"], name="notices_of_a_person"),)

    def __str__(self) -> str:
        return f"{self.template} to {self.recipient_id}"
