"""A submitted form: one row, written whatever else is down."""

from __future__ import annotations

from typing import Final, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.db.locks import LockingQuerySet
from core.ids import LENGTH, new_public_id
from core.security.tokens import is_valid_token, make_token, new_nonce, public_id_in_token
from emergency.activations.models.activations import Activation
from emergency.intake.choices import IntakeType

SALT: Final = "emergency.status"


class SubmissionQuerySet(LockingQuerySet["Submission"]):
    def waiting(self) -> Self:
        """Received, and not yet a request, an offer or a helper."""
        return self.filter(taken_in_at=None).order_by("pk")

    def with_token(self, token: str) -> Submission | None:
        found = (
            self.filter(public_id=public_id_in_token(token)).select_related("activation").first()
        )
        return found if found and found.is_token(token) else None


class Submission(models.Model):
    """A submitted form with its reference. `words` are wiped once it has been processed."""

    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    activation = models.ForeignKey(Activation, on_delete=models.CASCADE, related_name="submissions")
    intake_type = models.CharField(max_length=4, choices=IntakeType, db_column="door")
    key = models.UUIDField(unique=True)
    nonce = models.CharField(max_length=16, default=new_nonce, editable=False)
    words = models.JSONField(default=dict)
    language = models.CharField(max_length=10)
    received_at = models.DateTimeField(auto_now_add=True)
    taken_in_at = models.DateTimeField(null=True, editable=False)
    end_notified_at = models.DateTimeField(null=True, editable=False)  # that the emergency ends
    typed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("entered for the caller by"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=("taken_in_at",), name="submission_waiting"),)

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("emergency:status", args=[self.token])

    @property
    def reference(self) -> str:
        return reference_of(self.public_id)

    @property
    def token(self) -> str:
        return make_token(SALT, self.public_id, self.nonce)

    def is_token(self, token: str) -> bool:
        return is_valid_token(token, SALT, self.public_id, self.nonce)


def reference_of(public_id: str) -> str:
    """Eight signs without look-alikes, as they are read over the telephone: `7K3M-9XQA`."""
    return f"{public_id[:4]}-{public_id[4:]}".upper()


def public_id_in(reference: str) -> str:
    """What somebody typed, however they typed it."""
    return "".join(sign for sign in reference.lower() if sign.isalnum())[:LENGTH]
