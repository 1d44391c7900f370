"""People who do something at the same moment, each in a thread with a connection of its own."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pkgutil import resolve_name
from threading import Barrier
from unittest.mock import patch

from django.db import connection, connections
from django.db.models import QuerySet

from core.errors import DomainError
from scripts.processes import wait_until

TOGETHER = 10  # seconds until all stand at the line
OVERTAKING = 20  # seconds until a rival has ended or waits


def at_once(*actions, refusals=DomainError):
    """What each deed came to, or its refusal, in the order of the deeds."""
    line = Barrier(len(actions))

    def run(action):
        try:
            line.wait(timeout=TOGETHER)
            return action()
        except refusals as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(actions)) as threads:
        return list(threads.map(run, actions))


def outcomes_at_once(*actions):
    """The name of each refusal, and "done" where there was none."""
    came_to = at_once(*actions)
    return [type(one).__name__ if isinstance(one, DomainError) else "done" for one in came_to]


def overtaken(action, *, at, by, refusals=DomainError):
    """What `action` and its rival `by` came to: the rival acts in the middle of the action.

    The action stops before its first call of `at`, the path of a function or method, until the
    rival has ended or waits for a lock. So what a lock is for shows every time, and not once in a
    while.
    """
    original = resolve_name(at)
    rivals = []

    def run(deed):
        try:
            return deed()
        except refusals as refusal:
            return refusal

    def run_elsewhere():
        try:
            return run(by)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as threads:

        def let_rival_act(*words, **more):
            if not rivals:
                rivals.append(None)  # the rival may come by here as well
                rivals[0] = threads.submit(run_elsewhere)
                assert wait_until(
                    lambda: rivals[0].done() or is_somebody_waiting(),
                    within=OVERTAKING,
                    every=0.01,
                )
            return original(*words, **more)

        with patch(at, let_rival_act):
            came_to = run(action)
            assert rivals, f"nothing called {at}"
            return came_to, rivals[0].result(timeout=OVERTAKING)


def is_somebody_waiting():
    """Whether a connection to this database waits for a lock.

    SQLite lets the second writer wait before it begins, and says so nowhere: true there.
    """
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute(
            # Who waits for a row has locked the table that it is in.
            "SELECT EXISTS (SELECT FROM pg_locks AS waiting"
            " JOIN pg_locks AS held USING (pid)"
            " JOIN pg_database ON pg_database.oid = held.database"
            " WHERE NOT waiting.granted AND datname = current_database())"
        )
        return cursor.fetchone()[0]


@contextmanager
def without_row_locks():
    """Actions read the rows that they would lock: for the control of a race.

    On SQLite the lock of the database remains, so that the control ends there as the race does.
    """
    with patch.object(QuerySet, "select_for_update", lambda rows, **_how: rows.all()):
        yield


def has_row_locks():
    """SQLite has none, see docs/adr/0008."""
    return connection.vendor == "postgresql"
