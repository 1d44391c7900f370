"""A clock that ran out: somebody has to say that they have seen it."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models

from emergency.activations.models.activations import Activation
from emergency.housing.models.requests import HousingRequest
from emergency.housing.states.requests import NextAction


class AlertQuerySet(models.QuerySet["Alert"]):
    def unseen(self) -> Self:
        return self.filter(seen_at=None)


class Alert(models.Model):
    """One for each clock that ran out; it stays until a person has acknowledged it."""

    activation = models.ForeignKey(Activation, on_delete=models.CASCADE, related_name="alerts")
    request = models.ForeignKey(HousingRequest, on_delete=models.CASCADE, related_name="alerts")
    action = models.CharField(max_length=14, choices=NextAction)
    due_at = models.DateTimeField()
    raised_at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField(null=True)
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = AlertQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("request", "due_at"), name="one_alert_per_clock"),
        )

    def __str__(self) -> str:
        return f"{self.action} of {self.request_id}"
