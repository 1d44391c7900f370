"""Row locks that actions take before they check."""

from __future__ import annotations

from typing import Any

from django.db.models import Model, QuerySet


class LockingQuerySet[Row: Model](QuerySet[Row]):
    """For models whose rows actions lock."""

    def locked(self, pk: Any, *, no_key: bool = False) -> Row:
        """The row as it is now, locked until the transaction ends. Raises DoesNotExist.

        Rows that `filter` or `select_related` join aren't locked: PostgreSQL refuses to lock the
        nullable side of a join. Nor is the row of a parent table: lock that of `Offer`, and not
        that of `Stay`. With `no_key` rows that point to it may be written meanwhile
        (PostgreSQL, FOR NO KEY UPDATE). SQLite locks the database with the transaction, see
        docs/adr/0008.
        """
        return self.select_for_update(of=("self",), no_key=no_key).get(pk=pk)
