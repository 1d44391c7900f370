"""Row locks that actions take before they check."""

from __future__ import annotations

from typing import Any

from django.db.models import Model, QuerySet


class LockingQuerySet[Row: Model](QuerySet[Row]):
    """For models whose rows actions lock."""

    def locked(self, pk: Any, *, no_key: bool = False) -> Row:
        """The row as it is now, locked until the transaction ends. Raises DoesNotExist.

        With `no_key` rows that point to it may be written meanwhile (PostgreSQL, FOR NO KEY
        UPDATE). SQLite locks the database with the transaction, see docs/adr/0008.
        """
        return self.select_for_update(no_key=no_key).get(pk=pk)
