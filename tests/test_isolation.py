"""Processes that run side by side share neither a name, a database of Redis, nor a port."""

import socket

import pytest

from tests.isolation import process_name, redis_url, reserved_port


@pytest.mark.parametrize(
    ("leg", "worker", "name"),
    [
        ("", "", "main"),
        ("", "gw0", "gw0"),
        pytest.param("worker-redis", "", "worker_redis", id="worker-redis"),
        pytest.param("worker-redis", "gw1", "worker_redis_gw1", id="redis-gw1"),
    ],
)
def test_process_name_is_that_of_the_leg_and_of_the_worker(monkeypatch, leg, worker, name):
    monkeypatch.setenv("TEST_LEG", leg)
    monkeypatch.setenv("PYTEST_XDIST_WORKER", worker)

    assert process_name() == name


@pytest.mark.parametrize(
    ("base", "worker", "number"),
    [
        pytest.param("redis://:secret@127.0.0.1:6380/0", "", 0, id="alone"),
        pytest.param("redis://:secret@127.0.0.1:6380", "gw1", 1, id="no-number"),
        pytest.param("redis://:secret@127.0.0.1:6380/8", "gw3", 11, id="eighth"),
        pytest.param("redis://:secret@127.0.0.1:6380/63", "gw0", 63, id="last"),
    ],
)
def test_redis_url_counts_from_the_database_of_the_run(monkeypatch, base, worker, number):
    monkeypatch.setenv("REDIS_URL", base)
    monkeypatch.setenv("PYTEST_XDIST_WORKER", worker)

    assert redis_url() == f"redis://:secret@127.0.0.1:6380/{number}"


def test_redis_url_refuses_a_database_that_the_server_does_not_have(monkeypatch):
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:6380/63")
    monkeypatch.setenv("PYTEST_XDIST_WORKER", "gw1")

    with pytest.raises(ValueError, match="0 to 63, not 64"):
        redis_url()


def test_reserved_port_is_left_to_a_server_that_may_reuse_it():
    with (
        reserved_port() as port,
        socket.create_server(("127.0.0.1", port)) as server,
        socket.create_connection(server.getsockname()) as visitor,
    ):
        connection, address = server.accept()
        connection.close()

        assert address == visitor.getsockname()


def test_reserved_port_is_given_to_nobody_else():
    with (
        reserved_port() as port,
        socket.socket() as rival,
        pytest.raises(OSError, match="in use"),
    ):
        rival.bind(("127.0.0.1", port))
