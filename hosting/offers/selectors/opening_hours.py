"""The opening hours of an offer, in the offer's own read."""

from __future__ import annotations

from datetime import time
from functools import cache
from typing import Any

from django.db.models import OuterRef, Subquery

from core.db.json_rows import JSONRowsColumn, json_rows_subquery
from core.values.opening_hours import OpeningPeriod
from hosting.offers.models.opening_hours import OpeningHours

COLUMNS = (
    *("sort_order", "weekdays", "opens", "closes", "closes_next_day"),
    *("season_from", "season_until", "note"),
)


@cache  # an expression holds no rows: each query that it is put into copies it
def opening_hours_subquery() -> Subquery:
    """An annotation, read by `parse_opening_hours`."""
    rows = OpeningHours.objects.filter(offer=OuterRef("pk"))
    return json_rows_subquery(rows, columns=COLUMNS)


def parse_opening_hours(column: JSONRowsColumn) -> tuple[OpeningPeriod, ...]:
    """What `opening_hours_subquery` brought, in the order of the host."""
    return tuple(_period(*row[1:]) for row in column or ())


def _period(
    weekdays: list[int], opens: time, closes: time, next_day: bool, *rest: Any
) -> OpeningPeriod:
    first, last, note = rest
    return OpeningPeriod(
        weekdays=tuple(weekdays),
        opens=opens,
        closes=closes,
        closes_next_day=next_day,
        season=None if first is None else (first, last),
        note=note,
    )
