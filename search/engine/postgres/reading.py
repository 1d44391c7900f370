"""Around every reading: the index that answers, a time limit, and refusals in our own words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any, Final

from django.conf import settings
from django.db import (
    InterfaceError,
    InternalError,
    OperationalError,
    ProgrammingError,
    connection,
    transaction,
)

from search.engine.contract import SCHEMA
from search.engine.postgres.tables import LIVE, Names, names_of, rows
from search.errors import IndexUnfitError, SearchDownError

# Compiling takes longer than our questions; the memory is for one question over all offers; and
# what is asked all day lies in memory, where a page of an index costs no more than the next one.
LIVE_INDEX: Final = """
SELECT generation, schema, set_config('statement_timeout', %(limit)s, true),
    set_config('jit', 'off', true), set_config('work_mem', '64MB', true),
    set_config('random_page_cost', '1.1', true),
    set_config('pg_trgm.similarity_threshold', '0.1', true)
FROM search_index WHERE state = %(live)s"""
NEW_LIMIT: Final = "SELECT set_config('statement_timeout', %s, true)"
SLACK: Final = 0.05  # seconds that may pass before the next statement is told how much is left
MISSING: Final = {"42P01", "42703"}  # a table, a column


class Budget:
    """How long all statements of one answer may take together: the database knows only of one."""

    def __init__(self, seconds: float) -> None:
        self.ends = monotonic() + seconds
        self.told = seconds

    def __call__(
        self, execute: Callable[..., Any], sql: str, parameters: Any, many: bool, context: Any
    ) -> Any:
        """Around each statement. A quick answer, which is the usual one, costs no further trip."""
        left = self.ends - monotonic()
        if left <= 0:
            raise SearchDownError
        if self.told - left > SLACK:
            context["cursor"].cursor.execute(NEW_LIMIT, [_milliseconds(left)])
            self.told = left
        return execute(sql, parameters, many, context)


def _milliseconds(seconds: float) -> str:
    """At least one: none would be no limit at all."""
    return str(max(1, int(seconds * 1_000)))


def read[Answer](ask: Callable[[Names], Answer]) -> Answer:
    """Ask the index that answers. Where it was replaced in that moment, ask the one that did it."""
    try:
        return _read(ask)
    except IndexUnfitError:
        return _read(ask)


def _read[Answer](ask: Callable[[Names], Answer]) -> Answer:
    seconds = settings.SEARCH_TIMEOUT.total_seconds()
    with answering(), transaction.atomic(), connection.execute_wrapper(Budget(seconds)):
        answer = ask(names_of(_live(seconds)))
        transaction.set_rollback(True)  # nothing was written, and the limits end here
    return answer


def _live(seconds: float) -> int:
    """The number of the index that answers. Raises IndexUnfitError."""
    asked = {"limit": _milliseconds(seconds), "live": LIVE}
    for generation, schema, *_limits in rows(LIVE_INDEX, asked):
        if schema == SCHEMA:
            return int(generation)
    raise IndexUnfitError


@contextmanager
def answering() -> Iterator[None]:
    """A table that went away belongs to an index that was replaced just now, or is broken."""
    try:
        yield
    except (OperationalError, InterfaceError, InternalError) as error:
        raise SearchDownError from error
    except ProgrammingError as error:
        if getattr(error.__cause__, "sqlstate", "") in MISSING:
            raise IndexUnfitError from error
        raise
