"""Hands a connection from request to request.

Under ASGI each request runs in a thread of its own, so none ever finds the connection of the last
one. To open SQLite means to read the whole schema, and then each statement is prepared anew: on the
page of an offer that was a quarter of the work. PostgreSQL has a pool for this, in Django itself.
"""

from __future__ import annotations

import atexit
import os
from collections import defaultdict
from pathlib import Path
from threading import Lock
from typing import Any

from django.db.backends.sqlite3 import base

MOST_IDLE = 4  # each keeps up to 2 MiB of pages

type PoolKey = tuple[int, int, int]  # process, device, file: a replaced file is another database

_idle: dict[PoolKey, list[Any]] = defaultdict(list)
_one_at_a_time = Lock()


class DatabaseWrapper(base.DatabaseWrapper):
    """Takes an idle connection to the same file where there is one; gives it back at the end."""

    pool_key: PoolKey | None = None

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Idle or new. What a thread in a transaction left behind is never handed on."""
        self.pool_key = self._find_pool_key()
        if self.pool_key and (idle := acquire(self.pool_key)):
            return idle
        connection = super().get_new_connection(conn_params)
        self.pool_key = self._find_pool_key()
        return connection

    def _close(self) -> None:
        """Keep what is in order; close what is not, and what is too many."""
        if self.connection is None:
            return
        in_order = not (self.errors_occurred or self.connection.in_transaction)
        if not (in_order and self.pool_key and release(self.pool_key, self.connection)):
            with self.wrap_database_errors:
                self.connection.close()

    def _find_pool_key(self) -> PoolKey | None:
        """Of this process: a connection must never cross a fork."""
        if self.is_in_memory_db():
            return None
        try:
            found = Path(self.settings_dict["NAME"]).stat()
        except FileNotFoundError:
            return None
        return os.getpid(), found.st_dev, found.st_ino


def acquire(pool_key: PoolKey) -> Any:
    """The connection that was put there last, if there is any."""
    with _one_at_a_time:
        return _idle[pool_key].pop() if _idle[pool_key] else None


def release(pool_key: PoolKey, connection: Any) -> bool:
    """Whether there was room for it."""
    with _one_at_a_time:
        has_room = len(_idle[pool_key]) < MOST_IDLE
        if has_room:
            _idle[pool_key].append(connection)
        return has_room


@atexit.register
def close_idle() -> None:
    """Close what this process keeps; the last one to leave tidies up the write-ahead log."""
    for (process, *_file), connections in _idle.items():
        while process == os.getpid() and connections:
            connections.pop().close()
