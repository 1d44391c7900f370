"""Every step of every state, written once."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from commons.audit.models import (
    BLANKED,
    RowDigest,
    SealedRowWithWords,
    WrittenOnce,
    WrittenOnceRows,
)
from core.db.append_only import Protection, Receipts
from emergency.activations.choices import Noun, Side
from emergency.activations.models.activations import Activation
from emergency.activations.states.activations import ActivationState


class WrittenOnceQuerySet(WrittenOnceRows, models.QuerySet[Any]):
    pass


class TimedWrittenOnce(WrittenOnce):
    """A row that says when it was written; a purge of the whole activation takes it along."""

    at = models.DateTimeField(_("when"), auto_now_add=True)

    objects = WrittenOnceQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ("pk",)


class PurgedWithActivation(SealedRowWithWords):
    """A row of a sealed log that may be gone once its activation is purged, and not before."""

    PURGED_WITH = "activation_id"

    class Meta:
        abstract = True

    @classmethod
    def due_digests(cls, digests: QuerySet[RowDigest]) -> QuerySet[RowDigest]:
        purged = Activation.objects.filter(state=ActivationState.PURGED)
        return digests.filter(purged_with__in=purged.values("pk"))


class Event(TimedWrittenOnce, PurgedWithActivation):
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

    SEALED = ("at", "activation_id", "noun", "number", "side", "person_id", "old", "new")
    WORDS = "reason"
    PROTECTION = Protection(
        blankable={"reason": BLANKED, "words_salt": ""},
        receipts=Receipts("audit_rowdigest", "emergency_activations.event"),
    )

    class Meta(TimedWrittenOnce.Meta):
        indexes = (models.Index(fields=("noun", "number"), name="event_by_subject"),)

    def __str__(self) -> str:
        return f"{self.noun} {self.number}: {self.old} → {self.new}"
