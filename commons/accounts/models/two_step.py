"""A second factor that somebody lost, as long as two others have not agreed to take it away."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from core.db.locks import LockingQuerySet


class TwoStepResetQuerySet(LockingQuerySet["TwoStepReset"]):
    def waiting(self) -> Self:
        """Those that a second person may still confirm."""
        since = timezone.now() - settings.ACCOUNTS_TWO_STEP_RESET_FOR
        return self.filter(asked_at__gt=since)

    def lapsed(self) -> Self:
        return self.filter(asked_at__lte=timezone.now() - settings.ACCOUNTS_TWO_STEP_RESET_FOR)


class TwoStepReset(models.Model):
    """One for each person at a time. Once it is confirmed, withdrawn or too old the row goes."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="two_step_reset"
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    asked_at = models.DateTimeField(default=timezone.now)
    reason = models.TextField(max_length=300)

    objects = TwoStepResetQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(asked_by=models.F("person")),
                name="nobody_resets_their_own_two_step",
            ),
        )

    def __str__(self) -> str:
        return f"Reset for {self.person_id}"

    def get_absolute_url(self) -> str:
        return reverse("accounts:two-step-reset", args=[self.person.public_id])
