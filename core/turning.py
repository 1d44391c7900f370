"""Turning pages of a long list: each begins after the last row of the one before it.

`core.api.pages` does the same for programs, in any order; a page for people needs only its key,
and none of the machinery of the door.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db.models import Model, Q, QuerySet

from core.seals import BrokenSealError, seal, unseal

SALT: Final = "core.turning"
LONGEST_MARK: Final = 600


class LostMarkError(ValueError):
    """We never gave this mark for this question."""


@dataclass(frozen=True, slots=True)
class Leaf[Row: Model]:
    """Some rows, and the mark of those that follow, if there are any."""

    rows: list[Row]
    after: str


def leaf_of[Row: Model](
    rows: QuerySet[Row],
    *,
    question: str,
    mark: str,
    size: int,
    oldest_first: bool = False,
    first: str = "",
) -> Leaf[Row]:
    """In the order of their keys. One read. Raises LostMarkError.

    `question` names what was asked for: a mark leads on in the same list only. Rows where the
    column `first` says yes come before all others.
    """
    told = [question, oldest_first, first]
    key = "pk" if oldest_first else "-pk"
    ordered = rows.order_by(*([f"-{first}"] if first else []), key)
    if mark:
        ordered = ordered.filter(_beyond(_opened(mark, told), first, oldest_first=oldest_first))
    found = list(ordered[: size + 1])
    shown = found[:size]
    more = len(found) > size
    return Leaf(shown, _sealed(shown[-1], told, first) if more else "")


def _sealed(last: Model, told: list[object], first: str) -> str:
    is_first = bool(getattr(last, first)) if first else False
    return seal([*told, is_first, last.pk], salt=SALT)


def _beyond(last: tuple[bool, int], first: str, *, oldest_first: bool) -> Q:
    is_first, key = last
    beyond = Q(pk__gt=key) if oldest_first else Q(pk__lt=key)
    if not first:
        return beyond
    same = beyond & Q(**{first: is_first})
    return same | Q(**{first: False}) if is_first else same


def _opened(mark: str, told: list[object]) -> tuple[bool, int]:
    """Keys of the database never leave the server in the open."""
    try:
        *asked, is_first, key = unseal(mark, salt=SALT) if len(mark) <= LONGEST_MARK else (0, 0, 0)
    except (BrokenSealError, TypeError) as broken:
        raise LostMarkError from broken
    if asked != told:
        raise LostMarkError
    return bool(is_first), int(key)
