"""Who stands where: the order of the contract, as columns of a statement and as keys in memory."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from search.query.engine_results import Hit, Reasons
from search.query.errors import InvalidPageCursorError
from search.query.offer_query import NEW_FOR, OfferQuery, Position
from search.query.states import Order

FRESH: Final = f"MAX(0, {NEW_FOR} - (%(today)s - o.published))"


def columns_of(query: OfferQuery, *, with_words: bool) -> tuple[str, ...]:
    """The smallest first; a minus turns a column round."""
    if query.order == Order.NEWEST:
        return ("-published", "draw", "id")
    near = ("metres",) if query.near else ()
    if query.order == Order.DISTANCE and near:
        return (*near, "draw", "id")
    kind = ("is_other",) if query.has_stays_first else ()
    words = ("words",) if with_words else ()
    return (*kind, *words, *near, "-fresh", "draw", "id")


def hit_of(columns: Sequence[Any]) -> Hit:
    pk, host, words, metres, fresh, draw, *position = columns
    return Hit(pk, host, Reasons(-words or 0.0, metres, fresh, draw), tuple(position))


def after_of(query: OfferQuery, length: int) -> Position:
    """Empty at the beginning. Raises InvalidPageCursorError for a place in another order."""
    after = query.after or ()
    if query.after is None:
        return after
    if len(after) != length or not all(isinstance(one, (int, float)) for one in after):
        raise InvalidPageCursorError
    return tuple(after)
