"""Counting in the database."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from commons.quotas.models import QuotaCount
from core.quotas.counters import Count


class DatabaseCounter:
    """A `core.quotas.counters.Counter`: one row of each key, locked while it changes.

    Inside an action the row stays locked until its commit, and a refusal rolls the count back. Who
    asks for several asks for those of one person in one order, so that none waits crosswise.
    """

    @transaction.atomic
    def add(self, key: str, number: int, *, within: timedelta) -> Count:
        now = timezone.now()
        row, _is_new = QuotaCount.objects.select_for_update().get_or_create(
            key=key, defaults={"ends_at": now + within}
        )
        if row.ends_at <= now:
            row.number, row.ends_at = 0, now + within
        row.number += number
        row.save(update_fields=["number", "ends_at"])
        return Count(row.number, row.ends_at)

    def take_back(self, key: str, number: int, count: Count) -> None:
        same = QuotaCount.objects.filter(key=key, ends_at=count.ends_at)
        same.update(number=F("number") - number)
