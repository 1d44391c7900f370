"""Answers that a host keeps ready."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from commons.accounts.permissions import Visitor
from commons.conversations.models import BODY_LIMIT
from core.ids import new_public_id


class SavedReplyQuerySet(models.QuerySet["SavedReply"]):
    def visible_to(self, visitor: Visitor) -> Self:
        """Nobody but the host who wrote it."""
        return self.filter(host=visitor.pk) if visitor.is_authenticated else self.none()


class SavedReply(models.Model):
    """Words for an answer, under a name. Sending a message copies them."""

    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    host = models.ForeignKey(User, on_delete=models.PROTECT, related_name="saved_replies")
    title = models.CharField(_("name"), max_length=80)
    body = models.TextField(_("text"), max_length=BODY_LIMIT)
    changed_at = models.DateTimeField(auto_now=True)

    objects = SavedReplyQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved reply")
        verbose_name_plural = _("saved replies")
        ordering = ("title", "pk")

    def __str__(self) -> str:
        return self.title
