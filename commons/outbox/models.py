"""What must still leave this process: one row per job, written with the change that asks for it."""

from __future__ import annotations

from datetime import timedelta
from typing import Final, Self

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.text.contacts import mask_mail_addresses

KILLED: Final = "The process ended before the job did."
OVERDUE: Final = timedelta(minutes=15)  # half a minute is usual


class OutboxQuerySet(models.QuerySet["OutboxEntry"]):
    def due(self) -> Self:
        return self.filter(due_at__lte=timezone.now(), dead_at=None).order_by("due_at", "pk")

    def overdue(self) -> Self:
        """Due for so long that no worker seems to be there."""
        return self.due().filter(due_at__lt=timezone.now() - OVERDUE)

    def outdated(self) -> Self:
        """Given up so long ago that nobody will look any more."""
        return self.filter(dead_at__lt=timezone.now() - settings.OUTBOX_KEEP)

    def dead(self) -> Self:
        """Tried so often in vain that a person has to look."""
        return self.exclude(dead_at=None)

    def pull_back(self, limit: int) -> None:
        """A clock that ran ahead posted these: they wait as long as they should, from now on."""
        now = timezone.now()
        ahead = self.filter(posted_at__gt=now, dead_at=None).select_for_update(skip_locked=True)
        for entry in ahead[:limit]:
            entry.due_at, entry.posted_at = now + (entry.due_at - entry.posted_at), now
            entry.save(update_fields=["due_at", "posted_at"])

    @transaction.atomic
    def claim(self, limit: int) -> list[OutboxEntry]:
        """Lease what is due, so that no other drain takes it. An unused lease runs out."""
        self.pull_back(limit)
        entries = list(self.due().select_for_update(skip_locked=True)[:limit])
        lease = timezone.now() + settings.OUTBOX_LEASE
        self.filter(pk__in=[entry.pk for entry in entries]).update(due_at=lease)
        return entries


class OutboxEntry(models.Model):
    """A job by its name, with the ids it needs. Deleted when the job is done."""

    job = models.CharField(_("job"), max_length=100)
    arguments = models.JSONField(_("arguments"), default=dict)
    posted_at = models.DateTimeField(_("queued at"), auto_now_add=True)
    due_at = models.DateTimeField(_("next attempt"), default=timezone.now, db_index=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    last_error = models.CharField(_("last error"), max_length=500, blank=True)
    dead_at = models.DateTimeField(_("abandoned at"), null=True, blank=True)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        verbose_name = _("queued job")
        verbose_name_plural = _("queued jobs")

    def __str__(self) -> str:
        return f"{self.job} {self.arguments}"

    def begin_attempt(self) -> bool:
        """Count it, unless the last one was: then whatever runs this has killed its process."""
        if self.attempts >= settings.OUTBOX_ATTEMPTS:
            self.last_error, self.dead_at = KILLED, timezone.now()
            self.save(update_fields=["last_error", "dead_at"])
            return False
        self.attempts += 1
        self.save(update_fields=["attempts"])
        return True

    def fail(self, error: Exception) -> None:
        """Note what went wrong in the attempt that has begun, wait longer, give up in the end.

        A mail server names the address that it refuses: the note doesn't.
        """
        now = timezone.now()
        self.last_error = mask_mail_addresses(f"{type(error).__name__}: {error}")[:500]
        self.due_at = now + pause_after(self.attempts)
        self.dead_at = now if self.attempts >= settings.OUTBOX_ATTEMPTS else None
        self.save(update_fields=["attempts", "last_error", "due_at", "dead_at"])


def pause_after(attempts: int) -> timedelta:
    """Half a minute, a minute, two, …, six hours at most."""
    return min(timedelta(seconds=30) * (1 << attempts - 1), timedelta(hours=6))
