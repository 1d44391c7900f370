"""Querysets that take longer to put together than to ask, put together once for many pages."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from django.db.models import QuerySet

MOST_IDLE: Final = 4  # of each; more are only in use when that many threads ask at once


class QuerySetPool[Q: QuerySet[Any], *Key]:
    """Lends each queryset to one thread at a time, see docs/adr/0057.

    A copy of a queryset shares the subqueries in its annotations and conditions. To compile them
    counts the uses of their tables, so that two threads which do it at once get wrong SQL.

    `build` makes the one for a key, for instance a language. It must not depend on anything else:
    not on the day, a setting, or who is asking.
    """

    def __init__(self, build: Callable[[*Key], Q]) -> None:
        self.build = build
        self._idle: dict[tuple[*Key], deque[Q]] = {}

    @contextmanager
    def lend(self, *key: *Key) -> Iterator[Q]:
        """A queryset without rows, for this block alone.

        Nothing lazy may leave the block: neither the queryset nor what was filtered from it. Its
        SQL would be compiled later, while another thread has the subqueries. Read the rows inside,
        by `first`, `list` or a loop.
        """
        idle = self._idle.setdefault(key, deque(maxlen=MOST_IDLE))
        try:
            queryset = idle.pop()
        except IndexError:
            queryset = self.build(*key)
        # A copy, which takes the rows that it reads along.
        yield queryset.all()
        idle.append(queryset)  # after an error it is thrown away
