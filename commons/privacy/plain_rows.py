"""Rows as plain values, for the export of what is held about a person."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Model, QuerySet

from commons.accounts.models import User

HIDDEN = frozenset({"key"})  # says which press of a button made the row


def plain_rows(rows: QuerySet[Any], hide: Iterable[str] = ()) -> list[dict[str, Any]]:
    """The same of each of them."""
    return [plain_row(row, hide) for row in rows]


def plain_row(row: Model, hide: Iterable[str] = ()) -> dict[str, Any]:
    """Every field as a plain value, without those that point to a person or that `hide` names.

    Other people are there only by what the row itself says of them.
    """
    hidden = HIDDEN | set(hide)
    return {
        field.name: field.value_to_string(row) if field.value_from_object(row) is not None else None
        for field in row._meta.concrete_fields
        if field.related_model is not User
        and field.name not in hidden
        and not field.name.endswith("_ptr")
    }
