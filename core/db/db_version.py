"""A change token of the whole database: while it stays the same, nothing was written.

Whoever writes does nothing for it: both databases count their changes anyway.
"""

from __future__ import annotations

import os
import sqlite3
from functools import cache
from threading import Lock
from typing import Final

from django.db import DatabaseError, connection

IN_MEMORY: Final = (":memory:", "mode=memory")

_lock = Lock()


def database_change_token() -> str | None:
    """What it is now, or nothing: inside a transaction, and where it can't be told.

    PostgreSQL names the transactions that are over and those that run (`pg_current_snapshot`,
    manual 9.28); SQLite counts what other connections committed (`PRAGMA data_version`).
    """
    if connection.in_atomic_block:  # what was written here isn't counted yet
        return None
    try:
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_current_snapshot()::text")
                return str(cursor.fetchone()[0])
        name = str(connection.settings_dict["NAME"])
        if any(word in name for word in IN_MEMORY):
            return None
        with _lock:
            watching = _read_only_connection(name, os.getpid())
            [version] = watching.execute("PRAGMA data_version").fetchone()
        return str(version)
    except (DatabaseError, sqlite3.Error):
        return None


@cache
def _read_only_connection(name: str, process: int) -> sqlite3.Connection:
    """One for each process that never writes, so that whoever does is another one."""
    return sqlite3.connect(name, check_same_thread=False, isolation_level=None)
