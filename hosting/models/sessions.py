"""The dates of an activity, with seats."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.db.questions import Key
from core.ids import new_public_id
from hosting.enums import SessionState
from hosting.models.activities import Activity


class SessionQuerySet(models.QuerySet["Session"]):
    def upcoming(self, now: datetime | Key | None = None) -> Self:
        return self.filter(state=SessionState.SCHEDULED, starts_at__gt=now or timezone.now())

    def with_seats_left(self) -> Self:
        return self.annotate(seats_left=models.F("seats") - models.Count("seat_holds"))

    def with_seats_for(self, party: int) -> Self:
        left = models.F("seats") - models.Count("seat_holds")
        return self.annotate(seats_left=left).filter(seats_left__gte=party)


class Session(models.Model):
    """One date of an activity. Its seats are taken by holds, like nights."""

    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="sessions")
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    seats = models.PositiveSmallIntegerField(
        _("seats"), validators=[MinValueValidator(1), MaxValueValidator(500)]
    )
    state = models.CharField(
        max_length=12, choices=SessionState, default=SessionState.SCHEDULED, editable=False
    )

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ("starts_at", "pk")
        indexes = (models.Index(fields=("activity", "starts_at"), name="session_by_start"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="session_ends_after_start",
            ),
        )

    def __str__(self) -> str:
        return f"Session {self.public_id}"

    @property
    def is_upcoming(self) -> bool:
        return self.state == SessionState.SCHEDULED and self.starts_at > timezone.now()
