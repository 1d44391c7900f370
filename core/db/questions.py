"""Questions that are asked all the time with another key: put into SQL once, asked anew each time.

On a page that asks nine of them, finding the words of SQL took longer than all answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from threading import Lock
from typing import Any, Final, NamedTuple, cast

from django.db import connections
from django.db.models import QuerySet, Value
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler

# While Django finds the words it counts in the question itself which tables it needs: two at once
# would leave out each other's, and the wrong words would stay.
FINDING_WORDS: Final = Lock()


class Key(Value):
    """Stands in a question where each asking brings a value of its own."""

    def as_sql(self, *_compiler: Any, **_context: Any) -> tuple[str, tuple[Any, ...]]:
        """Itself among the parameters: whoever asks finds it there and puts the value."""
        return "%s", (self,)


class Question[Row]:
    """Rows to read, with a `Key("name")` in place of each value: `.filter(offer=Key("offer"))`."""

    def __init__(self, rows: QuerySet[Any, Row]) -> None:
        self._rows = rows

    def ask(self, **keys: object) -> list[Row]:
        """One read, as if these values had stood in the question."""
        rows = self._rows.all()
        query = cast(_Asked, rows.query)
        query.__class__ = _Asked  # as `Query.chain` does; a new one would lose `values_list`
        query.compiler_at_hand = _Knowing(self._known, rows.db, keys)
        return list(rows)

    @cached_property
    def _known(self) -> _Known:
        compiler = self._rows.query.get_compiler(using=self._rows.db)
        with FINDING_WORDS:
            sql, params = compiler.as_sql()
        found = {name: value for name, value in vars(compiler).items() if name != "connection"}
        columns = [column for column, *_words in compiler.select[: compiler.col_count]]
        return _Known(sql, tuple(params), found, tuple(compiler.get_converters(columns)))


class _Known(NamedTuple):
    """The SQL, its parameters, what a compiler found out about each column on the way, and which
    columns don't come out of the database as they are.
    """

    sql: str
    params: tuple[Any, ...]
    found: Mapping[str, Any]
    converted: tuple[int, ...]


class _Asked(Query):
    """A query whose compiler has nothing left to do."""

    compiler_at_hand: SQLCompiler

    def get_compiler(self, *_args: Any, **_kwargs: Any) -> SQLCompiler:
        return self.compiler_at_hand


class _Knowing(SQLCompiler):
    """The compiler of one asking, on the connection of whoever asks."""

    def __init__(self, known: _Known, using: str, keys: Mapping[str, object]) -> None:
        self.__dict__ |= known.found
        self.connection = connections[using]
        self.known = known
        self.keys = keys

    def as_sql(self, *_args: Any, **_kwargs: Any) -> tuple[str, tuple[Any, ...]]:
        """The same words each time; the values in the form that this database takes."""
        adapt = self.connection.ops.adapt_unknown_value
        params = (
            adapt(self.keys[one.value]) if isinstance(one, Key) else one
            for one in self.known.params
        )
        return self.known.sql, tuple(params)

    def get_converters(self, expressions: Any) -> dict[int, Any]:
        """Of a row of sixty columns hardly ten: nobody looks through the others again."""
        positions, columns = self.known.converted, list(expressions)
        known = super().get_converters([columns[position] for position in positions])
        return dict(zip(positions, known.values(), strict=True))
