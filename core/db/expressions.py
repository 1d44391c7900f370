"""Expressions that a condition may hold which is written once, when a module is read."""

from __future__ import annotations

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import DateField, Expression
from django.utils import timezone


class Today(Expression):
    """The date in the current time zone at the moment of the query.

    Not of the import, nor of the moment when a query is put together: some are kept for good.
    """

    def __init__(self) -> None:
        super().__init__(output_field=DateField())

    def as_sql(self, compiler: Any, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        return "%s", (connection.ops.adapt_datefield_value(timezone.localdate()),)
