"""Two requests that are each other's price: both homes are agreed on together, or neither is."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.db.locks import LockingQuerySet
from core.ids import new_public_id


class SwapQuerySet(LockingQuerySet["Swap"]):
    """Locked before either of its requests."""


class Swap(models.Model):
    """A row that is locked before its two requests, so that they change together.

    Its request is what the asker wants of the other host; its counterpart is by which that host
    stays at the asker's.
    """

    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    made_at = models.DateTimeField(auto_now_add=True)

    objects = SwapQuerySet.as_manager()

    class Meta:
        verbose_name = _("house swap")
        verbose_name_plural = _("house swaps")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"Swap {self.public_id}"
