"""Keyset pagination of long lists: each page begins after the last row of the one before.

For pages and for the API alike; `core.api.pagination` says its refusals as problems.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, Final

from django.db.models import Model, Q, QuerySet

from core.security.tokens import InvalidTokenError, decrypt_token, encrypt_token

SALT: Final = "core.pagination"
MAX_CURSOR_LENGTH: Final = 1_000


class InvalidCursorError(ValueError):
    """The cursor was not made by this site, or belongs to another list."""


@dataclass(frozen=True, slots=True)
class Page[Row: Model]:
    """Some rows in order, and the cursor of the next page; empty on the last one."""

    rows: list[Row]
    next_cursor: str


def paginate[Row: Model](
    rows: QuerySet[Row], *, by: Sequence[str], scope: str, cursor: str, size: int
) -> Page[Row]:
    """One page of rows in the order of the columns `by`, whose last one tells all rows apart.

    `scope` names the list: a cursor is valid in the same list and order only. One query.
    Raises InvalidCursorError.
    """
    full_scope = f"{scope} {' '.join(by)}"
    ordered = rows.order_by(*by)
    if cursor:
        ordered = ordered.filter(_after_position(rows, by, _decode_cursor(cursor, full_scope)))
    rows_and_one = list(ordered[: size + 1])
    page_rows = rows_and_one[:size]
    more = len(rows_and_one) > size
    return Page(page_rows, _encode_cursor(page_rows[-1], by, full_scope) if more else "")


def _after_position(rows: QuerySet[Any], by: Sequence[str], position: Sequence[Any]) -> Q:
    """Past this position: the first column further on, or the same and the next one further on."""
    past, same = Q(), Q()
    for column, bound in zip(by, position, strict=True):
        name = column.removeprefix("-")
        value = _field(rows.model, column).to_python(bound)
        past |= same & Q(**{f"{name}__{'lt' if column.startswith('-') else 'gt'}": value})
        same &= Q(**{name: value})
    return past


def _encode_cursor(row: Model, by: Sequence[str], scope: str) -> str:
    """Keys of the database never leave the server in the open."""
    position = [_field(type(row), column).value_to_string(row) for column in by]
    return encrypt_token([_digest(scope), *position], salt=SALT)


def _decode_cursor(cursor: str, scope: str) -> list[str]:
    try:
        payload: Any = (
            decrypt_token(cursor, salt=SALT) if len(cursor) <= MAX_CURSOR_LENGTH else None
        )
    except InvalidTokenError as error:
        raise InvalidCursorError from error
    if not payload or payload[0] != _digest(scope):
        raise InvalidCursorError
    return list(payload[1:])


def _field(model: type[Model], column: str) -> Any:
    name = column.removeprefix("-")
    return model._meta.pk if name == "pk" else model._meta.get_field(name)


def _digest(scope: str) -> str:
    return blake2b(scope.encode(), digest_size=8).hexdigest()
