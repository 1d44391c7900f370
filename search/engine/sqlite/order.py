"""Who stands where: the order of the contract, as columns of a statement and as keys in memory."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from heapq import nsmallest
from operator import attrgetter, itemgetter
from typing import Any

from search.engine.answer import Hit, Reasons
from search.engine.question import OfferQuery, Position
from search.engine.sqlite.rows import Row
from search.enums import Order
from search.errors import PageUnknownError


def columns_of(query: OfferQuery, *, with_words: bool) -> tuple[str, ...]:
    """The smallest first; a minus turns a column round."""
    if query.order == Order.NEWEST:
        return ("-published", "draw", "id")
    near = ("metres",) if query.near else ()
    if query.order == Order.DISTANCE and near:
        return (*near, "draw", "id")
    words = ("words",) if with_words else ()
    return (*words, *near, "-fresh", "draw", "id")


def page_of(fitting: Iterable[Row], query: OfferQuery, *, with_words: bool) -> list[Hit]:
    """The first of them behind the page before."""
    columns = columns_of(query, with_words=with_words)
    after = after_of(query, len(columns))
    keyed = ((_position(row, columns), row) for row in fitting)
    if after:
        keyed = ((position, row) for position, row in keyed if position > after)
    first = nsmallest(query.size, keyed, key=itemgetter(0))
    return [
        hit_of((row.pk, row.host, row.words, row.metres, row.fresh, row.draw, *position))
        for position, row in first
    ]


def hit_of(told: Sequence[Any]) -> Hit:
    pk, host, words, metres, fresh, draw, *position = told
    return Hit(pk, host, Reasons(-words or 0.0, metres, fresh, draw), tuple(position))


def after_of(query: OfferQuery, length: int) -> Position:
    """Empty at the beginning. Raises PageUnknownError for a place in another order."""
    after = query.after or ()
    if query.after is None:
        return after
    if len(after) != length or not all(isinstance(one, (int, float)) for one in after):
        raise PageUnknownError
    return tuple(after)


def _position(row: Row, columns: Sequence[str]) -> Position:
    return tuple(_value(row, column) for column in columns)


def _value(row: Row, column: str) -> float:
    name = column.removeprefix("-")
    value: float = attrgetter({"id": "pk"}.get(name, name))(row)
    return -value if column.startswith("-") else value
