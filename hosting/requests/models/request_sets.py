"""Requests that hold only together: all of their hosts say yes in time, or none is agreed."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from core.db.locks import LockingQuerySet
from core.ids import new_public_id
from hosting.requests.states import SetState


class RequestSetQuerySet(LockingQuerySet["RequestSet"]):
    def overdue(self) -> Self:
        """Its time has run out, and somebody has not said yes."""
        return self.filter(state=SetState.OPEN, closes_at__lte=timezone.now())


class RequestSet(models.Model):
    """A row that is locked before any of its requests, so that one answer ends or seals them all.

    A host's yes takes the nights at once. They become agreements together, with the last yes.
    """

    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    guest = models.ForeignKey(User, on_delete=models.PROTECT, related_name="request_sets")
    state = models.CharField(max_length=12, choices=SetState, default=SetState.OPEN)
    closes_at = models.DateTimeField(_("deadline for all answers"))
    key = models.UUIDField(editable=False)
    made_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, editable=False)

    objects = RequestSetQuerySet.as_manager()

    class Meta:
        verbose_name = _("joint request")
        verbose_name_plural = _("joint requests")
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(fields=("guest", "key"), name="one_set_per_guest_and_key"),
        )
        indexes = (models.Index(fields=("state", "closes_at"), name="set_by_deadline"),)

    def __str__(self) -> str:
        return f"{self.guest} · {self.public_id}"

    @property
    def is_open(self) -> bool:
        return self.state == SetState.OPEN

    @property
    def is_too_late(self) -> bool:
        """The clock may still be on its way to let it go."""
        return self.closes_at <= timezone.now()
