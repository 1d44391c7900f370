"""Long lists are cut, and say so."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Model, QuerySet


@dataclass(frozen=True, slots=True)
class TruncatedList[Row]:
    """The first rows of a list, and how many it leaves out."""

    rows: list[Row]
    left_out: int


def truncate[Row: Model](rows: QuerySet[Row], most: int) -> TruncatedList[Row]:
    """How many are left out is asked only where the list is full.

    Between the two questions some may have left the list: then none is left out.
    """
    kept = list(rows[:most])
    left_out = rows.count() - most if len(kept) == most else 0
    return TruncatedList(kept, max(left_out, 0))
