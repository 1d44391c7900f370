"""Who read what of whom, and why: written in the transaction of the read, and once."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from commons.audit.models import BLANKED
from core.db.append_only import Protection, Receipts
from emergency.activations.choices import Group, Noun, Side
from emergency.activations.models.activations import Activation
from emergency.activations.models.events import PurgedWithActivation, TimedWrittenOnce


class RevealLog(TimedWrittenOnce, PurgedWithActivation):
    """No row, no data. `noun` and `number` say whose: a request or an offer."""

    activation = models.ForeignKey(Activation, on_delete=models.CASCADE, related_name="reveals")
    side = models.CharField(max_length=12, choices=Side)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    noun = models.CharField(max_length=10, choices=Noun)
    number = models.PositiveBigIntegerField()
    group = models.CharField(max_length=8, choices=Group)
    fields = models.JSONField(  # names of `actions.reveals.READABLE`, those alone that were shown
        default=list
    )
    reason = models.CharField(max_length=300)

    SEALED = (
        *("at", "activation_id", "side", "person_id", "noun", "number"),
        *("group", "fields"),
    )
    WORDS = "reason"
    PROTECTION = Protection(
        blankable={"reason": BLANKED, "words_salt": ""},
        receipts=Receipts("audit_rowdigest", "emergency_activations.reveallog"),
    )

    class Meta(TimedWrittenOnce.Meta):
        indexes = (models.Index(fields=("noun", "number"), name="reveal_by_subject"),)

    def __str__(self) -> str:
        return f"{self.group} of {self.noun} {self.number} by {self.side}"
