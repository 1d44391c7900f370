"""A home is proposed to nobody for now: a decision with its reason, its author and its appeal."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.values.countdown import Countdown, countdown_between
from emergency.activations.models.activations import Activation
from emergency.housing.models.offers import HousingOffer
from emergency.housing.states.extensions import IN_FORCE, SuspensionState


class SuspensionQuerySet(models.QuerySet["Suspension"]):
    def in_force(self) -> Self:
        return self.filter(state__in=IN_FORCE)

    def late(self) -> Self:
        """Appeals that nobody decided in time, and nobody was warned of that yet."""
        appealed = self.filter(state=SuspensionState.APPEALED, warned_at=None)
        return appealed.filter(due_at__lte=timezone.now())


class Suspension(models.Model):
    """The host reads `reason`, answers once, and somebody else decides."""

    activation = models.ForeignKey(Activation, on_delete=models.CASCADE, related_name="suspensions")
    offer = models.ForeignKey(HousingOffer, on_delete=models.CASCADE, related_name="suspensions")
    state = models.CharField(
        max_length=14, choices=SuspensionState, default=SuspensionState.STANDING
    )
    state_since = models.DateTimeField(default=timezone.now)
    reason = models.CharField(_("reason"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    appeal = models.TextField(_("text of the appeal"), max_length=1000, blank=True)
    appealed_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    warned_at = models.DateTimeField(null=True)
    decision = models.CharField(_("decision"), max_length=300, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    objects = SuspensionQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(condition=~models.Q(reason=""), name="suspension_says_why"),
            models.UniqueConstraint(
                fields=("offer",),
                condition=~models.Q(state=SuspensionState.LIFTED),
                name="one_suspension_in_force_per_offer",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=SuspensionState.UPHELD)
                | ~models.Q(decided_by=models.F("by")),
                name="appeal_is_decided_by_another",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=SuspensionState.APPEALED)
                | models.Q(due_at__isnull=False),
                name="appeal_has_a_clock",
            ),
        )

    def __str__(self) -> str:
        return f"Suspension of {self.offer_id}"

    @property
    def clock(self) -> Countdown | None:
        """Until somebody decides on the appeal."""
        if self.appealed_at is None or self.due_at is None or self.decided_at is not None:
            return None
        return countdown_between(self.appealed_at, self.due_at)

    @property
    def can_appeal(self) -> bool:
        return self.state == SuspensionState.STANDING
