"""What must still leave this process: one row per job, written with the change that asks for it."""

from __future__ import annotations

from datetime import timedelta
from typing import Final, Self

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

OVERDUE: Final = timedelta(minutes=15)  # half a minute is usual


class OutboxQuerySet(models.QuerySet["OutboxEntry"]):
    def due(self) -> Self:
        return self.filter(due_at__lte=timezone.now(), dead_at=None).order_by("due_at", "pk")

    def overdue(self) -> Self:
        """Due for so long that no worker seems to be there."""
        return self.due().filter(due_at__lt=timezone.now() - OVERDUE)

    def dead(self) -> Self:
        """Tried so often in vain that a person has to look."""
        return self.exclude(dead_at=None)

    @transaction.atomic
    def claim(self, limit: int) -> list[OutboxEntry]:
        """Lease what is due, so that no other drain takes it. An unused lease runs out."""
        entries = list(self.due().select_for_update(skip_locked=True)[:limit])
        lease = timezone.now() + settings.OUTBOX_LEASE
        self.filter(pk__in=[entry.pk for entry in entries]).update(due_at=lease)
        return entries


class OutboxEntry(models.Model):
    """A job by its name, with the ids it needs. Deleted when the job is done."""

    job = models.CharField(_("job"), max_length=100)
    arguments = models.JSONField(_("what it is about"), default=dict)
    posted_at = models.DateTimeField(_("promised"), auto_now_add=True)
    due_at = models.DateTimeField(_("next try"), default=timezone.now, db_index=True)
    attempts = models.PositiveSmallIntegerField(_("tries"), default=0)
    last_error = models.CharField(_("what went wrong"), max_length=500, blank=True)
    dead_at = models.DateTimeField(_("given up"), null=True, blank=True)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        verbose_name = _("promise to do something")
        verbose_name_plural = _("promises to do something")

    def __str__(self) -> str:
        return f"{self.job} {self.arguments}"

    def fail(self, error: Exception) -> None:
        """Note what went wrong, wait twice as long as before, give up in the end."""
        now = timezone.now()
        self.attempts += 1
        self.last_error = f"{type(error).__name__}: {error}"[:500]
        self.due_at = now + pause_after(self.attempts)
        self.dead_at = now if self.attempts >= settings.OUTBOX_ATTEMPTS else None
        self.save(update_fields=["attempts", "last_error", "due_at", "dead_at"])


def pause_after(attempts: int) -> timedelta:
    """Half a minute, a minute, two, …, six hours at most."""
    return min(timedelta(seconds=30) * (1 << attempts - 1), timedelta(hours=6))
