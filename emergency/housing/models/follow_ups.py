"""How a stay goes: asked after two days, every week, before the end and on the last day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from emergency.activations.choices import Side
from emergency.housing.models.placements import Placement
from emergency.housing.states.extensions import FollowUpKind

ENDING_BEFORE: Final = timedelta(days=3)
FIRST_AFTER: Final = timedelta(days=2)
WEEK: Final = timedelta(days=7)


class FollowUp(models.Model):
    """Once asked by a letter, once answered, by a press of either side or by telephone."""

    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="follow_ups")
    kind = models.CharField(max_length=8, choices=FollowUpKind)
    due_on = models.DateField()
    asked_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    side = models.CharField(max_length=12, choices=Side, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    words = models.CharField(_("how the stay is going"), max_length=300, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("placement", "due_on"), name="one_follow_up_per_stay_and_day"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} of {self.placement_id} on {self.due_on}"


def next_day(placement: Placement, today: date) -> date:
    """The next day after `today` on which somebody asks how it goes."""
    first, ending = placement.check_in + FIRST_AFTER, placement.check_out - ENDING_BEFORE
    if today >= ending:
        return max(placement.check_out, today + timedelta(days=1))
    if today < first:
        return min(first, ending)
    weeks = (today - placement.check_in).days // 7 + 1
    return min(placement.check_in + weeks * WEEK, ending)


def kind_on(placement: Placement, day: date) -> FollowUpKind:
    if day >= placement.check_out:
        return FollowUpKind.LAST
    if day >= placement.check_out - ENDING_BEFORE:
        return FollowUpKind.ENDING
    return FollowUpKind.FIRST if day <= placement.check_in + FIRST_AFTER else FollowUpKind.WEEKLY
