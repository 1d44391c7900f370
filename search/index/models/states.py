"""How the index stands: who writes it now, with which version, and what went wrong last."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LEASE = timedelta(minutes=2)
LONGEST_PAUSE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to write, for a while. Only one process has it."""

    token: str


class IndexStateManager(models.Manager["IndexState"]):
    def current(self) -> IndexState:
        return self.get_or_create(pk=1)[0]

    def take_lease(self) -> Lease | None:
        """None while somebody else has it. One that nobody gave back runs out."""
        self.current()
        lease, now = Lease(secrets.token_hex(8)), timezone.now()
        free = Q(leased_until=None) | Q(leased_until__lt=now)
        taken = self.filter(free, pk=1).update(lease=lease.token, leased_until=now + LEASE)
        return lease if taken else None

    def next_version(self, lease: Lease) -> int | None:
        """A number above all before it; whatever is read from now on belongs to it.

        None where the lease ran out meanwhile: somebody else writes, and knows more.
        """
        renewed = timezone.now() + LEASE
        mine = self.filter(pk=1, lease=lease.token)
        if not mine.update(sequence=F("sequence") + 1, leased_until=renewed):
            return None
        return mine.values_list("sequence", flat=True).first()

    def give_back(self, lease: Lease) -> None:
        self.filter(pk=1, lease=lease.token).update(leased_until=None, lease="")


class IndexState(models.Model):
    """One row. `sequence` is the external version of what is written to an index."""

    sequence = models.PositiveBigIntegerField(default=0)
    lease = models.CharField(max_length=16, blank=True)
    leased_until = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    retry_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=500, blank=True)
    written_at = models.DateTimeField(null=True)
    checked_at = models.DateTimeField(null=True)

    objects = IndexStateManager()

    class Meta:
        verbose_name = _("index state")
        verbose_name_plural = _("index states")

    def __str__(self) -> str:
        return f"Index at {self.sequence}"

    @property
    def is_waiting(self) -> bool:
        """It failed, and isn't tried again yet."""
        return self.retry_at is not None and self.retry_at > timezone.now()

    def note_failure(self, error: Exception) -> None:
        """A second, two, four, …, five minutes at most."""
        pause = min(timedelta(seconds=1) * (1 << min(self.failures, 16)), LONGEST_PAUSE)
        self.failures += 1
        self.retry_at = timezone.now() + pause
        self.last_error = f"{type(error).__name__}: {error.__cause__ or error}"[:500]
        self.save(update_fields=["failures", "retry_at", "last_error"])

    def note_success(self) -> None:
        self.failures, self.retry_at, self.last_error = 0, None, ""
        self.written_at = timezone.now()
        self.save(update_fields=["failures", "retry_at", "last_error", "written_at"])
