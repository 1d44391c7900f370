"""Turning pages of a long list: each begins after the last row of the one before it.

`core.api.pages` does the same for programs, in any order; a page for people needs only its key,
and none of the machinery of the door.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db.models import Model, QuerySet

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
    rows: QuerySet[Row], *, question: str, mark: str, size: int, oldest_first: bool = False
) -> Leaf[Row]:
    """In the order of their keys. One read. Raises LostMarkError.

    `question` names what was asked for: a mark leads on in the same list only.
    """
    told = [question, oldest_first]
    ordered = rows.order_by("pk" if oldest_first else "-pk")
    if mark:
        beyond = "pk__gt" if oldest_first else "pk__lt"
        ordered = ordered.filter(**{beyond: _opened(mark, told)})
    found = list(ordered[: size + 1])
    shown = found[:size]
    more = len(found) > size
    return Leaf(shown, seal([*told, shown[-1].pk], salt=SALT) if more else "")


def _opened(mark: str, told: list[object]) -> int:
    """Keys of the database never leave the server in the open."""
    try:
        *asked, key = unseal(mark, salt=SALT) if len(mark) <= LONGEST_MARK else (None, 0)
    except (BrokenSealError, TypeError) as broken:
        raise LostMarkError from broken
    if asked != told:
        raise LostMarkError
    return int(key)
