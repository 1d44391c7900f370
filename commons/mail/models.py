"""Mails about the account itself, rendered when they are asked for because they carry a secret."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils import timezone

from core.db.leases import Leased


class LetterQuerySet(models.QuerySet["Letter"]):
    def stale(self) -> Self:
        """The secret inside is worth nothing any more."""
        return self.filter(expires_at__lte=timezone.now())


class Letter(Leased):
    """Lives from the request until the mail server took it, and never longer than its secret."""

    address = models.EmailField()
    title = models.CharField(max_length=255)
    text = models.TextField()
    html = models.TextField()
    calendar = models.TextField(blank=True)  # a file that goes with it (RFC 5545)
    posted_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(db_index=True)

    objects = LetterQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Letter {self.pk}"

    @property
    def is_stale(self) -> bool:
        return self.expires_at <= timezone.now()
