"""More nights of one stay: asked by either side, answered by the other."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils import timezone

from core.ids import new_public_id
from core.values.dates import DateRange
from emergency.activations.choices import Side
from emergency.activations.models.activations import Activation
from emergency.housing.models.placements import Placement
from emergency.housing.models.requests import HousingRequest
from emergency.housing.states.extensions import ExtensionState


class ExtensionQuerySet(models.QuerySet["Extension"]):
    def open(self) -> Self:
        return self.filter(state=ExtensionState.ASKED)

    def silent(self) -> Self:
        """The window is over and nobody answered."""
        return self.open().filter(expires_at__lte=timezone.now())


class Extension(models.Model):
    """The nights from `check_in` on are kept free as soon as they are asked for."""

    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    activation = models.ForeignKey(Activation, on_delete=models.CASCADE, related_name="extensions")
    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="extensions")
    asked_by = models.CharField(max_length=12, choices=Side)
    check_in = models.DateField()
    check_out = models.DateField()
    state = models.CharField(max_length=14, choices=ExtensionState, default=ExtensionState.ASKED)
    state_since = models.DateTimeField(default=timezone.now)
    asked_name = models.CharField(max_length=120, blank=True)
    answer_name = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    follow_up = models.ForeignKey(
        HousingRequest, null=True, on_delete=models.SET_NULL, related_name="follows"
    )

    objects = ExtensionQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=("state", "expires_at"), name="extension_windows"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(check_out__gt=models.F("check_in")),
                name="extension_has_a_night",
            ),
            models.UniqueConstraint(
                fields=("placement",),
                condition=models.Q(state=ExtensionState.ASKED),
                name="one_open_extension_per_stay",
            ),
        )

    def __str__(self) -> str:
        return f"Extension {self.public_id}"

    @property
    def dates(self) -> DateRange:
        return DateRange(self.check_in, self.check_out)

    @property
    def answered_by(self) -> str:
        """The other side: a coordinator asks for whoever lives there."""
        return Side.REQUESTER if self.asked_by == Side.HOST else Side.HOST
