"""Calls of coordinators: who has them on the line, what came of it, and when again."""

from __future__ import annotations

from datetime import timedelta
from typing import Final, Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from emergency.housing.choices import CallOutcome, RequestCallOutcome
from emergency.housing.models.offers import HousingOffer
from emergency.housing.models.requests import HousingRequest

LINE_HELD_FOR: Final = timedelta(minutes=15)


class HostCallQuerySet(models.QuerySet["HostCall"]):
    def on_the_line(self) -> Self:
        """Begun just now, and nobody has said yet what came of it."""
        return self.filter(outcome="", at__gt=timezone.now() - LINE_HELD_FOR)

    def resting(self) -> Self:
        """Nobody answered: not again before that hour."""
        return self.filter(again_at__gt=timezone.now())


class HostCall(models.Model):
    """One try. The telephone number itself stands in `Contact`, and its reading in the log."""

    offer = models.ForeignKey(HousingOffer, on_delete=models.CASCADE, related_name="calls")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    outcome = models.CharField(max_length=10, choices=CallOutcome, blank=True)
    again_at = models.DateTimeField(null=True)

    objects = HostCallQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(outcome=CallOutcome.NO_ANSWER)
                | models.Q(again_at__isnull=False),
                name="unanswered_call_comes_again",
            ),
        )

    def __str__(self) -> str:
        return f"Call to {self.offer_id}"


class RequestCallQuerySet(models.QuerySet["RequestCall"]):
    def on_the_line(self) -> Self:
        """Begun within 15 minutes, without an outcome yet."""
        return self.filter(outcome="", at__gt=timezone.now() - LINE_HELD_FOR)


class RequestCall(models.Model):
    """One call to someone who needs a roof. `again_at` is set where they have to be called again.

    The number stands in `Contact`, and its reading in the log.
    """

    request = models.ForeignKey(HousingRequest, on_delete=models.CASCADE, related_name="calls")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    outcome = models.CharField(max_length=10, choices=RequestCallOutcome, blank=True)
    again_at = models.DateTimeField(null=True)

    objects = RequestCallQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(outcome__in=("", RequestCallOutcome.REACHED))
                | models.Q(again_at__isnull=False),
                name="call_in_vain_is_repeated",
            ),
        )

    def __str__(self) -> str:
        return f"Call to {self.request_id}"
