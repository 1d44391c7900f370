"""A mark of the whole database: while it stays the same, nobody has written anything.

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

_one_at_a_time = Lock()


def mark_of_database() -> str | None:
    """What it is now, or nothing: inside a transaction, and where it can't be told.

    PostgreSQL names the transactions that are over and those that run (`pg_current_snapshot`,
    manual 9.28); SQLite counts what other connections committed (`PRAGMA data_version`).
    """
    if connection.in_atomic_block:  # what was written here isn't counted yet
        return None
    try:
        return _of_server() if connection.vendor == "postgresql" else _of_file()
    except (DatabaseError, sqlite3.Error):
        return None


def _of_server() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_snapshot()::text")
        return str(cursor.fetchone()[0])


def _of_file() -> str | None:
    name = str(connection.settings_dict["NAME"])
    if any(word in name for word in IN_MEMORY):
        return None
    with _one_at_a_time:
        [version] = _looker(name, os.getpid()).execute("PRAGMA data_version").fetchone()
    return str(version)


@cache
def _looker(name: str, process: int) -> sqlite3.Connection:
    """One for each process that never writes, so that whoever does is another one."""
    return sqlite3.connect(name, check_same_thread=False, isolation_level=None)
