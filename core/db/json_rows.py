"""Several rows in one column of another read: a page that is asked all the time asks no more."""

from __future__ import annotations

import json
from typing import Any

from django.db.models import CharField, Func, JSONField, QuerySet, Subquery, TextField, Value
from django.db.models.aggregates import StringAgg
from django.db.models.functions import Cast


class JSONRow(Func):
    """Django's own `JSONArray` asks SQLite first whether it knows JSON, in the middle of a page."""

    function = "json_array"
    output_field = JSONField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return super().as_sql(compiler, connection, function="json_build_array", **context)


def json_rows_subquery(rows: QuerySet[Any], *, shared: str, columns: tuple[str, ...]) -> Subquery:
    """Rows that all have the same `shared`, as pieces of JSON. The first column puts in order."""
    row = Cast(JSONRow(*columns), TextField())
    joined = rows.order_by().values(shared).annotate(joined=StringAgg(row, Value(",")))
    return Subquery(joined.values("joined"), output_field=CharField())


def parse_json_rows(joined: str | None) -> list[list[Any]]:
    """What such a column held, in order."""
    return sorted(json.loads(f"[{joined or ''}]"), key=lambda row: row[0])
