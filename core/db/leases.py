"""Leases: one worker at a time handles a row, and holds no lock while it does.

A mail or a text message takes as long as another server wants. So its row is leased in a short
transaction, sent outside of any, and marked in another one. Whoever is killed on the way leaves a
lease that runs out.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import models, transaction
from django.utils import timezone


class LeaseHeldError(Exception):
    """Another worker has the row for now. Try again later: it may not come to its end."""


class Leased(models.Model):
    """A row that workers lease."""

    leased_until = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True


def take_lease[Row: Leased](rows: models.QuerySet[Row], duration: timedelta) -> list[int]:
    """Lease all of these rows that exist; returns their primary keys.

    Raises LeaseHeldError, and leases none, where another worker has one of them.
    """
    now = timezone.now()
    with transaction.atomic():
        found = dict(rows.order_by("pk").select_for_update().values_list("pk", "leased_until"))
        if any(until is not None and until > now for until in found.values()):
            raise LeaseHeldError
        rows.model._default_manager.filter(pk__in=found).update(leased_until=now + duration)
    return list(found)


def release(model: type[Leased], keys: list[int]) -> None:
    """Let another worker have them at once."""
    model._default_manager.filter(pk__in=keys).update(leased_until=None)


@contextmanager
def leased[Row: Leased](rows: models.QuerySet[Row], duration: timedelta) -> Iterator[list[int]]:
    """Lease these rows for a block, which marks or deletes them, or raises; yields their keys.

    Raises LeaseHeldError.
    """
    keys = take_lease(rows, duration)
    try:
        yield keys
    finally:
        release(rows.model, keys)
