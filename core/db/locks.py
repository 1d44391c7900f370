"""Row locks."""

from __future__ import annotations

from typing import Any

from django.db import models


class LockableQuerySet[Row: models.Model](models.QuerySet[Row]):
    """`Model.objects.locked(pk)`: how an action takes the row that it is about to change."""

    def locked(self, pk: Any) -> Row:
        """The row as it is now, which nobody else changes before the transaction ends.

        Rows that `select_related` adds aren't locked. Raises DoesNotExist, and
        TransactionManagementError outside a transaction.
        """
        return self.select_for_update(of=("self",)).get(pk=pk)
