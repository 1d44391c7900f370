"""Around every reading: the index that answers, a time limit, and refusals in our own words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
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

from search.engines.postgres.known_words import KnownWords
from search.engines.postgres.session import SearchSession
from search.engines.postgres.tables import LIVE, names_of, rows
from search.query.contract import SCHEMA
from search.query.errors import IndexUnfitError, SearchDownError

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
        self.seconds = seconds
        self.ends = 0.0
        self.announced = seconds

    def begin(self) -> None:
        """For the next answer, which takes its own time."""
        self.ends = monotonic() + self.seconds

    def __call__(
        self, execute: Callable[..., Any], sql: str, parameters: Any, many: bool, context: Any
    ) -> Any:
        """Around each statement. A quick answer, which is the usual one, costs no further trip."""
        left = self.ends - monotonic()
        if left <= 0:
            raise SearchDownError
        if abs(self.announced - left) > SLACK:
            context["cursor"].cursor.execute(NEW_LIMIT, [_milliseconds(left)])
            self.announced = left
        return execute(sql, parameters, many, context)


def _milliseconds(seconds: float) -> str:
    """At least one: none would be no limit at all."""
    return str(max(1, int(seconds * 1_000)))


class Reading:
    """One transaction for whatever is asked in it; it begins with the first question."""

    def __init__(self) -> None:
        self._budget = Budget(settings.SEARCH_TIMEOUT.total_seconds())
        self._opened = ExitStack()
        self._session: SearchSession | None = None

    def __enter__(self) -> Reading:
        return self

    def __exit__(self, *_error: object) -> None:
        self._end()

    def ask[Answer](self, ask: Callable[[SearchSession], Answer]) -> Answer:
        """Where the index was replaced in that moment, ask the one that did it."""
        try:
            return self._ask(ask)
        except IndexUnfitError:
            return self._ask(ask)

    def _ask[Answer](self, ask: Callable[[SearchSession], Answer]) -> Answer:
        """What fails ends the transaction, outside the limits: a way back has no time to keep."""
        with answering():
            try:
                self._begin()
                with connection.execute_wrapper(self._budget):
                    return ask(self._open_session())
            except BaseException:
                self._end()
                raise

    def _begin(self) -> None:
        if self._session is None:
            self._opened.enter_context(transaction.atomic())
            self._opened.callback(transaction.set_rollback, True)
        self._budget.begin()

    def _open_session(self) -> SearchSession:
        if self._session is None:
            budget = self._budget
            budget.announced = budget.seconds
            asked = {"limit": _milliseconds(budget.seconds), "live": LIVE}
            found = rows(LIVE_INDEX, asked)
            live = [generation for generation, schema, *_limits in found if schema == SCHEMA]
            if not live:
                raise IndexUnfitError
            names = names_of(int(live[0]))
            self._session = SearchSession(names, KnownWords(names))
        return self._session

    def _end(self) -> None:
        """Nothing was written, and the limits end here."""
        self._session = None
        self._opened.close()


def read[Answer](ask: Callable[[SearchSession], Answer]) -> Answer:
    """One question by itself."""
    with Reading() as reading:
        return reading.ask(ask)


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
