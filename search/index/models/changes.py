"""What the index has not heard of yet: the outbox of search, which a worker empties in batches."""

from __future__ import annotations

from datetime import timedelta
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ChangeQuerySet(models.QuerySet["Change"]):
    def oldest(self, limit: int, *, after: int = 0) -> Self:
        return self.filter(pk__gt=after).order_by("pk")[:limit]

    def lag(self) -> timedelta:
        """How long the oldest has been waiting."""
        first = self.order_by("pk").values_list("at", flat=True).first()
        return timezone.now() - first if first else timedelta(0)


class Change(models.Model):
    """One offer that may be another now. Written with the change, deleted once the index has it.

    It holds the bare key: an offer that is gone must still be taken out of the index.
    """

    offer_pk = models.BigIntegerField()
    at = models.DateTimeField(default=timezone.now)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("offer change")
        verbose_name_plural = _("offer changes")

    def __str__(self) -> str:
        return f"Offer {self.offer_pk} changed"
