"""Results of queries, read again only when a statement has written to a table that they name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

ALL = "*"  # in place of a table: whatever was written, nothing in the cache can be trusted
NONE: frozenset[str] = frozenset()
READ = re.compile(r"\s*SELECT\b", re.IGNORECASE)
WRITE = re.compile(
    r'\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM) "([^"]+)"(?=[\s(;]|$)', re.IGNORECASE
)
SAVEPOINT = re.compile(
    r'\s*(SAVEPOINT|RELEASE SAVEPOINT|ROLLBACK TO SAVEPOINT) "([^"]+)"\s*;?\s*$', re.IGNORECASE
)
QUOTED = re.compile(r'"([^"]+)"')


def written_tables(sql: str) -> frozenset[str]:
    """The table that a statement writes; none for a SELECT; `ALL` for what isn't understood.

    Several statements in one, names with a schema and a WITH (which may write in PostgreSQL)
    are among the latter.
    """
    if ";" in sql.rstrip("; \n"):
        return frozenset({ALL})
    if READ.match(sql):
        return NONE
    found = WRITE.match(sql)
    return frozenset({found[1] if found else ALL})


class StaleRowsError(AssertionError):
    """What the cache holds is not what the database says."""


@dataclass(frozen=True, slots=True)
class Entry:
    rows: Any
    tables: frozenset[str]  # each name in quotes in the SQL: tables, and columns, which do no harm
    read: Callable[[], Any]


class RowCache:
    """A wrapper for `connection.execute_wrapper`; it has to see every statement since it is new.

    It can't see what a trigger or a cascade in the database writes, nor a rollback of the whole
    transaction: `check` is there for such mistakes.
    """

    def __init__(self) -> None:
        self._entries: dict[Hashable, Entry] = {}
        self._written_since: dict[str, set[str]] = {}  # by savepoint
        self._named: set[str] = set()

    def __call__(self, execute, sql, params, many, context):
        try:
            return execute(sql, params, many, context)
        finally:
            self._notice(sql)

    def get(self, key: Hashable, read: Callable[[], Any]) -> Any:
        """What `read` gave the last time, or gives now if one of its tables was written since."""
        if key not in self._entries:
            self._named = set()
            rows = read()
            self._entries[key] = Entry(rows, frozenset(self._named), read)
        return self._entries[key].rows

    def check(self) -> None:
        """Read everything anew. Raises StaleRowsError with the keys of what differs."""
        stale = [key for key, entry in self._entries.items() if entry.read() != entry.rows]
        if stale:
            raise StaleRowsError(stale)

    def _notice(self, sql: str) -> None:
        if savepoint := SAVEPOINT.match(sql):
            self._pass_savepoint(savepoint[1].upper(), savepoint[2])
        elif tables := written_tables(sql):
            for written in self._written_since.values():
                written |= tables
            self._forget(tables)
        else:
            self._named.update(QUOTED.findall(sql))

    def _pass_savepoint(self, statement: str, name: str) -> None:
        """A rollback changes what was written since the savepoint, and nothing else."""
        if statement == "SAVEPOINT":
            self._written_since[name] = set()
        elif statement == "RELEASE SAVEPOINT":
            self._written_since.pop(name, None)
        else:
            self._forget(self._written_since.get(name, {ALL}))

    def _forget(self, tables) -> None:
        self._entries = {
            key: entry
            for key, entry in self._entries.items()
            if ALL not in tables and entry.tables.isdisjoint(tables)
        }
