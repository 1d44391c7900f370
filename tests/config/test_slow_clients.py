"""Real clients on loopback that send a byte at a time or read nothing, before the real server."""

import socket
import sys
import time
from contextlib import closing, contextmanager, suppress

import pytest

from config.request_bodies import MOST_FROM_ADDRESS
from scripts.machine import ROOT, free_port
from scripts.processes import start, stop, wait_until

HEAD = (
    "POST /en/me/profile/ HTTP/1.1\r\nHost: house.example.org\r\n"
    "Content-Type: {kind}\r\nContent-Length: {length}\r\n\r\n"
)
WITH_FILES = "multipart/form-data; boundary=x"
NEIGHBOUR = "127.0.0.2"


@pytest.fixture(scope="module")
def port(tmp_path_factory):
    folder, number = tmp_path_factory.mktemp("trickling"), free_port()
    command = [sys.executable, "-m", "granian", "--interface", "asginl", "--host", "127.0.0.1"]
    command += ["--port", str(number), "tests.config.trickling:application"]
    child = start("site", command, log=folder / "site.log", environment={}, cwd=ROOT)
    try:
        assert wait_until(lambda: is_open(number), within=60), child.last_words()
        with trickling(number, MOST_FROM_ADDRESS + 1, wait=1):  # pages are compiled
            pass
        yield number
    finally:
        stop([child])


def is_open(port):
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


def begin(port, *, length, kind=WITH_FILES, address="127.0.0.1"):
    client = socket.create_connection(("127.0.0.1", port), timeout=20, source_address=(address, 0))
    client.sendall(HEAD.format(kind=kind, length=length).encode())
    return client


@contextmanager
def trickling(port, number, *, wait=0.3, **more):
    """So many clients that have sent the first byte of a megabyte."""
    clients = [begin(port, length=1 << 20, **more) for _ in range(number)]
    try:
        for client in clients:
            client.sendall(b"x")
        time.sleep(wait)
        yield clients
    finally:
        for client in clients:
            client.close()


def status_of(client):
    answer = b""
    with suppress(ConnectionError):
        while b"\r\n" not in answer and (part := client.recv(4096)):
            answer += part
    return int(answer.split()[1]) if answer else None


def send_whole(port, **more):
    with closing(begin(port, length=1000, **more)) as client:
        client.sendall(b"x" * 1000)
        return status_of(client)


def test_forty_slow_senders_keep_nobody_else_from_sending(port):
    with trickling(port, 40) as slow:
        same = send_whole(port)  # first: a busy machine may soon have cut the slow ones off
        neighbour = send_whole(port, address=NEIGHBOUR)
        answers = sorted(status_of(client) for client in slow)

    assert neighbour == 200
    assert same == 503  # their address has used up its slots
    assert answers == [408] * MOST_FROM_ADDRESS + [503] * (40 - MOST_FROM_ADDRESS)
    assert send_whole(port) == 200  # cut off, and all slots are free again


@pytest.mark.parametrize("kind", [WITH_FILES, "application/x-www-form-urlencoded"])
def test_a_body_that_trickles_is_cut(port, kind):
    began, answer = time.monotonic(), None
    with trickling(port, 1, kind=kind) as (client,):
        client.settimeout(0.2)
        while answer is None and time.monotonic() - began < 12:
            with suppress(TimeoutError):
                answer = status_of(client)
            with suppress(OSError):
                client.sendall(b"x")

    assert answer == 408
    assert 3.5 < time.monotonic() - began < 7


def test_a_fast_body_has_the_whole_time_and_no_more(port):
    began = time.monotonic()
    with closing(begin(port, length=1 << 22)) as client, suppress(OSError):
        while time.monotonic() - began < 14:
            client.sendall(b"x" * 6000)  # 60 kB a second: above the least
            time.sleep(0.1)

    assert 6.5 < time.monotonic() - began < 12


@contextmanager
def reading_nothing(port, number, *, path="/large"):
    """So many that have asked for a large answer and take none of it."""
    clients = [ask(port, path) for _ in range(number)]
    try:
        time.sleep(0.5)
        yield clients
    finally:
        for client in clients:
            client.close()


def ask(port, path):
    client = socket.socket()
    client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 16)  # small, so that it fills soon
    client.settimeout(5)
    client.connect(("127.0.0.1", port))
    client.sendall(f"GET {path} HTTP/1.1\r\nHost: house.example.org\r\n\r\n".encode())
    return client


def readers(port):
    with closing(ask(port, "/readers")) as client:
        return int(client.recv(4096).rpartition(b"\r\n\r\n")[2])


def read_all(client):
    """What was promised, and how much comes until the connection ends or is silent."""
    answer = bytearray()
    with suppress(OSError):
        while part := client.recv(1 << 20):
            answer += part
    head, _, body = bytes(answer).partition(b"\r\n\r\n")
    return int(head.lower().partition(b"content-length: ")[2].split()[0]), len(body)


def test_readers_who_take_nothing_keep_no_page_waiting(port):
    with reading_nothing(port, 6):
        assert readers(port) == 6  # twice as many as there are slots


def test_a_page_in_one_part_is_done_with_though_nobody_reads_it(port):
    with reading_nothing(port, 9, path="/page"):
        assert wait_until(lambda: readers(port) == 0, within=1)  # well before it would be cut


def test_an_answer_that_nobody_takes_is_cut(port):
    with reading_nothing(port, 2) as (client, _other):
        assert readers(port) == 2
        assert wait_until(lambda: readers(port) == 0, within=12)
        promised, came = read_all(client)

    assert 0 < came < promised
