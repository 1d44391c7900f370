"""Connections to SQLite that go from thread to thread."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from django.conf import settings
from django.db.utils import ConnectionHandler, OperationalError

from config.sqlite3 import base

pytestmark = pytest.mark.django_db  # so that a connection may be opened at all


@pytest.fixture
def database(tmp_path):
    """A file of its own, whatever database the other tests run on."""
    known = {"NAME": str(tmp_path / "own.sqlite3"), **settings.SQLITE}
    handler = ConnectionHandler({"default": known})
    in_a_thread(ask, handler, "CREATE TABLE guest (name TEXT UNIQUE)")
    yield handler
    base.close_idle()


def in_a_thread(function, *arguments):
    with ThreadPoolExecutor(1) as executor:
        return executor.submit(function, *arguments).result()


def ask(handler, sql):
    """As a request does: connect, ask, close. Says which connection it was."""
    connection = handler["default"]
    with connection.cursor() as cursor:
        cursor.execute(sql)
        rows = cursor.fetchall()
    used = connection.connection
    connection.close()
    return used, rows


def kept(handler):
    return list(base._idle[handler["default"]._find_pool_key()])


def test_the_next_thread_gets_the_connection_of_the_last_one(database):
    first, _rows = in_a_thread(ask, database, "SELECT 1")
    second, _rows = in_a_thread(ask, database, "SELECT 1")

    assert first is second
    assert kept(database) == [first]


def test_a_kept_connection_still_does_as_the_settings_say(database):
    in_a_thread(ask, database, "INSERT INTO guest VALUES ('Ada')")

    answers = [
        in_a_thread(ask, database, f"PRAGMA {name}")[1][0][0]
        for name in ("foreign_keys", "journal_mode", "synchronous")
    ]

    assert answers == [1, "wal", 1]
    assert in_a_thread(ask, database, "SELECT name FROM guest")[1] == [("Ada",)]


def test_nobody_gets_a_connection_that_stands_in_a_transaction(database):
    def leave_in_the_middle():
        connection = database["default"]
        with connection.cursor() as cursor:
            cursor.execute("BEGIN IMMEDIATE")
            cursor.execute("INSERT INTO guest VALUES ('Ada')")
        connection.close()

    in_a_thread(leave_in_the_middle)

    assert kept(database) == []
    assert in_a_thread(ask, database, "SELECT name FROM guest")[1] == []


def test_nobody_gets_a_connection_that_met_an_error(database):
    def stumble():
        with pytest.raises(OperationalError):
            ask(database, "SELECT name FROM nowhere")
        database["default"].close()

    in_a_thread(stumble)

    assert kept(database) == []


def test_no_more_are_kept_than_a_few(database):
    many = base.MOST_IDLE + 3
    together = Barrier(many)

    def ask_together():
        database["default"].ensure_connection()
        together.wait(20)
        return ask(database, "SELECT 1")[0]

    with ThreadPoolExecutor(many) as executor:
        used = [one.result() for one in [executor.submit(ask_together) for _ in range(many)]]

    assert len(set(used)) == many
    assert len(kept(database)) == base.MOST_IDLE


def test_a_replaced_file_is_another_database(database):
    in_a_thread(ask, database, "INSERT INTO guest VALUES ('Ada')")
    path = Path(database["default"].settings_dict["NAME"])
    for file in path.parent.glob(f"{path.name}*"):
        file.rename(path.parent / f"old-{file.name}")

    _used, rows = in_a_thread(ask, database, "SELECT name FROM sqlite_master")

    assert rows == []


def test_a_database_in_memory_is_left_as_it_is():
    handler = ConnectionHandler({"default": {"NAME": ":memory:", **settings.SQLITE}})

    used, _rows = ask(handler, "SELECT 1")

    assert handler["default"].pool_key is None
    assert handler["default"].connection is used
    used.close()


def test_rivals_never_hold_the_same_connection(database):
    rivals, holding, met = 8, [], []
    together = Barrier(rivals)

    def hold_again_and_again(_rival):
        connection = database["default"]
        together.wait(20)
        for _turn in range(50):
            connection.ensure_connection()
            met.append(connection.connection in holding)
            holding.append(connection.connection)
            ask_nothing(connection)
            holding.remove(connection.connection)
            connection.close()

    with ThreadPoolExecutor(rivals) as executor:
        list(executor.map(hold_again_and_again, range(rivals)))

    assert met == [False] * rivals * 50


def ask_nothing(connection):
    """Long enough for another thread to have its turn."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
