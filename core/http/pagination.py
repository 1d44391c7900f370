"""Keyset pagination of long lists for pages: each page begins after the last row of the one before.

`core.api.pagination` does the same for the API, in any order; a page for people needs only the
key of its rows, and none of the API's dependencies.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db.models import Model, Q, QuerySet

from core.security.tokens import InvalidTokenError, decrypt_token, encrypt_token

SALT: Final = "core.pagination"
MAX_CURSOR_LENGTH: Final = 600


class InvalidCursorError(ValueError):
    """The cursor was not made by this site, or belongs to another list."""


@dataclass(frozen=True, slots=True)
class Page[Row: Model]:
    """Some rows, and the cursor of the next page; empty on the last one."""

    rows: list[Row]
    next_cursor: str


def paginate[Row: Model](
    rows: QuerySet[Row],
    *,
    scope: str,
    cursor: str,
    size: int,
    oldest_first: bool = False,
    first: str = "",
) -> Page[Row]:
    """One page of rows in the order of their keys. One query. Raises InvalidCursorError.

    `scope` names the list: a cursor is valid in the same list only. Rows where the
    column `first` says yes come before all others.
    """
    scope_values = [scope, oldest_first, first]
    key = "pk" if oldest_first else "-pk"
    ordered = rows.order_by(*([f"-{first}"] if first else []), key)
    if cursor:
        ordered = ordered.filter(
            _after_position(_decode_cursor(cursor, scope_values), first, oldest_first=oldest_first)
        )
    rows_and_one = list(ordered[: size + 1])
    page_rows = rows_and_one[:size]
    more = len(rows_and_one) > size
    return Page(page_rows, _encode_cursor(page_rows[-1], scope_values, first) if more else "")


def _encode_cursor(last: Model, scope_values: list[object], first: str) -> str:
    is_first = bool(getattr(last, first)) if first else False
    return encrypt_token([*scope_values, is_first, last.pk], salt=SALT)


def _after_position(last: tuple[bool, int], first: str, *, oldest_first: bool) -> Q:
    is_first, key = last
    beyond = Q(pk__gt=key) if oldest_first else Q(pk__lt=key)
    if not first:
        return beyond
    same = beyond & Q(**{first: is_first})
    return same | Q(**{first: False}) if is_first else same


def _decode_cursor(cursor: str, scope_values: list[object]) -> tuple[bool, int]:
    """Keys of the database never leave the server in the open."""
    try:
        *scope_in_cursor, is_first, key = (
            decrypt_token(cursor, salt=SALT) if len(cursor) <= MAX_CURSOR_LENGTH else (0, 0, 0)
        )
    except (InvalidTokenError, TypeError) as error:
        raise InvalidCursorError from error
    if scope_in_cursor != scope_values:
        raise InvalidCursorError
    return bool(is_first), int(key)
