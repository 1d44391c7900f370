"""Every step of every state, written once."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from commons.audit.models import WrittenOnce, WrittenOnceRows
from emergency.activations.choices import Noun, Side
from emergency.activations.models.activations import Activation


class WrittenOnceQuerySet(WrittenOnceRows, models.QuerySet[Any]):
    pass


class TimedWrittenOnce(WrittenOnce):
    """A row that says when it was written; a purge of the whole activation takes it along."""

    at = models.DateTimeField(_("when"), auto_now_add=True)

    objects = WrittenOnceQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ("pk",)


class Event(TimedWrittenOnce):
    """From which state to which, by whom and why: the state of a thing is the last of these."""

    activation = models.ForeignKey(Activation, on_delete=models.CASCADE, related_name="events")
    noun = models.CharField(max_length=10, choices=Noun)
    number = models.PositiveBigIntegerField()
    side = models.CharField(max_length=12, choices=Side)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    old = models.CharField(max_length=14, blank=True)
    new = models.CharField(max_length=14)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta(TimedWrittenOnce.Meta):
        indexes = (models.Index(fields=("noun", "number"), name="event_by_subject"),)

    def __str__(self) -> str:
        return f"{self.noun} {self.number}: {self.old} → {self.new}"
