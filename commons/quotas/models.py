"""Counts that are kept while the cache is out of reach."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils import timezone


class QuotaCountQuerySet(models.QuerySet["QuotaCount"]):
    def ended(self) -> Self:
        return self.filter(ends_at__lte=timezone.now())


class QuotaCount(models.Model):
    """How often something was done under a key of `core.quotas.checks`, which names nobody."""

    key = models.CharField(max_length=80, unique=True)
    number = models.PositiveIntegerField(default=0)
    ends_at = models.DateTimeField(db_index=True)

    objects = QuotaCountQuerySet.as_manager()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.key
