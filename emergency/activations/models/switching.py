"""A change of an emergency’s state that was proposed: it waits for a second person, or for the
clock."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from core.db.locks import LockingQuerySet
from core.ids import new_public_id
from emergency.activations.models.activations import Activation
from emergency.activations.states.switching import SwitchChange, SwitchState


class SwitchProposalQuerySet(LockingQuerySet["SwitchProposal"]):
    def open(self) -> Self:
        return self.filter(state=SwitchState.OPEN)

    def due(self) -> Self:
        """What takes effect by now, and what no one confirmed in time."""
        now = timezone.now()
        return self.open().filter(Q(takes_effect_at__lte=now) | Q(expires_at__lte=now))


class SwitchProposal(models.Model):
    """Either `expires_at` is set (a second person confirms until then) or `takes_effect_at` is.

    `review_on` is the next review that comes with a reopening. `decided_by` confirmed it or called
    it off; it stays empty where the clock did it.
    """

    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    activation = models.ForeignKey(
        Activation, on_delete=models.CASCADE, related_name="switch_proposals"
    )
    change = models.CharField(max_length=10, choices=SwitchChange)
    state = models.CharField(max_length=14, choices=SwitchState, default=SwitchState.OPEN)
    state_since = models.DateTimeField(default=timezone.now)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField(default=timezone.now)
    review_on = models.DateField(null=True)
    takes_effect_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = SwitchProposalQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("activation",),
                condition=Q(state=SwitchState.OPEN),
                name="one_open_switch_per_activation",
            ),
            models.CheckConstraint(
                condition=Q(takes_effect_at=None, expires_at__isnull=False)
                | Q(takes_effect_at__isnull=False, expires_at=None),
                name="switch_has_one_clock",
            ),
            models.CheckConstraint(
                condition=~Q(state=SwitchState.DONE)
                | Q(decided_by=None)
                | ~Q(decided_by=F("proposed_by")),
                name="switch_confirmed_by_another",
            ),
        )

    def __str__(self) -> str:
        return f"{self.change} of {self.activation_id}: {self.state}"

    @property
    def needs_second_person(self) -> bool:
        return self.takes_effect_at is None

    @property
    def is_over(self) -> bool:
        """Decided, or its hour has passed and the clock only hasn't said so yet."""
        expired = self.expires_at is not None and self.expires_at <= timezone.now()
        return self.state != SwitchState.OPEN or expired
