"""Several rows in one column of another read: a page that is asked all the time asks no more."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.db.models import Field, Func, JSONField, QuerySet, Subquery
from django.utils.functional import cached_property

type JSONRowsColumn = Sequence[Sequence[Any]] | None


class JSONRowsField(JSONField):
    """What `json_rows_subquery` brings: one tuple of Python values for each row, in order.

    By the first column, and by the key of the row where that is equal; NULL comes last. The key
    stands behind the other columns, and only there for that.
    """

    def __init__(self, fields: Sequence[Field[Any, Any]]) -> None:
        super().__init__()
        self.fields = tuple(fields)

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Any:
        """An empty list where there are no rows, which PostgreSQL tells by NULL."""
        rows = super().from_db_value(value, expression, connection) or []
        converted = [
            tuple(
                _to_python(field, cell, connection)
                for field, cell in zip(self.fields, row, strict=True)
            )
            for row in rows
        ]
        # None is never compared: the first part differs, or it is equal to another None.
        converted.sort(key=lambda row: (row[0] is None, row[0], row[-1]))
        return [row[:-1] for row in converted]


class JSONRows(Func):
    """All rows of a subquery as one JSON array of arrays.

    For Django it is no aggregate, so that its subquery isn't grouped: there is always one answer.
    """

    @cached_property
    def output_field(self) -> Field[Any, Any]:
        return JSONRowsField([source.output_field for source in self.get_source_expressions()])

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        array = "json_group_array(json_array(%(expressions)s))"
        return self.as_sql(compiler, connection, template=array, **context)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        array = "jsonb_agg(jsonb_build_array(%(expressions)s))"
        return self.as_sql(compiler, connection, template=array, **context)


def json_rows_subquery(rows: QuerySet[Any], *, columns: tuple[str, ...]) -> Subquery:
    """These columns of all rows, as `JSONRowsField` has them. The first one puts them in order.

    Dates and hours come each by themselves: a column with both loses its time zone on SQLite.
    """
    return Subquery(
        rows.order_by().annotate(json_rows=JSONRows(*columns, "pk")).values("json_rows")
    )


def _to_python(field: Field[Any, Any], value: Any, connection: Any) -> Any:
    """JSON knows neither dates nor hours; that of SQLite has a list as text, and no booleans."""
    if value is None:
        return None
    if isinstance(field, JSONField) and not connection.features.has_native_json_field:
        return json.loads(value, cls=field.decoder)
    return field.to_python(value)
